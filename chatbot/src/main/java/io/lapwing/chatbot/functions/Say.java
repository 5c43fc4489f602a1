package io.lapwing.chatbot.functions;

import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.BooleanValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.DecimalValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.IntegerValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.JsonValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.TextValue;
import io.lapwing.sharedmodel.telemetry.Text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/// How things are put into words for one person: in his language, and in his time.
record Say(Phrases phrases, ZoneId zone, Instant now) {
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final int DECIMALS = 3;
    private static final int MAX_VALUE = 200;
    private static final Duration JUST_NOW = Duration.ofSeconds(5);
    private static final Duration MINUTES_FROM = Duration.ofSeconds(90);
    private static final Duration HOURS_FROM = Duration.ofMinutes(90);
    private static final Duration DAYS_FROM = Duration.ofHours(36);

    String text(String key, Object... values) {
        return phrases.text(key, values);
    }

    /// How long ago something was.
    String ago(@Nullable Instant then) {
        if (then == null) {
            return text("never");
        }
        Duration since = Duration.between(then, now);
        if (since.compareTo(JUST_NOW) < 0) {
            return text("now");
        }
        if (since.compareTo(MINUTES_FROM) < 0) {
            return text("ago.seconds", since.toSeconds());
        }
        if (since.compareTo(HOURS_FROM) < 0) {
            return text("ago.minutes", since.toMinutes());
        }
        return since.compareTo(DAYS_FROM) < 0 ? text("ago.hours", since.toHours()) : text("ago.days", since.toDays());
    }

    /// A moment; without its day, if that is today.
    String at(Instant then) {
        var local = then.atZone(zone);
        return (local.toLocalDate().equals(now.atZone(zone).toLocalDate()) ? TIME : DAY_AND_TIME).format(local);
    }

    String severity(Severity severity) {
        return text("severity." + severity.name().toLowerCase(Locale.ROOT));
    }

    /// A value as one reads it; long texts are cut.
    String value(MetricValue value) {
        return switch (value) {
            case IntegerValue(long number) -> Long.toString(number);
            case DecimalValue(double number) -> number(number);
            case BooleanValue(boolean flag) -> Boolean.toString(flag);
            case TextValue(String words) -> Text.printable(words, MAX_VALUE);
            case JsonValue(String json) -> Text.printable(json, MAX_VALUE);
        };
    }

    static String number(double value) {
        return BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN).stripTrailingZeros()
                .toPlainString();
    }
}
