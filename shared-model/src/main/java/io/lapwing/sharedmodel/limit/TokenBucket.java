package io.lapwing.sharedmodel.limit;

import java.time.Duration;
import java.time.Instant;

/// A budget that fills up steadily. Not thread-safe.
///
/// It counts in the nanoseconds that it takes to fill up: each request costs the same number of them.
public final class TokenBucket {
    private final Duration cost;
    private final Duration capacity;
    /// When it is full again.
    private Instant fullAt;

    /// A full one.
    public TokenBucket(RateLimit limit, Instant now) {
        this.cost = Duration.ofNanos(Math.max(1, limit.window().toNanos() / limit.quota()));
        this.capacity = cost.multipliedBy(limit.quota());
        this.fullAt = now;
    }

    /// Takes one request, if there is one left.
    public Allowance take(Instant now) {
        Duration missing = missing(now);
        long remaining = capacity.minus(missing).dividedBy(cost);
        Duration after = missing.plus(cost);
        if (remaining < 1) {
            fullAt = now.plus(missing);
            return Allowance.refused(missing, after.minus(capacity));
        }
        fullAt = now.plus(after);
        return Allowance.granted(remaining - 1, after);
    }

    /// How long it takes to be full. A clock that was set back makes nobody wait for longer than a window.
    private Duration missing(Instant now) {
        Duration missing = Duration.between(now, fullAt);
        if (missing.isNegative()) {
            return Duration.ZERO;
        }
        return missing.compareTo(capacity) > 0 ? capacity : missing;
    }
}
