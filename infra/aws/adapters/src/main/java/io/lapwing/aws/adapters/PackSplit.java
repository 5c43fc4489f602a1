package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.StoredReading;
import io.lapwing.sharedmodel.telemetry.Text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Deals the readings of a commit out to packs that each fit an item. Mostly that is one.
final class PackSplit {

    /// Before compression, so that nobody who reads a pack has to hold more.
    static final int MAX_BYTES = 300_000;

    /// How many packs are begun because a reading lies too far from the first of its pack.
    private static final int MAX_BY_TIME = 10;
    private static final int READING_BYTES = 24;
    private static final int VALUE_BYTES = 16;

    private final List<List<StoredReading>> packs = new ArrayList<>();
    private List<StoredReading> pack = new ArrayList<>();
    private final Set<MetricName> names = new HashSet<>();
    private int bytes;

    private PackSplit() {}

    /// @param readings in their order
    static List<List<StoredReading>> of(Iterable<StoredReading> readings) {
        PackSplit split = new PackSplit();
        readings.forEach(split::add);
        split.next();
        return split.packs;
    }

    private void add(StoredReading reading) {
        if (packs.size() < MAX_BY_TIME && !pack.isEmpty() && reading.key().ts().toEpochMilli()
                - pack.getFirst().key().ts().toEpochMilli() > PackKey.MAX_SPAN) {
            next();
        }
        Map<MetricName, MetricValue> taken = new LinkedHashMap<>();
        bytes += READING_BYTES;
        for (Map.Entry<MetricName, MetricValue> value : reading.values().entrySet()) {
            int more = bytesOf(value.getKey(), value.getValue());
            if (bytes + more > MAX_BYTES) {
                close(reading, taken);
                taken = new LinkedHashMap<>();
                bytes += READING_BYTES;
                more = bytesOf(value.getKey(), value.getValue());
            }
            bytes += more;
            names.add(value.getKey());
            taken.put(value.getKey(), value.getValue());
        }
        pack.add(new StoredReading(reading.key(), reading.late(), taken));
    }

    private void close(StoredReading reading, Map<MetricName, MetricValue> taken) {
        if (!taken.isEmpty()) {
            pack.add(new StoredReading(reading.key(), reading.late(), taken));
        }
        next();
    }

    private void next() {
        if (!pack.isEmpty()) {
            packs.add(pack);
        }
        pack = new ArrayList<>();
        names.clear();
        bytes = 0;
    }

    private int bytesOf(MetricName name, MetricValue value) {
        int content = switch (value) {
            case MetricValue.TextValue(String text) -> Text.utf8Length(text);
            case MetricValue.JsonValue(String json) -> Text.utf8Length(json);
            case MetricValue.IntegerValue _,MetricValue.DecimalValue _,MetricValue.BooleanValue _ -> 0;
        };
        return VALUE_BYTES + content + (names.contains(name) ? 0 : Text.utf8Length(name.value()));
    }
}
