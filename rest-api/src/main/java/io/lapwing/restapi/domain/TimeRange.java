package io.lapwing.restapi.domain;

import java.time.Duration;
import java.time.Instant;

/// A stretch of time, `from` inclusive, `to` exclusive.
public record TimeRange(Instant from, Instant to) {
    /// What is read where no beginning is given.
    private static final Duration DEFAULT_LENGTH = Duration.ofHours(24);
    /// How far from now readings are accepted (contract, section 3), and one millisecond for the exclusive end.
    private static final Duration FUTURE = Duration.ofSeconds(60).plusMillis(1);

    /// The range that a query asks for; the last 24 hours where it asks for none.
    public static TimeRange of(QueryParameters query, Instant now) {
        Instant to = query.instant("to").orElse(now.plus(FUTURE));
        Instant from = query.instant("from").orElse(query.text("to").isPresent() ? to.minus(DEFAULT_LENGTH)
                : now.minus(DEFAULT_LENGTH));
        if (!from.isBefore(to)) {
            throw Problem.invalid("from", "must be before to").refuse();
        }
        return new TimeRange(from, to);
    }
}
