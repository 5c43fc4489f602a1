package io.lapwing.local.adapters;

import java.time.Duration;

/// How work is given out.
///
/// @param lease how long whoever took it has it for himself: longer than the work takes
/// @param retryAfter how long failed work waits for its second attempt; each later one waits twice as long, up to
/// [#LONGEST_WAIT]
/// @param maxAttempts how often it is tried before it becomes a dead letter
public record WorkSettings(Duration lease, Duration retryAfter, int maxAttempts) {

    public static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    public static final WorkSettings DEFAULT = new WorkSettings(Duration.ofMinutes(1), Duration.ofSeconds(1), 5);

    public WorkSettings {
        if (lease.isNegative() || lease.isZero() || retryAfter.isNegative() || maxAttempts < 1) {
            throw new IllegalArgumentException("work needs a lease, and at least one attempt");
        }
    }

    /// How long work waits that has failed in this attempt.
    Duration waitAfter(int attempt) {
        long factor = 1L << Math.min(attempt - 1, 20);
        return retryAfter.compareTo(LONGEST_WAIT.dividedBy(factor)) > 0
                ? LONGEST_WAIT
                : retryAfter.multipliedBy(factor);
    }
}
