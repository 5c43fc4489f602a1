package io.lapwing.chatbot.charts;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A distance between marks on a clock or a calendar. Marks are where people look for them: at full hours and midnights
/// of their zone, on Mondays, at months' firsts; so they are not always equally far apart.
record TimeStep(ChronoUnit unit, int count) {
    /// Zones differ by multiples of this, so that shorter steps need no zone.
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final LocalDate A_MONDAY = LocalDate.of(1970, 1, 5);

    /// All there are, short ones first.
    static final List<TimeStep> ALL = Stream.of(
            of(ChronoUnit.MILLIS, 1, 2, 5, 10, 20, 50, 100, 200, 500), of(ChronoUnit.SECONDS, 1, 2, 5, 10, 15, 30),
            of(ChronoUnit.MINUTES, 1, 2, 5, 10, 15, 30), of(ChronoUnit.HOURS, 1, 2, 3, 6, 12),
            of(ChronoUnit.DAYS, 1, 2, 7, 14), of(ChronoUnit.MONTHS, 1, 2, 3, 6),
            of(ChronoUnit.YEARS, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)).flatMap(steps -> steps).toList();

    private static Stream<TimeStep> of(ChronoUnit unit, int... counts) {
        return IntStream.of(counts).mapToObj(count -> new TimeStep(unit, count));
    }

    /// How long it usually is.
    Duration length() {
        return unit.getDuration().multipliedBy(count);
    }

    /// The marks of a stretch of time, both ends included.
    List<Instant> marks(Instant from, Instant to, ZoneId zone) {
        Instant first = firstBefore(from, zone);
        UnaryOperator<Instant> next = next(zone);
        List<Instant> marks = new ArrayList<>();
        for (Instant mark = first; !mark.isAfter(to); mark = next.apply(mark)) {
            if (!mark.isBefore(from)) {
                marks.add(mark);
            }
        }
        return marks;
    }

    private boolean isDate() {
        return unit.isDateBased();
    }

    private boolean isZoneless() {
        return !isDate() && length().compareTo(QUARTER) <= 0;
    }

    /// A mark at or before an instant, and not far from it.
    private Instant firstBefore(Instant from, ZoneId zone) {
        if (isZoneless()) {
            long millis = from.toEpochMilli();
            return Instant.ofEpochMilli(millis - Math.floorMod(millis, length().toMillis()));
        }
        LocalDate day = LocalDate.ofInstant(from, zone);
        return (isDate() ? floor(day) : day).atStartOfDay(zone).toInstant();
    }

    private UnaryOperator<Instant> next(ZoneId zone) {
        if (isZoneless()) {
            return mark -> mark.plus(length());
        }
        // The day's start, and not the mark's own time of day: where the clock jumps over midnight, a day starts late.
        return isDate() ? mark -> LocalDate.ofInstant(mark, zone).plus(count, unit).atStartOfDay(zone).toInstant()
                : mark -> nextOnClock(mark, zone);
    }

    private LocalDate floor(LocalDate day) {
        return switch (unit) {
            case MONTHS -> day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % count);
            case YEARS -> day.withDayOfYear(1).minusYears(Math.floorMod(day.getYear(), count));
            default -> day.minusDays(Math.floorMod(A_MONDAY.until(day, ChronoUnit.DAYS), count));
        };
    }

    /// The hour that a clock shows twice is passed twice, as it is long. Where a clock is put forward or back over a
    /// mark, the next one is where the clock shows it next.
    private Instant nextOnClock(Instant mark, ZoneId zone) {
        Instant straight = mark.plus(length());
        if (sinceMark(LocalDateTime.ofInstant(straight, zone).toLocalTime()).isZero()) {
            return straight;
        }
        LocalDateTime clock = LocalDateTime.ofInstant(mark, zone);
        return clock.minus(sinceMark(clock.toLocalTime())).plus(length()).atZone(zone).toInstant();
    }

    private Duration sinceMark(LocalTime time) {
        return Duration.ofNanos(time.toNanoOfDay() % length().toNanos());
    }
}
