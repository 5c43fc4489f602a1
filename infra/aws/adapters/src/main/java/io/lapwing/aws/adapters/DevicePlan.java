package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.port.WatchStore;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.Reading;
import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.telemetry.StoredReading;
import io.lapwing.sharedmodel.watch.DeviceWatcher.Sighting;
import io.lapwing.sharedmodel.watch.DeviceWatcher.Watching;
import io.lapwing.sharedmodel.watch.Observation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What one transaction does to one device.
final class DevicePlan {

    /// How many packs are written anew: each is an item of its own, while one new pack takes all that changes.
    private static final int MAX_UPDATES = 4;

    private final StateItem state;
    private final Held.HeldDevice held;
    private @Nullable ReadingKey newest;
    private long seenMillis;
    /// What is there now and what this transaction adds, merged.
    private final Map<ReadingKey, StoredReading> merged = new HashMap<>();
    /// Only what changes.
    private final TreeMap<ReadingKey, StoredReading> changes = new TreeMap<>();
    private final Map<MetricName, Integer> hours = new HashMap<>();
    /// What the watch over the device sees, in the order in which it came.
    private final List<Reading> sighted = new ArrayList<>();
    private Instant now = Instant.MIN;
    private @Nullable WatchPlan watch;

    DevicePlan(Held.HeldDevice held) {
        this.held = held;
        this.state = held.state();
        this.newest = state.newest();
        this.seenMillis = state.seenMillis();
        merged.putAll(held.existing().readings());
    }

    StateItem state() {
        return state;
    }

    void seenAt(Instant receivedAt) {
        now = receivedAt.isAfter(now) ? receivedAt : now;
        seenMillis = Math.max(seenMillis, receivedAt.toEpochMilli());
    }

    /// Merges a reading into what is there.
    ///
    /// @return whether that changes anything
    boolean merge(Reading reading, Tally tally) {
        sighted.add(reading);
        ReadingKey key = new ReadingKey(reading.key().ts().truncatedTo(ChronoUnit.MILLIS), reading.key().seq());
        StoredReading before = merged.get(key);
        boolean isLate = newest != null && key.compareTo(newest) < 0;
        if (before == null && isLate) {
            tally.late();
        }
        Map<MetricName, MetricValue> values = new LinkedHashMap<>(before == null ? Map.of() : before.values());
        Map<MetricName, MetricValue> changed = new LinkedHashMap<>();
        reading.values().forEach((metric, value) -> {
            if (tally.count(values.get(metric), value)) {
                values.put(metric, value);
                changed.put(metric, value);
            }
        });
        if (before == null || !changed.isEmpty()) {
            StoredReading after = new StoredReading(key, before == null ? isLate : before.late(), values);
            merged.put(key, after);
            change(after, changed);
        }
        if (newest == null || key.compareTo(newest) > 0) {
            newest = key;
        }
        return before == null || !changed.isEmpty();
    }

    private void change(StoredReading after, Map<MetricName, MetricValue> changed) {
        StoredReading known = changes.get(after.key());
        Map<MetricName, MetricValue> all = new LinkedHashMap<>(known == null ? Map.of() : known.values());
        all.putAll(changed);
        changes.put(after.key(), new StoredReading(after.key(), after.late(), all));
        int hour = MetricPages.hourOf(after.key().ts());
        changed.keySet().forEach(metric -> hours.merge(metric, hour, Math::max));
    }

    /// The readings that change, as they are kept then.
    List<StoredReading> changed() {
        return changes.keySet().stream().map(key -> Objects.requireNonNull(merged.get(key))).toList();
    }

    /// Which metrics move on in the catalogue, and to which hour.
    Map<MetricName, Integer> moves() {
        Map<MetricName, Integer> moves = new HashMap<>(hours);
        moves.entrySet()
                .removeIf(move -> held.hours().getOrDefault(move.getKey(), Integer.MIN_VALUE) >= move.getValue());
        return moves;
    }

    /// Asks what follows for the watch over the device, once all is merged.
    void watch(Watching watching, Supplier<AlertId> ids) {
        if (!watching.watches(state.device(), state.online())) {
            return;
        }
        observe(sighting -> watching.observe(sighting, ids), sighting(now));
    }

    /// Asks what follows from a look at the device.
    void look(WatchStore.Look look, Supplier<AlertId> ids, Instant at) {
        observe(sighting -> look.at(sighting, ids), sighting(at));
    }

    private Sighting sighting(Instant at) {
        return new Sighting(state.device(), sighted, state.watchAt(at), state.newest(), state.lastSeenAt(), at);
    }

    private void observe(Function<Sighting, Observation> watcher, Sighting sighting) {
        Observation observation = watcher.apply(sighting);
        if (observation.changes(sighting.watch())) {
            watch = new WatchPlan(state, sighting.watch(), observation);
        }
    }

    void writeTo(ItemWrites writes, Keys keys) {
        if (changes.isEmpty() && seenMillis == state.seenMillis() && watch == null) {
            return;
        }
        long commit = state.commit() + 1;
        int levels = state.levels() | writePacks(writes, keys, commit);
        int pages = writePages(writes, keys, commit);
        Map<String, AttributeValue> next = StateItem.attributes(commit, newest, seenMillis, levels, pages);
        if (watch != null) {
            next.putAll(watch.attributes());
            watch.writeTo(writes, keys, commit);
        }
        writes.updateIf(keys.state(state.device()), next, Map.of(Keys.INCARNATION, Items.of(state.incarnation()),
                StateItem.COMMIT, Items.of(state.commit())));
    }

    private record Update(PackQuery.Pack pack, List<StoredReading> changes) {}

    private DynamoDbKey pack(Keys keys, PackKey key) {
        return keys.pack(state.device(), state.incarnation(), key.sortKey());
    }

    /// What changes in a few small packs goes into these, all else into new ones.
    ///
    /// @return the levels of the new packs
    private int writePacks(ItemWrites writes, Keys keys, long commit) {
        Map<PackKey, Update> updates = new LinkedHashMap<>();
        List<StoredReading> others = new ArrayList<>();
        changes.forEach((key, change) -> {
            PackQuery.Pack home = held.existing().homes().get(key);
            if (home == null || (updates.size() == MAX_UPDATES && !updates.containsKey(home.key()))) {
                others.add(change);
            } else {
                updates.computeIfAbsent(home.key(), _ -> new Update(home, new ArrayList<>())).changes().add(change);
            }
        });
        updates.values().forEach(update -> writes.put(pack(keys, update.pack().key()),
                PackUpdate.of(update.pack(), update.changes(), commit)));
        return writeNewPacks(others, writes, keys, commit);
    }

    private int writeNewPacks(List<StoredReading> readings, ItemWrites writes, Keys keys, long commit) {
        int levels = 0;
        int part = 0;
        for (List<StoredReading> pack : PackSplit.of(readings)) {
            ReadingKey first = pack.getFirst().key();
            int level = PackKey.levelOf(first.ts(), pack.getLast().key().ts());
            PackKey key = new PackKey(level, first, commit, part++);
            writes.put(pack(keys, key),
                    ReadingPack.write(commit, pack.stream().map(reading -> Piece.of(commit, reading)).toList()));
            levels |= 1 << level;
        }
        return levels;
    }

    private int writePages(ItemWrites writes, Keys keys, long commit) {
        Map<MetricName, Integer> moves = moves();
        if (moves.isEmpty()) {
            return state.pages();
        }
        if (held.pages() == null) {
            throw new IllegalStateException("the catalogue of " + state.device() + " was not read");
        }
        MetricPages catalogue = MetricPages.of(held.pages());
        moves.forEach(catalogue::advance);
        catalogue.changed().forEach((page, metrics) -> writes.put(
                keys.metrics(state.device(), state.incarnation(), page), MetricPages.write(metrics, commit)));
        return catalogue.count();
    }
}
