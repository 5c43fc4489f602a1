package io.lapwing.sharedmodel.limit;

import java.time.Duration;

/// What became of a request for one more request.
///
/// @param remaining how many more would be granted now, as far as is known
/// @param resetsAfter when the budget is whole again, if nothing more is taken
/// @param retryAfter when it makes sense to ask again; zero where it was granted
public record Allowance(boolean granted, long remaining, Duration resetsAfter, Duration retryAfter) {
    public static Allowance granted(long remaining, Duration resetsAfter) {
        return new Allowance(true, Math.max(0, remaining), resetsAfter, Duration.ZERO);
    }

    public static Allowance refused(Duration resetsAfter, Duration retryAfter) {
        return new Allowance(false, 0, resetsAfter, retryAfter);
    }
}
