package io.lapwing.restapi.domain;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// A stretch of time, `from` inclusive, `to` exclusive.
public record TimeRange(Instant from, Instant to) {
    /// What is read where no beginning is given.
    private static final Duration DEFAULT_LENGTH = Duration.ofHours(24);
    /// How far from now readings are accepted (contract, section 3), and one millisecond for the exclusive end.
    private static final Duration FUTURE = Duration.ofSeconds(60).plusMillis(1);

    /// The range that a query asks for; the last 24 hours where it asks for none.
    public static TimeRange of(QueryParameters query, Instant now) {
        TimeRange range = of(query.instant("from").orElse(null), query.instant("to").orElse(null), now);
        if (range.isEmpty()) {
            throw Problem.invalid("from", "must be before to").refuse();
        }
        return range;
    }

    /// The range between two times, of which none, one or both are given.
    static TimeRange of(@Nullable Instant from, @Nullable Instant to, Instant now) {
        Instant defaultFrom = (to == null ? now : to).minus(DEFAULT_LENGTH);
        return new TimeRange(from == null ? defaultFrom : from, to == null ? now.plus(FUTURE) : to);
    }

    boolean isEmpty() {
        return !from.isBefore(to);
    }
}
