package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.telemetry.ReadingsQuery;
import io.lapwing.sharedmodel.telemetry.StoredReading;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/// The readings of a query in their order. Goes through the packs of all levels side by side, by their first readings;
/// what it holds at a time are the packs that reach over the moment that it stands at.
final class ReadingSweep implements Iterator<StoredReading> {

    private final List<PackQuery> levels = new ArrayList<>();
    private final TreeMap<ReadingKey, Pieces> open = new TreeMap<>();
    private final Set<MetricName> metrics;
    private final Instant from;
    private final Instant to;
    private final @Nullable ReadingKey after;
    private @Nullable StoredReading next;

    /// @param after where the page before ended; null for the first
    /// @param page how many packs of a level are read first
    ReadingSweep(DynamoDatabase database, String operation, StateItem device, ReadingsQuery query,
            @Nullable ReadingKey after, int page) {
        this.metrics = query.metrics();
        this.from = after != null && after.ts().isAfter(query.from()) ? after.ts() : query.from();
        this.to = query.to();
        this.after = after;
        for (int level = 0; level < PackKey.levels() && from.isBefore(to); level++) {
            PackQuery.Range range = PackQuery.Range.holding(level, millisFrom(from), millisFrom(to));
            levels.add(new PackQuery(database, operation, device, range, true, page));
        }
    }

    /// The first millisecond that is not before `time`.
    private static long millisFrom(Instant time) {
        long millis = time.toEpochMilli();
        return Instant.ofEpochMilli(millis).isBefore(time) ? millis + 1 : millis;
    }

    @Override
    public boolean hasNext() {
        while (next == null) {
            Optional<PackQuery> least = levels.stream().filter(PackQuery::hasNext)
                    .min(Comparator.comparing(level -> level.peek().key().first()));
            if (least.isPresent()
                    && (open.isEmpty() || least.get().peek().key().first().compareTo(open.firstKey()) <= 0)) {
                take(least.get().next());
            } else if (open.isEmpty()) {
                return false;
            } else {
                StoredReading reading = open.pollFirstEntry().getValue().merged();
                next = reading.values().isEmpty() ? null : reading;
            }
        }
        return true;
    }

    @Override
    public StoredReading next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        StoredReading reading = next;
        next = null;
        return reading;
    }

    private void take(PackQuery.Pack pack) {
        ReadingPack.read(pack, this::isWanted, metrics)
                .forEach(piece -> open.computeIfAbsent(piece.reading().key(), _ -> new Pieces()).add(piece));
    }

    private boolean isWanted(ReadingKey key) {
        return !key.ts().isBefore(from) && key.ts().isBefore(to) && (after == null || key.compareTo(after) > 0);
    }
}
