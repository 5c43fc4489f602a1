package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.limit.RateLimit;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/// How many requests with a bearer token are answered; null for any number.
///
/// @param user for each user
/// @param tenant for all users of a tenant together
public record RateLimits(@Nullable RateLimit user, @Nullable RateLimit tenant) {
    /// What nobody notices who works with it, and who runs into it has a fault in a loop.
    public static final RateLimits DEFAULT = new RateLimits(new RateLimit(1000, Duration.ofSeconds(10)),
            new RateLimit(10_000, Duration.ofSeconds(10)));

    public static final RateLimits NONE = new RateLimits(null, null);

    /// Reads a limit, `1000/10`, or `none`.
    ///
    /// @throws IllegalArgumentException that goes on from the name of what was read
    public static @Nullable RateLimit limit(String text) {
        return text.strip().equals("none") ? null : RateLimit.parse(text).orElseThrow(
                () -> new IllegalArgumentException("is neither none nor requests and seconds such as 1000/10"));
    }
}
