package io.lapwing.loadtests.stream;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/// What all listeners of a run got. Thread-safe.
final class Arrivals {

    private static final long MAX_MICROS = TimeUnit.MINUTES.toMicros(10);

    private final Recorder micros = new Recorder(MAX_MICROS, 3);
    private final LongAdder arrived = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder doubled = new LongAdder();
    private final LongAdder ended = new LongAdder();

    /// @param skippedBefore how many of the device's messages did not come before it
    void arrived(long latencyMicros, long skippedBefore) {
        micros.recordValue(Math.clamp(latencyMicros, 0, MAX_MICROS));
        arrived.increment();
        skipped.add(skippedBefore);
    }

    void doubled() {
        doubled.increment();
    }

    /// A stream ended that nobody closed.
    void ended() {
        ended.increment();
    }

    long arrivedCount() {
        return arrived.sum();
    }

    long skippedCount() {
        return skipped.sum();
    }

    long doubledCount() {
        return doubled.sum();
    }

    long endedCount() {
        return ended.sum();
    }

    /// How long updates were on their way, in microseconds, since the last call of this method.
    Histogram takeLatencies() {
        return micros.getIntervalHistogram();
    }
}
