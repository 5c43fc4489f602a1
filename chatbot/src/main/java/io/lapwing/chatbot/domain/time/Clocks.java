package io.lapwing.chatbot.domain.time;

import java.time.LocalTime;
import java.util.Optional;

/// Makes times and dates of numbers that somebody said.
final class Clocks {
    private static final int NOON = 12;
    private static final int HOURS = 24;
    private static final int MINUTES = 60;
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9998;

    private Clocks() {}

    static Optional<LocalTime> of(long hour, long minute) {
        return hour >= 0 && hour <= HOURS && minute >= 0 && minute < MINUTES && (hour < HOURS || minute == 0)
                ? Optional.of(LocalTime.of((int) hour % HOURS, (int) minute))
                : Optional.empty();
    }

    static Optional<LocalTime> am(long hour, long minute) {
        return hour >= 1 && hour <= NOON ? of(hour % NOON, minute) : Optional.empty();
    }

    static Optional<LocalTime> pm(long hour, long minute) {
        return hour >= 1 && hour <= NOON ? of(hour % NOON + NOON, minute) : Optional.empty();
    }

    /// A day of a month that was said by its name; of no year, if that is 0.
    static Optional<Day> date(Said said, long year) {
        long day = said.number(0);
        boolean sensible = day >= 1 && day <= 31 && (year == 0 || (year >= FIRST_YEAR && year <= LAST_YEAR));
        return sensible ? Day.of((int) year, said.month(), (int) day) : Optional.empty();
    }
}
