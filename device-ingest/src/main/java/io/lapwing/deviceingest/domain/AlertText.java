package io.lapwing.deviceingest.domain;

import io.lapwing.sharedmodel.alert.Condition;
import io.lapwing.sharedmodel.alert.Condition.Offline;
import io.lapwing.sharedmodel.alert.Condition.Stale;
import io.lapwing.sharedmodel.alert.Condition.Threshold;
import io.lapwing.sharedmodel.alert.Episode;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.Text;

import java.math.BigDecimal;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/// Says in plain words what an alert is about.
final class AlertText {

    private static final int SHOWN_METRIC = 64;

    /// Beyond these a number is easier to read with an exponent.
    private static final double LARGE = 1e15;
    private static final double SMALL = 1e-6;

    private AlertText() {}

    /// @param device its name
    static String of(String device, Condition condition, Episode episode) {
        return switch (condition) {
            case Threshold threshold -> of(device, threshold, episode.value());
            case Stale(MetricName metric, Duration after) -> device + " has not reported "
                    + (metric == null ? "anything" : name(metric)) + " for " + span(after);
            case Offline(Duration after) -> after.isZero() ? device + " is offline"
                    : device + " has been offline for " + span(after);
        };
    }

    private static String of(String device, Threshold threshold, @Nullable Double value) {
        String limit = number(threshold.raise());
        String relation = switch (threshold.op()) {
            case GREATER -> "above " + limit;
            case GREATER_OR_EQUAL -> "not below " + limit;
            case LESS -> "below " + limit;
            case LESS_OR_EQUAL -> "not above " + limit;
            case EQUAL -> "equal to " + limit;
            case NOT_EQUAL -> "not " + limit;
        };
        String duration = threshold.duration().isZero() ? "" : " for " + span(threshold.duration());
        String is = value == null ? " is " : " is " + number(value) + ", ";
        return name(threshold.metric()) + " of " + device + is + relation + duration;
    }

    private static String name(MetricName metric) {
        return Text.printable(metric.value(), SHOWN_METRIC);
    }

    /// As short as it can be without losing a digit: 81.2, 80, 1.0E300.
    static String number(double value) {
        double size = Math.abs(value);
        if (value != 0 && (size >= LARGE || size < SMALL)) {
            return Double.toString(value);
        }
        return value == 0 ? "0" : new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }

    /// In the largest unit that leaves no rest: "10 minutes", "90 seconds".
    static String span(Duration duration) {
        if (duration.toSeconds() % 86_400 == 0) {
            return count(duration.toDays(), "day");
        }
        if (duration.toSeconds() % 3_600 == 0) {
            return count(duration.toHours(), "hour");
        }
        return duration.toSeconds() % 60 == 0 ? count(duration.toMinutes(), "minute")
                : count(duration.toSeconds(), "second");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
