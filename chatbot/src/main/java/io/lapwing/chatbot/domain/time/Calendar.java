package io.lapwing.chatbot.domain.time;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/// Local days and hours around a moment. A day has as many hours as it has there: 23 or 25 when the clocks change. A
/// time that the clocks skip is moved forward by what they skip, and of one that they show twice the first is meant.
public final class Calendar {
    private final Instant now;
    private final ZoneId zone;
    private final LocalDate today;

    public Calendar(Instant now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
        this.today = LocalDate.ofInstant(now, zone);
    }

    Instant now() {
        return now;
    }

    ZoneId zone() {
        return zone;
    }

    LocalDate today() {
        return today;
    }

    Instant midnight(LocalDate date) {
        return date.atStartOfDay(zone).toInstant();
    }

    Instant at(LocalDate date, LocalTime time) {
        return ZonedDateTime.of(date, time, zone).toInstant();
    }

    /// The next time that the clock shows this.
    Instant next(LocalTime time) {
        Instant here = at(today, time);
        return here.isAfter(now) ? here : at(today.plusDays(1), time);
    }

    /// The last time that the clock showed this.
    Instant last(LocalTime time) {
        Instant here = at(today, time);
        return here.isAfter(now) ? at(today.minusDays(1), time) : here;
    }

    LocalDate monday(LocalDate date) {
        return date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    /// From one midnight to another, whatever the time is.
    Optional<Interval> days(LocalDate from, LocalDate to) {
        return interval(midnight(from), midnight(to));
    }

    Optional<Interval> part(LocalDate date, DayPart part) {
        return upToNow(at(date, part.begin()), at(date.plusDays(part.daysToEnd()), part.end()));
    }

    /// The latest such month that has begun.
    Optional<Interval> month(Month month) {
        YearMonth latest = YearMonth.of(today.getYear(), month);
        if (latest.isAfter(YearMonth.from(today))) {
            latest = latest.minusYears(1);
        }
        return month(latest);
    }

    Optional<Interval> month(YearMonth month) {
        return upToNow(midnight(month.atDay(1)), midnight(month.plusMonths(1).atDay(1)));
    }

    Optional<Interval> upToNow(Instant from, Instant to) {
        return interval(from, to.isAfter(now) && from.isBefore(now) ? now : to);
    }

    Optional<Interval> interval(Instant from, Instant to) {
        return from.isBefore(to) ? Optional.of(new Interval(from, to)) : Optional.empty();
    }

    /// What is said to last until a time that is over lasts not at all.
    Optional<Instant> later(Instant time) {
        return time.isAfter(now) && Duration.between(now, time).toDays() <= 3_660 ? Optional.of(time)
                : Optional.empty();
    }
}
