package io.lapwing.chatbot.domain.language;

import io.lapwing.chatbot.domain.time.DayPart;
import io.lapwing.sharedmodel.alert.Severity;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What the left side of a line in a word list means: `critical = …` in the list of severities.
final class TermValues {
    private static final Set<String> STATES = Set.of("online", "offline", "alert");
    private static final Set<String> ALERT_STATES = Set.of("open", "cleared");
    private static final Set<String> AGGREGATES = Set.of("avg", "min", "max", "sum", "count", "first", "last");
    private static final Set<String> SCOPES = Set.of("me", "channel", "all");

    private TermValues() {}

    /// @throws IllegalArgumentException if the list has no such value
    static Object of(SlotKind kind, String value) {
        String constant = value.toUpperCase(Locale.ROOT);
        return switch (kind) {
            case TYPE, SITE, METRIC -> Tokens.words(value);
            case SEVERITY -> Severity.valueOf(constant);
            case STATE -> oneOf(STATES, value);
            case ALERT_STATE -> oneOf(ALERT_STATES, value);
            case AGG -> oneOf(AGGREGATES, value);
            case SCOPE -> oneOf(SCOPES, value);
            case UNIT -> ChronoUnit.valueOf(constant);
            case WEEKDAY -> DayOfWeek.valueOf(constant);
            case MONTH -> Month.valueOf(constant);
            case PART -> DayPart.valueOf(constant);
            case NUMBER -> Long.valueOf(value);
            case DEGREES -> oneOf(Set.of("celsius", "fahrenheit", "minus"), value);
            case ALERT, FILE, PRONOUN, REQUEST, DEVICE -> value;
            case METHOD, TIME, DATE, CLOCK, DAY, STRETCH, RANGE, UNTIL ->
                throw new IllegalArgumentException("there is no list of words for {" + kind.label() + "}");
        };
    }

    private static String oneOf(Set<String> values, String value) {
        if (!values.contains(value)) {
            throw new IllegalArgumentException("'" + value + "' is none of " + List.copyOf(new java.util.TreeSet<>(
                    values)));
        }
        return value;
    }
}
