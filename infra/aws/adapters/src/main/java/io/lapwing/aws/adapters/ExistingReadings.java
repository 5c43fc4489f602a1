package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.telemetry.StoredReading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Finds the readings that lie under given keys, in as few queries as do not read much for nothing.
final class ExistingReadings {

    private static final long FIRST_GAP = 3_600_000;
    private static final int MAX_QUERIES = 32;
    private static final int PAGE = 20;

    private final DynamoDatabase database;
    private final String operation;

    ExistingReadings(DynamoDatabase database, String operation) {
        this.database = database;
        this.operation = operation;
    }

    /// What lies under some keys.
    ///
    /// @param homes the small pack that the last word on a reading is in, where it is in one
    record Existing(Map<ReadingKey, StoredReading> readings, Map<ReadingKey, PackQuery.Pack> homes) {

        static final Existing NOTHING = new Existing(Map.of(), Map.of());
    }

    private static final class Finds {

        private final Map<ReadingKey, Pieces> pieces = new HashMap<>();
        private final Map<ReadingKey, Long> lastCommits = new HashMap<>();
        private final Map<ReadingKey, PackQuery.Pack> homes = new HashMap<>();

        void add(PackQuery.Pack pack, Piece piece, boolean isSmall) {
            ReadingKey key = piece.reading().key();
            pieces.computeIfAbsent(key, _ -> new Pieces()).add(piece);
            if (lastCommits.getOrDefault(key, Long.MIN_VALUE) < piece.commit()) {
                lastCommits.put(key, piece.commit());
                if (isSmall) {
                    homes.put(key, pack);
                } else {
                    homes.remove(key);
                }
            }
        }

        Existing existing() {
            Map<ReadingKey, StoredReading> readings = new HashMap<>();
            pieces.forEach((key, parts) -> readings.put(key, parts.merged()));
            return new Existing(readings, homes);
        }
    }

    Existing find(StateItem device, Set<ReadingKey> keys) {
        Finds finds = new Finds();
        SortedSet<Long> times = new TreeSet<>();
        keys.forEach(key -> times.add(key.ts().toEpochMilli()));
        for (int level = 0; level < PackKey.levels() && !times.isEmpty(); level++) {
            if (device.hasLevel(level)) {
                for (PackQuery.Range range : ranges(level, times)) {
                    read(device, range, keys, finds);
                }
            }
        }
        return finds.existing();
    }

    private void read(StateItem device, PackQuery.Range range, Set<ReadingKey> keys, Finds finds) {
        PackQuery packs = new PackQuery(database, operation, device, range, true, PAGE);
        while (packs.hasNext()) {
            PackQuery.Pack pack = packs.next();
            boolean isSmall = ItemSize.of(pack.item()) <= PackUpdate.MAX_BYTES;
            ReadingPack.read(pack, keys::contains, Set.of()).forEach(piece -> finds.add(pack, piece, isSmall));
        }
    }

    /// Where the packs of a level begin that may hold one of these moments. What lies near each other is read
    /// together; the more there is, the farther that reaches.
    static List<PackQuery.Range> ranges(int level, SortedSet<Long> times) {
        for (long gap = FIRST_GAP;; gap *= 4) {
            List<PackQuery.Range> ranges = ranges(level, times, gap);
            if (ranges.size() <= MAX_QUERIES) {
                return ranges;
            }
        }
    }

    private static List<PackQuery.Range> ranges(int level, SortedSet<Long> times, long gap) {
        List<PackQuery.Range> ranges = new ArrayList<>();
        for (long time : times) {
            PackQuery.Range range = PackQuery.Range.holding(level, time, time + 1);
            if (!ranges.isEmpty() && range.from() <= ranges.getLast().to() + gap) {
                PackQuery.Range last = ranges.removeLast();
                range = new PackQuery.Range(level, last.from(), range.to());
            }
            ranges.add(range);
        }
        return ranges;
    }
}
