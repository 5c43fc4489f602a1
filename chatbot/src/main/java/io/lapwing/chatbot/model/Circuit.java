package io.lapwing.chatbot.model;

import java.time.Duration;
import java.time.Instant;

/// Leaves alone for a while who has failed several times in a row, or asks for that. After it one call is let through, and
/// the others when that one has gone well. Thread-safe.
final class Circuit {
    static final int FAILURES = 4;
    static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private int failures;
    private Instant until = Instant.MIN;

    /// Whether a call may be made now, which then has to be told of.
    synchronized boolean lets(Instant now) {
        if (now.isBefore(until)) {
            return false;
        }
        if (failures >= FAILURES) {
            until = now.plus(PAUSE);
        }
        return true;
    }

    synchronized void succeeded() {
        failures = 0;
        until = Instant.MIN;
    }

    /// @param wanted for how long to be left alone; zero if nobody said so
    synchronized void failed(Instant now, Duration wanted) {
        failures = Math.min(failures + 1, FAILURES);
        Duration pause = failures < FAILURES || wanted.compareTo(PAUSE) > 0 ? wanted : PAUSE;
        until = now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    }
}
