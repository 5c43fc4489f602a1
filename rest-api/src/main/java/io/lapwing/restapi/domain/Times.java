package io.lapwing.restapi.domain;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Reads points in time as clients write them.
final class Times {
    static final String RULE = "must be a time such as 2026-01-01T00:00:00.000Z";
    private static final int MIN_YEAR = 1900;
    private static final int MAX_YEAR = 9998;

    private Times() {}

    /// A time to the millisecond, of a year that every store can think of.
    static Optional<Instant> parse(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            return time.getYear() >= MIN_YEAR && time.getYear() <= MAX_YEAR
                    ? Optional.of(time.toInstant().truncatedTo(ChronoUnit.MILLIS))
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
