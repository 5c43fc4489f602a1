package io.lapwing.local.app.machine;

import java.time.Duration;

/// Something that happens again and again.
///
/// @param first after which it happens for the first time
/// @param lasts for how long, each time
/// @param every from one beginning to the next
public record Cycle(Duration first, Duration lasts, Duration every) {

    /// What never happens.
    public static final Cycle NEVER = seconds(0, 0, 1);

    public Cycle {
        if (first.isNegative() || lasts.isNegative() || lasts.compareTo(every) >= 0) {
            throw new IllegalArgumentException("a cycle ends before it begins again");
        }
    }

    public static Cycle seconds(long first, long lasts, long every) {
        return new Cycle(Duration.ofSeconds(first), Duration.ofSeconds(lasts), Duration.ofSeconds(every));
    }

    boolean isOn(Duration since) {
        return since.compareTo(first) >= 0 && (since.toMillis() - first.toMillis()) % every.toMillis() < lasts
                .toMillis();
    }
}
