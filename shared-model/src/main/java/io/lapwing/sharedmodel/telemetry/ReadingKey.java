package io.lapwing.sharedmodel.telemetry;

import java.time.Instant;
import java.util.Comparator;

/// Where a reading stands among its device's: the time that it was measured at, to the millisecond, and the sequence
/// number that tells readings of one moment apart (0 where the device gives none).
public record ReadingKey(Instant ts, long seq) implements Comparable<ReadingKey> {

    private static final Comparator<ReadingKey> ORDER = Comparator.comparing(ReadingKey::ts)
            .thenComparingLong(ReadingKey::seq);

    @Override
    public int compareTo(ReadingKey other) {
        return ORDER.compare(this, other);
    }
}
