package io.lapwing.deviceingest.domain;

import java.time.Duration;
import java.time.Instant;

/// How long the watch over a device waits for what.
final class WatchTimes {

    /// A reading whose time lies no further back is news, and an alert that it raises is announced at once. What is
    /// older belongs to a backlog, whose later readings may end the alert again.
    static final Duration FRESH = Duration.ofSeconds(60);

    /// What a backlog has raised and not ended after this time is looked at, and announced.
    static final Duration SETTLE = Duration.ofSeconds(10);

    /// A device with an open alert is looked at this often, in case its rule is gone or no longer selects it.
    static final Duration RECHECK = Duration.ofMinutes(15);

    /// A device that has said that it goes may have messages on the way; later ones show that it is there.
    static final Duration FAREWELL = Duration.ofSeconds(60);

    private WatchTimes() {}

    static boolean isFresh(Instant eventTime, Instant now) {
        return !eventTime.isBefore(now.minus(FRESH));
    }

    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
