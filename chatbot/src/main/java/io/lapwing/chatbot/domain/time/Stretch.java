package io.lapwing.chatbot.domain.time;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/// How long something takes, as it is said: 2 hours, 3 months. Up to a week a unit has a fixed length, so that "the last
/// 7 days" are 7 × 24 hours whatever daylight saving does; months and years are those of the calendar.
public record Stretch(long amount, ChronoUnit unit) {
    private static final long MAX = 1_000_000;

    public Stretch {
        if (amount < 1 || amount > MAX) {
            throw new IllegalArgumentException("amount: 1 to " + MAX);
        }
    }

    /// Whether somebody may say so: not for no time, nor for longer than anything is kept.
    static boolean isSayable(long amount) {
        return amount >= 1 && amount <= MAX;
    }

    public Instant before(Instant time, ZoneId zone) {
        return shifted(time, zone, -amount);
    }

    public Instant after(Instant time, ZoneId zone) {
        return shifted(time, zone, amount);
    }

    private Instant shifted(Instant time, ZoneId zone, long by) {
        return switch (unit) {
            case MONTHS, YEARS -> ZonedDateTime.ofInstant(time, zone).plus(by, unit).toInstant();
            default -> time.plus(unit.getDuration().multipliedBy(by));
        };
    }
}
