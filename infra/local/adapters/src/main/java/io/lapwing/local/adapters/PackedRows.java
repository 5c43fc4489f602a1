package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.telemetry.Reading;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/// Rows of `reading` that a transaction is going to write: whatever comes for one place goes into one.
final class PackedRows {

    private final Map<RowKey, RowWrite> rows = new LinkedHashMap<>();

    /// Takes a reading in.
    ///
    /// @param state of its device, which moves on to it if it is newer
    /// @param json its values
    /// @param tally counts them, once the row is written
    void add(DeviceState state, Reading reading, String json, Tally tally) {
        RowKey key = new RowKey(state.deviceKey(), reading.key().ts().toEpochMilli(), reading.key().seq());
        boolean late = state.advanceTo(key);
        rows.computeIfAbsent(key, _ -> new RowWrite(key, late)).add(tally, reading.values(), json);
    }

    Collection<RowWrite> rows() {
        return rows.values();
    }
}
