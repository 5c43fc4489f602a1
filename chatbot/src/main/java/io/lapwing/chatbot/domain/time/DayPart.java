package io.lapwing.chatbot.domain.time;

import java.time.LocalTime;

/// A part of a day that has a name.
public enum DayPart {
    MORNING(6, 12), AFTERNOON(12, 18), EVENING(18, 24),
    /// Begins in the evening of its day, and ends in the morning of the next.
    NIGHT(22, 30);

    private static final int HOURS_OF_A_DAY = 24;

    private final int from;
    private final int to;

    DayPart(int from, int to) {
        this.from = from;
        this.to = to;
    }

    LocalTime begin() {
        return LocalTime.of(from, 0);
    }

    LocalTime end() {
        return LocalTime.of(to % HOURS_OF_A_DAY, 0);
    }

    /// How many midnights lie before its end.
    int daysToEnd() {
        return to / HOURS_OF_A_DAY;
    }

    /// The time that is meant by one that is said on a clock of twelve hours: 8 in the evening is 20:00.
    LocalTime clock(LocalTime said) {
        boolean later = switch (this) {
            case MORNING -> false;
            case AFTERNOON, EVENING -> said.getHour() < HOURS_OF_A_DAY / 2;
            case NIGHT -> said.getHour() >= 6 && said.getHour() < HOURS_OF_A_DAY / 2;
        };
        return later ? said.plusHours(12) : said;
    }
}
