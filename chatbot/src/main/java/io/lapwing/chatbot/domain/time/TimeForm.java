package io.lapwing.chatbot.domain.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// What the expressions of time in a language file can mean: the right side of `the day before yesterday => RELATIVE -2`.
/// A form makes something of what was [Said]; it is empty where that is no time, such as 25 o'clock.
public enum TimeForm {

    // Times on a clock.
    HOUR((said, _) -> Clocks.of(said.number(0), 0)),
    AM((said, _) -> Clocks.am(said.number(0), 0)),
    PM((said, _) -> Clocks.pm(said.number(0), 0)),
    TIME((said, _) -> Optional.of(said.clock(0))),
    TIME_AM((said, _) -> Clocks.am(said.clock(0).getHour(), said.clock(0).getMinute())),
    TIME_PM((said, _) -> Clocks.pm(said.clock(0).getHour(), said.clock(0).getMinute())),
    /// Minutes after a full hour: `quarter past {number} => PAST_HOUR 15`.
    PAST_HOUR((said, _) -> Clocks.of(said.number(0), said.argument(0))),
    MINUTES_PAST((said, _) -> Clocks.of(said.number(1), said.number(0))),
    MINUTES_TO((said, _) -> Clocks.of(said.number(1), 0).map(time -> time.minusMinutes(said.number(0)))),
    HOUR_MINUTES((said, _) -> Clocks.of(said.number(0), said.number(1))),
    /// Minutes before a full hour: `halb {number} => BEFORE_HOUR 30`.
    BEFORE_HOUR((said, _) -> Clocks.of(said.number(0), 0).map(time -> time.minusMinutes(said.argument(0)))),

    AT_HOUR((said, _) -> Clocks.of(said.argument(0), 0)),

    // Days.
    RELATIVE((said, _) -> Optional.of(new Day.Relative(said.argument(0)))),
    DAYS_AGO((said, _) -> said.number(0) < 3_660 ? Optional.of(new Day.Relative((int) -said.number(0)))
            : Optional.empty()),
    /// A date in digits.
    GIVEN((said, _) -> said.day()),
    WEEKDAY((said, _) -> Optional.of(new Day.OfWeek(said.weekday()))),
    /// Day, month, and perhaps year.
    DATE((said, _) -> Clocks.date(said, said.hasNumber(1) ? said.number(1) : 0)),

    // How long.
    STRETCH((said, _) -> stretch(said.number(0), said.unit())),
    /// So many minutes: `half an hour => STRETCH_OF 30`.
    STRETCH_OF((said, _) -> stretch(said.argument(0), ChronoUnit.MINUTES)),
    ONE((said, _) -> stretch(1, said.unit())),

    // Ranges.
    PAST((said, calendar) -> calendar.interval(said.stretch().before(calendar.now(), calendar.zone()),
            calendar.now())),
    PAST_UNIT((said, calendar) -> calendar.interval(
            new Stretch(1, said.unit()).before(calendar.now(), calendar.zone()), calendar.now())),
    ON_DAY((said, calendar) -> Spans.day(said.day(0), calendar)),
    PART_OF_DAY((said, calendar) -> said.part().flatMap(
            part -> calendar.part(said.day(0).past(calendar.today()), part))),
    /// A part of a day so many days from today; of none that is named the night.
    PART_RELATIVE((said, calendar) -> calendar.part(calendar.today().plusDays(said.argument(0)),
            said.part().orElse(DayPart.NIGHT))),
    SINCE_PART((said, calendar) -> calendar.interval(calendar.at(calendar.today().plusDays(said.argument(0)),
            said.part().orElse(DayPart.NIGHT).begin()), calendar.now())),
    SINCE_WEEK((said, calendar) -> calendar.interval(calendar.midnight(
            calendar.monday(calendar.today()).plusWeeks(said.argument(0))), calendar.now())),
    SINCE_CLOCK((said, calendar) -> calendar.interval(calendar.last(said.clock(0)), calendar.now())),
    SINCE_DAY((said, calendar) -> calendar.interval(Spans.begin(said, calendar), calendar.now())),
    /// Between two times of a day that is said, or that is so many days from today, or else of the last one that fits.
    BETWEEN((said, calendar) -> Spans.between(said, calendar)),
    /// From a time of one day to a time of another, or of the same.
    FROM_TO((said, calendar) -> Spans.fromTo(said, calendar)),
    /// From one day to another, both included.
    DAYS((said, calendar) -> {
        LocalDate to = said.day(1).past(calendar.today());
        return calendar.days(said.day(0).past(to), to.plusDays(1));
    }),
    DAYS_OF_MONTH((said, calendar) -> Spans.daysOfMonth(said, calendar)),
    IN_MONTH((said, calendar) -> calendar.month(said.month())),
    SINCE_MONTH((said, calendar) -> calendar.month(said.month()).flatMap(
            month -> calendar.interval(month.from(), calendar.now()))),
    IN_MONTH_OF_YEAR((said, calendar) -> said.number(0) >= 1970 && said.number(0) <= 9998
            ? calendar.month(YearMonth.of((int) said.number(0), said.month()))
            : Optional.empty()),
    /// Weeks from the one that runs: the last one is -1.
    WEEK((said, calendar) -> {
        LocalDate monday = calendar.monday(calendar.today()).plusWeeks(said.argument(0));
        return calendar.upToNow(calendar.midnight(monday), calendar.midnight(monday.plusWeeks(1)));
    }),
    MONTH((said, calendar) -> calendar.month(YearMonth.from(calendar.today()).plusMonths(said.argument(0)))),
    YEAR((said, calendar) -> {
        LocalDate first = calendar.today().withDayOfYear(1).plusYears(said.argument(0));
        return calendar.upToNow(calendar.midnight(first), calendar.midnight(first.plusYears(1)));
    }),
    WEEKEND((said, calendar) -> {
        LocalDate monday = calendar.monday(calendar.today()).plusWeeks(said.argument(0) + 1L);
        return calendar.upToNow(calendar.midnight(monday.minusDays(2)), calendar.midnight(monday));
    }),
    /// The hour that begins then.
    AT_CLOCK((said, calendar) -> Spans.hour(said, calendar)),

    // Until when.
    FOR((said, calendar) -> calendar.later(said.stretch().after(calendar.now(), calendar.zone()))),
    FOR_UNIT((said, calendar) -> calendar.later(
            new Stretch(1, said.unit()).after(calendar.now(), calendar.zone()))),
    UNTIL_CLOCK((said, calendar) -> calendar.later(calendar.next(said.clockInPart(0)))),
    UNTIL_DAY((said, calendar) -> calendar.later(Spans.comingBegin(said, calendar))),
    /// The next time that a clock shows this hour: `over night => UNTIL_HOUR 6`.
    UNTIL_HOUR((said, calendar) -> calendar.later(calendar.next(LocalTime.of(said.argument(0), 0)))),
    /// Monday of the week that is so many weeks from now.
    UNTIL_WEEK((said, calendar) -> calendar.later(
            calendar.midnight(calendar.monday(calendar.today()).plusWeeks(said.argument(0))))),
    UNTIL_MONTH((said, calendar) -> calendar.later(
            calendar.midnight(calendar.today().withDayOfMonth(1).plusMonths(said.argument(0))))),
    /// The midnight so many days from today's.
    UNTIL_DAYS((said, calendar) -> calendar.later(calendar.midnight(
            calendar.today().plusDays(said.argument(0))))),
    /// The end of the coming day: `until the end of {day} => UNTIL_END_OF_DAY`.
    UNTIL_END_OF_DAY((said, calendar) -> calendar.later(
            calendar.midnight(said.day(0).coming(calendar.today()).plusDays(1))));

    /// What is made of what was said: a [LocalTime], [Day], [Stretch], [Interval] or [Instant].
    private interface Meaning {
        Optional<?> of(Said said, Calendar calendar);
    }

    /// Lambdas that hold nothing, which the checker cannot see.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Meaning meaning;

    TimeForm(Meaning meaning) {
        this.meaning = meaning;
    }

    public Optional<?> evaluate(Said said, Calendar calendar) {
        return meaning.of(said, calendar);
    }

    private static Optional<Stretch> stretch(long amount, ChronoUnit unit) {
        return Stretch.isSayable(amount) ? Optional.of(new Stretch(amount, unit)) : Optional.empty();
    }
}
