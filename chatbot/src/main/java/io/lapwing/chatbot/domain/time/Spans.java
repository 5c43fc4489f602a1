package io.lapwing.chatbot.domain.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;

/// Ranges that are made of several parts: times, days, parts of days.
final class Spans {
    private static final int HALF_A_DAY = 12;

    private Spans() {}

    /// A whole day; "today" alone ends now.
    static Optional<Interval> day(Day day, Calendar calendar) {
        LocalDate date = day.past(calendar.today());
        return day instanceof Day.Relative
                ? calendar.upToNow(calendar.midnight(date), calendar.midnight(date.plusDays(1)))
                : calendar.days(date, date.plusDays(1));
    }

    /// Since yesterday, yesterday at 8, or yesterday evening.
    static Instant begin(Said said, Calendar calendar) {
        return begin(said, said.day(0).past(calendar.today()), calendar);
    }

    /// Until tomorrow, tomorrow at 8, or tomorrow evening.
    static Instant comingBegin(Said said, Calendar calendar) {
        return begin(said, said.day(0).coming(calendar.today()), calendar);
    }

    private static Instant begin(Said said, LocalDate date, Calendar calendar) {
        if (hasClock(said)) {
            return calendar.at(date, said.clockInPart(0));
        }
        return said.part().map(part -> calendar.at(date, part.begin())).orElseGet(() -> calendar.midnight(date));
    }

    /// Between two times of a day that was said, or else of the last on which the first of them was.
    static Optional<Interval> between(Said said, Calendar calendar) {
        LocalTime first = said.clockInPart(0);
        LocalTime second = said.clockInPart(1);
        LocalDate date = date(said, first, calendar);
        Instant from = calendar.at(date, first);
        if (second.isAfter(first)) {
            return calendar.interval(from, calendar.at(date, second));
        }
        boolean afternoon = said.part().isEmpty() && second.getHour() < HALF_A_DAY
                && second.plusHours(HALF_A_DAY).isAfter(first) && first.getHour() <= HALF_A_DAY;
        return calendar.interval(from, afternoon ? calendar.at(date, second.plusHours(HALF_A_DAY))
                : calendar.at(date.plusDays(1), second));
    }

    private static LocalDate date(Said said, LocalTime first, Calendar calendar) {
        Optional<LocalDate> date = said.arguments().isEmpty()
                ? said.day().map(day -> day.past(calendar.today()))
                : Optional.of(calendar.today().plusDays(said.argument(0)));
        boolean afterMidnight = said.part().filter(DayPart.NIGHT::equals).isPresent()
                && first.isBefore(DayPart.NIGHT.end());
        return date.map(day -> afterMidnight ? day.plusDays(1) : day)
                .orElseGet(() -> LocalDate.ofInstant(calendar.last(first), calendar.zone()));
    }

    /// From the 1st to the 5th of March, both included.
    static Optional<Interval> daysOfMonth(Said said, Calendar calendar) {
        Optional<Day> first = Day.of(0, said.month(), (int) Math.min(said.number(0), 32));
        Optional<Day> last = Day.of(0, said.month(), (int) Math.min(said.number(1), 32));
        return first.flatMap(from -> last.flatMap(to -> {
            LocalDate end = to.past(calendar.today());
            return calendar.days(from.past(end), end.plusDays(1));
        }));
    }

    /// From a time of one day to a time of another.
    static Optional<Interval> fromTo(Said said, Calendar calendar) {
        LocalDate to = said.day(1).past(calendar.today());
        LocalDate from = said.day(0).past(to);
        return calendar.interval(calendar.at(from, said.clock(0)), calendar.at(to, said.clock(1)));
    }

    /// The hour that begins at a time of a day that was said, or else at the last such time.
    static Optional<Interval> hour(Said said, Calendar calendar) {
        LocalTime time = said.clockInPart(0);
        Instant from = said.day().map(day -> calendar.at(day.past(calendar.today()), time))
                .orElseGet(() -> calendar.last(time));
        return calendar.interval(from, from.plusSeconds(3_600));
    }

    private static boolean hasClock(Said said) {
        return said.parts().stream().anyMatch(LocalTime.class::isInstance);
    }
}
