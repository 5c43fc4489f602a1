package io.lapwing.local.adapters;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// The rows of `device_state`. Whoever appends for a device holds its row: appends for one device take turns, and the
/// device cannot be deleted under them.
final class DeviceStates {

    /// In the order of the keys, so that two batches with devices in common do not wait for each other.
    private static final String HOLD = """
            select device_key, last_ts, last_seq, last_seen_at
            from device_state
            where device_key = any (?::bigint[])
            order by device_key
            for no key update
            """;

    private static final String UPDATE = """
            update device_state as state
            set last_ts = changed.last_ts, last_seq = changed.last_seq, last_seen_at = changed.last_seen_at
            from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
                as changed (device_key, last_ts, last_seq, last_seen_at)
            where state.device_key = changed.device_key
            """;

    private DeviceStates() {}

    /// Holds the states of these devices until the end of the transaction. Those that are gone are left out.
    static Map<Long, DeviceState> hold(Connection connection, Collection<Long> deviceKeys) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HOLD)) {
            Columns.set(statement, deviceKeys.stream().mapToLong(Long::longValue).toArray());
            Map<Long, DeviceState> states = HashMap.newHashMap(deviceKeys.size());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    long deviceKey = row.getLong("device_key");
                    @Nullable
                    Long lastTs = Columns.longOrNull(row, "last_ts");
                    @Nullable
                    Long lastSeq = Columns.longOrNull(row, "last_seq");
                    @Nullable
                    Long lastSeenAt = Columns.longOrNull(row, "last_seen_at");
                    states.put(deviceKey, new DeviceState(deviceKey, lastTs, lastSeq,
                            lastSeenAt == null ? Long.MIN_VALUE : lastSeenAt));
                }
            }
            return states;
        }
    }

    static void update(Connection connection, List<DeviceState> changed) throws SQLException {
        if (changed.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
            Columns.set(statement, changed.stream().mapToLong(DeviceState::deviceKey).toArray(),
                    changed.stream().map(DeviceState::lastTs).toArray(Long[]::new),
                    changed.stream().map(DeviceState::lastSeq).toArray(Long[]::new),
                    changed.stream().mapToLong(DeviceState::lastSeenAt).toArray());
            statement.executeUpdate();
        }
    }
}
