package io.lapwing.chatbot.domain.time;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/// A day as it is said. Which one that is depends on whether something was or shall be.
public sealed interface Day {

    /// Yesterday is -1.
    record Relative(int days) implements Day {}

    record OfWeek(DayOfWeek day) implements Day {}

    record OfYear(MonthDay day) implements Day {}

    record Exact(LocalDate date) implements Day {}

    /// A day of a month, if the month has it; the year may be left out, as 0.
    static Optional<Day> of(int year, Month month, int day) {
        try {
            MonthDay monthDay = MonthDay.of(month, day);
            return Optional.of(year == 0 ? new OfYear(monthDay) : new Exact(LocalDate.of(year, month, day)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// The latest such day that is not after today.
    default LocalDate past(LocalDate today) {
        return switch (this) {
            case Relative(int days) -> today.plusDays(days);
            case OfWeek(DayOfWeek day) -> today.with(TemporalAdjusters.previousOrSame(day));
            case OfYear(MonthDay day) -> {
                int year = today.getYear();
                while (!day.isValidYear(year) || day.atYear(year).isAfter(today)) {
                    year--;
                }
                yield day.atYear(year);
            }
            case Exact(LocalDate date) -> date;
        };
    }

    /// The next such day; a weekday is never today, since one would say "today".
    default LocalDate coming(LocalDate today) {
        return switch (this) {
            case Relative(int days) -> today.plusDays(days);
            case OfWeek(DayOfWeek day) -> today.with(TemporalAdjusters.next(day));
            case OfYear(MonthDay day) -> {
                int year = today.getYear();
                while (!day.isValidYear(year) || day.atYear(year).isBefore(today)) {
                    year++;
                }
                yield day.atYear(year);
            }
            case Exact(LocalDate date) -> date;
        };
    }
}
