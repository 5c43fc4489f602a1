package io.lapwing.chatbot.charts;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Which times a chart names. In digits and in the order of ISO 8601, which people of all languages read.
record TimeAxis(Instant from, Instant to, List<Mark> marks) {
    /// @param label what changes from mark to mark, such as the hour
    /// @param date what a label belongs to, such as the day of an hour, where it is not that of the mark before; else
    ///             empty
    record Mark(Instant at, String label, String date) {}

    private static final int MOST_MARKS = 9;
    private static final DateTimeFormatter DAY = format("uuuu-MM-dd");
    private static final DateTimeFormatter MONTH = format("uuuu-MM");

    TimeAxis {
        marks = List.copyOf(marks);
    }

    /// An axis with as many marks as are good to read.
    ///
    /// @param width how much of the axis a label takes, 0 to 1, room around it included
    static TimeAxis between(Instant from, Instant to, ZoneId zone, ToDoubleFunction<String> width) {
        Duration length = Duration.between(from, to);
        TimeStep step = TimeStep.ALL.stream().filter(candidate -> {
            double most = 1 / width.applyAsDouble(formatOf(candidate.unit()).format(from.atZone(zone)));
            return ratio(length, candidate.length()) < Math.min(MOST_MARKS, most);
        }).findFirst().orElse(TimeStep.ALL.getLast());
        return new TimeAxis(from, to, marks(step, from, to, zone));
    }

    /// Where on the axis a time is: 0 at its beginning, 1 at its end.
    double place(Instant at) {
        return ratio(Duration.between(from, at), Duration.between(from, to));
    }

    private static List<Mark> marks(TimeStep step, Instant from, Instant to, ZoneId zone) {
        List<Mark> marks = new ArrayList<>();
        String before = "";
        for (Instant at : step.marks(from, to, zone)) {
            String date = dateOf(step.unit(), at, zone);
            marks.add(new Mark(at, formatOf(step.unit()).format(at.atZone(zone)), date.equals(before) ? "" : date));
            before = date;
        }
        return marks;
    }

    private static String dateOf(ChronoUnit unit, Instant at, ZoneId zone) {
        if (!unit.isDateBased()) {
            return DAY.format(at.atZone(zone));
        }
        return unit == ChronoUnit.DAYS ? MONTH.format(at.atZone(zone)) : "";
    }

    private static DateTimeFormatter formatOf(ChronoUnit unit) {
        return switch (unit) {
            case MILLIS -> Formats.MILLIS;
            case SECONDS -> Formats.SECONDS;
            case DAYS -> Formats.DAYS;
            case MONTHS -> MONTH;
            case YEARS -> Formats.YEARS;
            default -> Formats.MINUTES;
        };
    }

    private static final class Formats {
        static final DateTimeFormatter MILLIS = format("HH:mm:ss.SSS");
        static final DateTimeFormatter SECONDS = format("HH:mm:ss");
        static final DateTimeFormatter MINUTES = format("HH:mm");
        static final DateTimeFormatter DAYS = format("dd");
        static final DateTimeFormatter YEARS = format("uuuu");
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    }

    private static double ratio(Duration part, Duration whole) {
        return nanos(part) / nanos(whole);
    }

    /// Not as a whole number, which has room for no more than 292 years of them.
    private static double nanos(Duration duration) {
        return duration.getSeconds() * 1e9 + duration.getNano();
    }
}
