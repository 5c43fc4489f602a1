package io.lapwing.fileprocessor.domain;

import io.lapwing.fileprocessor.domain.Cell.Read;
import io.lapwing.fileprocessor.domain.Cell.Refused;
import io.lapwing.sharedmodel.file.FileCode;
import io.lapwing.sharedmodel.file.Profile;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/// Reads the times of a table: ISO 8601, milliseconds since 1970, or as the profile writes them; from 2000 to a minute
/// from now. What is finer than a millisecond is cut off.
final class TimestampReader {

    private static final long FIRST = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();
    private static final Duration TOLERANCE = Duration.ofSeconds(60);
    private static final long MILLIS = 1000;
    private static final long MICROS = 1_000_000;

    private final Profile profile;
    private final long last;

    TimestampReader(Profile profile, Instant now) {
        this.profile = profile;
        this.last = now.plus(TOLERANCE).toEpochMilli();
    }

    Cell<Instant> read(String text) {
        int digits = digits(text);
        if (digits == text.length() && digits > 0) {
            return whole(text);
        }
        ClockText clock = new ClockText(text);
        LocalDateTime local = clock.dateTime(profile.hasDayFirst());
        if (local == null) {
            return noTime(text);
        }
        ZoneOffset offset = clock.offset();
        if (offset == null && clock.hasOffset()) {
            return bad(text, "has an offset that is none");
        }
        return offset == null ? atClocks(text, local) : inRange(local.toInstant(offset).toEpochMilli());
    }

    /// A time in milliseconds since 1970.
    Cell<Instant> read(long millis) {
        if (millis >= FIRST && millis <= last) {
            return new Read<>(Instant.ofEpochMilli(millis));
        }
        if (isTime(millis, MILLIS, 1)) {
            return refuse(millis + " looks like seconds since 1970, and milliseconds are expected: " + millis + "000.");
        }
        if (isTime(millis, 1, MILLIS) || isTime(millis, 1, MICROS)) {
            return refuse(millis + " looks like micro- or nanoseconds since 1970, and milliseconds are expected.");
        }
        return inRange(millis);
    }

    private Cell<Instant> whole(String text) {
        try {
            return read(Long.parseLong(text));
        } catch (NumberFormatException _) {
            return bad(text, "has too many digits for milliseconds since 1970");
        }
    }

    /// Whether this would be a time from 2000 on, if it were in another unit.
    private boolean isTime(long value, long factor, long divisor) {
        return value > FIRST / factor && value <= last / factor * divisor && value / divisor >= FIRST / factor;
    }

    private Cell<Instant> inRange(long millis) {
        if (millis < FIRST) {
            return refuse("The time lies before 2000; times from 2000-01-01T00:00:00Z on are taken.");
        }
        return millis > last
                ? refuse("The time lies in the future, more than a minute after the file came.")
                : new Read<>(Instant.ofEpochMilli(millis));
    }

    private Cell<Instant> atClocks(String text, LocalDateTime local) {
        if (profile.zone() instanceof ZoneOffset fixed) {
            return inRange(local.toInstant(fixed).toEpochMilli());
        }
        List<ZoneOffset> offsets = profile.zone().getRules().getValidOffsets(local);
        return switch (offsets.size()) {
            case 1 -> inRange(local.toInstant(offsets.getFirst()).toEpochMilli());
            case 0 -> bad(text, "does not exist in " + profile.zone() + ", where clocks are put forward then; an offset"
                    + " as +02:00 would make it a time");
            default -> bad(text, "exists twice in " + profile.zone() + ", where clocks are put back then; an offset as "
                    + "+02:00 would tell which");
        };
    }

    private Cell<Instant> noTime(String text) {
        String expected = profile.hasDayFirst()
                ? "31.12.2025 23:59:59, 2025-12-31T23:59:59+01:00"
                : "2025-12-31T23:59:59Z";
        return bad(text, "is no time: " + expected + " or milliseconds since 1970 are expected");
    }

    private static Cell<Instant> bad(String text, String reason) {
        return refuse((text.isEmpty() ? "An empty cell" : Cell.quoted(text)) + " " + reason + ".");
    }

    static Refused<Instant> refuse(String reason) {
        return new Refused<>(FileCode.BAD_TIMESTAMP, reason);
    }

    private static int digits(String text) {
        int end = 0;
        while (end < text.length() && NumberReader.isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
