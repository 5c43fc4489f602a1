package io.lapwing.loadtests.mqtt;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/// The time in microseconds of the epoch: what processes on one machine can tell each other.
public final class MicroClock {

    private MicroClock() {}

    public static long now() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(now.getNano());
    }
}
