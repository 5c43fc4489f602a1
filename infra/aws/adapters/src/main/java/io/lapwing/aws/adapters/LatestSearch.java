package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.telemetry.LatestValue;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.ReadingKey;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Finds the newest value of each metric of one device: in the hour that the catalogue names for it, from that hour's
/// end back.
final class LatestSearch {

    private static final String OPERATION = "TelemetryStore.latest";
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    /// Most devices send all their metrics together: the newest pack mostly has them all.
    private static final int PAGE = 2;

    private final DynamoDatabase database;
    private final Set<MetricName> metrics;
    private final Map<MetricName, Found> found = new HashMap<>();

    private record Found(LatestValue latest, long commit) {

        boolean isNewerThan(Found other) {
            int order = latest.key().compareTo(other.latest().key());
            return order > 0 || (order == 0 && commit > other.commit());
        }
    }

    /// A device's state and the catalogue that belongs to it.
    private record Snapshot(StateItem state, Map<MetricName, Integer> hours) {}

    /// @param metrics those that are wanted; all where it is empty
    LatestSearch(DynamoDatabase database, Set<MetricName> metrics) {
        this.database = database;
        this.metrics = metrics;
    }

    Map<MetricName, LatestValue> of(DeviceKey device) {
        Optional<Snapshot> snapshot = snapshot(device);
        if (snapshot.isEmpty()) {
            return Map.of();
        }
        Map<Integer, Set<MetricName>> byHour = new TreeMap<>(Comparator.reverseOrder());
        snapshot.get().hours().forEach((metric, hour) -> {
            if (metrics.isEmpty() || metrics.contains(metric)) {
                byHour.computeIfAbsent(hour, _ -> new HashSet<>()).add(metric);
            }
        });
        byHour.forEach((hour, wanted) -> search(snapshot.get().state(), hour, wanted));
        Map<MetricName, LatestValue> latest = new HashMap<>();
        found.forEach((metric, value) -> latest.put(metric, value.latest()));
        return latest;
    }

    /// A page that a later commit wrote names an hour that the state knows nothing of yet: then both are read again.
    private Optional<Snapshot> snapshot(DeviceKey device) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int round = 1;; round++) {
            Optional<StateItem> state = database.get(OPERATION, database.keys().state(device))
                    .map(item -> StateItem.of(device, item));
            if (state.isEmpty()) {
                return Optional.empty();
            }
            List<DynamoDbKey> keys = HeldDevices.pageKeys(database.keys(), state.get());
            Map<DynamoDbKey, Map<String, AttributeValue>> items = database.getAll(OPERATION, keys);
            List<Map<String, AttributeValue>> pages = new ArrayList<>(items.values());
            if (pages.size() == keys.size() && pages.stream()
                    .allMatch(page -> Items.number(page, MetricPages.COMMIT) <= state.get().commit())) {
                return Optional.of(new Snapshot(state.get(), MetricPages.of(pages).hours()));
            }
            DynamoDatabase.pause(OPERATION, device.toString(), round, deadline);
        }
    }

    private void search(StateItem state, int hour, Set<MetricName> wanted) {
        long from = MetricPages.startOf(hour);
        long to = MetricPages.startOf(hour + 1);
        for (int level = 0; level < PackKey.levels(); level++) {
            PackQuery packs = new PackQuery(database, OPERATION, state, PackQuery.Range.holding(level, from, to), false,
                    PAGE);
            while (packs.hasNext() && mayHoldNewer(packs.peek(), wanted)) {
                take(packs.next(), from, to, wanted);
            }
        }
    }

    /// Whether a pack, or any of its level that begins before it, can have a value that is not older than what was
    /// found.
    private boolean mayHoldNewer(PackQuery.Pack pack, Set<MetricName> wanted) {
        long span = PackKey.span(pack.key().level());
        long last = pack.key().first().ts().toEpochMilli();
        long end = last + span < last ? Long.MAX_VALUE : last + span;
        return wanted.stream().anyMatch(metric -> {
            Found known = found.get(metric);
            return known == null || known.latest().key().ts().toEpochMilli() <= end;
        });
    }

    private void take(PackQuery.Pack pack, long from, long to, Set<MetricName> wanted) {
        for (Piece piece : ReadingPack.read(pack, key -> key.ts().toEpochMilli() >= from
                && key.ts().toEpochMilli() < to, wanted)) {
            ReadingKey key = piece.reading().key();
            piece.reading().values().forEach((metric, value) -> found.merge(metric,
                    new Found(new LatestValue(key, value), piece.commit()),
                    (known, other) -> other.isNewerThan(known) ? other : known));
        }
    }
}
