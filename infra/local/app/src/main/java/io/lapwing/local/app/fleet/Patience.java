package io.lapwing.local.app.fleet;

import java.time.Duration;
import java.time.Instant;

/// When a device tries again to reach its broker: the later, the more often it has failed.
///
/// @param until before which it does not
/// @param next how long it waits the next time
record Patience(Instant until, Duration next) {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration WHERE_UNWELCOME = Duration.ofMinutes(1);

    static final Patience NONE = new Patience(Instant.EPOCH, SHORTEST);

    boolean isOver(Instant now) {
        return !now.isBefore(until);
    }

    Patience failed(Instant now) {
        Duration doubled = next.multipliedBy(2);
        return new Patience(now.plus(next), doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled);
    }

    /// The broker does not know the device.
    Patience refused(Instant now) {
        return new Patience(now.plus(WHERE_UNWELCOME), next);
    }

    /// Nothing has failed; the device is only away for a while.
    static Patience pausing(Instant until) {
        return new Patience(until, SHORTEST);
    }
}
