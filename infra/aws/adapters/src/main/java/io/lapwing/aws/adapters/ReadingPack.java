package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.telemetry.StoredReading;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The readings of one pack as its one attribute: the names of its metrics, then each reading, its time as the
/// distance from the one before, its commits as the distance from that which wrote the pack first.
final class ReadingPack {

    private static final String READINGS = "r";

    private ReadingPack() {}

    /// @param commit the pack's own, which is the first
    /// @param pieces in the order of their readings
    static Map<String, AttributeValue> write(long commit, List<Piece> pieces) {
        Map<MetricName, Integer> names = new LinkedHashMap<>();
        pieces.forEach(piece -> piece.reading().values().keySet()
                .forEach(name -> names.putIfAbsent(name, names.size())));
        CompactWriter pack = new CompactWriter().number(names.size());
        names.keySet().forEach(name -> pack.text(name.value()));
        pack.number(pieces.size());
        long before = 0;
        for (Piece piece : pieces) {
            StoredReading reading = piece.reading();
            long ts = reading.key().ts().toEpochMilli();
            pack.number(ts - before).signed(reading.key().seq()).flag(reading.late())
                    .number(piece.since() - commit).number(piece.commit() - piece.since())
                    .number(reading.values().size());
            reading.values().forEach((name, value) -> pack.number(names.getOrDefault(name, 0)).value(value));
            before = ts;
        }
        return Map.of(READINGS, pack.toAttribute());
    }

    /// Those of the pack's pieces that are wanted.
    ///
    /// @param metrics those that are wanted; all where it is empty
    static List<Piece> read(PackQuery.Pack item, Predicate<ReadingKey> wanted, Set<MetricName> metrics) {
        CompactReader pack = CompactReader.of(item.item().get(READINGS));
        MetricName[] names = new MetricName[pack.count()];
        for (int i = 0; i < names.length; i++) {
            names[i] = new MetricName(pack.text());
        }
        int count = pack.count();
        List<Piece> pieces = new ArrayList<>();
        long ts = 0;
        for (int i = 0; i < count; i++) {
            ts += pack.number();
            ReadingKey key = new ReadingKey(Instant.ofEpochMilli(ts), pack.signed());
            boolean late = pack.flag();
            long since = item.key().commit() + pack.number();
            long commit = since + pack.number();
            Map<MetricName, MetricValue> values = values(pack, names, metrics);
            if (since <= item.seenAt() && wanted.test(key) && (metrics.isEmpty() || !values.isEmpty())) {
                pieces.add(new Piece(since, commit, new StoredReading(key, late, values)));
            }
        }
        return pieces;
    }

    private static Map<MetricName, MetricValue> values(CompactReader pack, MetricName[] names,
            Set<MetricName> metrics) {
        int count = pack.count();
        Map<MetricName, MetricValue> values = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            MetricName name = names[pack.count()];
            MetricValue value = pack.value();
            if (metrics.isEmpty() || metrics.contains(name)) {
                values.put(name, value);
            }
        }
        return values;
    }
}
