package io.lapwing.chatbot.domain.time;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/// The parts that an expression of time is made of, in the order in which they were said, and what its form adds
/// (`RELATIVE -1`).
public record Said(List<Object> parts, List<Integer> arguments) {
    public Said {
        parts = List.copyOf(parts);
        arguments = List.copyOf(arguments);
    }

    int argument(int index) {
        return arguments.get(index);
    }

    long number(int index) {
        return nth(Long.class, index);
    }

    boolean hasNumber(int index) {
        return parts.stream().filter(Long.class::isInstance).count() > index;
    }

    LocalTime clock(int index) {
        return nth(LocalTime.class, index);
    }

    Day day(int index) {
        return nth(Day.class, index);
    }

    Stretch stretch() {
        return nth(Stretch.class, 0);
    }

    ChronoUnit unit() {
        return nth(ChronoUnit.class, 0);
    }

    DayOfWeek weekday() {
        return nth(DayOfWeek.class, 0);
    }

    Month month() {
        return nth(Month.class, 0);
    }

    Optional<Day> day() {
        return parts.stream().filter(Day.class::isInstance).map(Day.class::cast).findFirst();
    }

    Optional<DayPart> part() {
        return parts.stream().filter(DayPart.class::isInstance).map(DayPart.class::cast).findFirst();
    }

    /// A time, moved into the part of the day that was said with it.
    LocalTime clockInPart(int index) {
        LocalTime said = clock(index);
        return part().map(part -> part.clock(said)).orElse(said);
    }

    private <T> T nth(Class<T> type, int index) {
        return parts.stream().filter(type::isInstance).map(type::cast).skip(index).findFirst().orElseThrow(
                () -> new NoSuchElementException(type.getSimpleName() + " number " + (index + 1) + " was not said"));
    }
}
