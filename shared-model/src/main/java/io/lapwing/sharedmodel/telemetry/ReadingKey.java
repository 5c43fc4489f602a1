package io.lapwing.sharedmodel.telemetry;

import java.time.Instant;

/// Where a reading stands among its device's: the time that it was measured at, to the millisecond, and the sequence
/// number that tells readings of one moment apart (0 where the device gives none).
public record ReadingKey(Instant ts, long seq) implements Comparable<ReadingKey> {

    @Override
    public int compareTo(ReadingKey other) {
        int byTs = ts.compareTo(other.ts);
        return byTs == 0 ? Long.compare(seq, other.seq) : byTs;
    }

    /// Written out, since a starting function would have to put the compiler's together.
    @Override
    public int hashCode() {
        return 31 * ts.hashCode() + Long.hashCode(seq);
    }
}
