package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.alert.Condition;
import io.lapwing.sharedmodel.alert.Condition.Offline;
import io.lapwing.sharedmodel.alert.Condition.Stale;
import io.lapwing.sharedmodel.alert.Condition.Threshold;
import io.lapwing.sharedmodel.alert.Operator;
import io.lapwing.sharedmodel.telemetry.MetricName;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/// Reads the condition of a rule.
final class ConditionFields {
    private static final List<String> KINDS = List.of("threshold", "stale", "offline");
    private static final List<String> OPERATORS = Stream.of(Operator.values()).map(Operator::symbol).toList();
    private static final long YEAR = Duration.ofDays(366).toSeconds();

    private ConditionFields() {}

    /// The condition; null, with every error noted, where it is none.
    static @Nullable Condition read(Fields fields) {
        return switch (fields.word("kind", KINDS)) {
            case "threshold" -> threshold(fields);
            case "stale" -> new Stale(metric(fields), Duration.ofSeconds(
                    fields.requiredInteger("afterSeconds", 1, YEAR)));
            case "offline" -> new Offline(Duration.ofSeconds(fields.requiredInteger("afterSeconds", 0, YEAR)));
            case null, default -> {
                fields.takeAll();
                yield null;
            }
        };
    }

    private static @Nullable Threshold threshold(Fields fields) {
        fields.require("metric");
        MetricName metric = metric(fields);
        Operator op = operator(fields);
        fields.require("raise");
        Double raise = fields.number("raise");
        Double clear = fields.number("clear");
        Duration duration = Duration.ofSeconds(fields.integer("forSeconds", 0, YEAR, 0));
        Duration maxGap = Duration.ofSeconds(fields.integer("maxGapSeconds", 1, YEAR,
                Threshold.defaultGap(duration).toSeconds()));
        if (metric == null || op == null || raise == null) {
            return null;
        }
        if (clear != null && !op.allowsClear(raise, clear)) {
            fields.error("clear", "must not breach: a value that is " + op.symbol() + " raise clears nothing");
            return null;
        }
        return new Threshold(metric, op, raise, clear, duration, maxGap);
    }

    private static @Nullable Operator operator(Fields fields) {
        String symbol = fields.word("op", OPERATORS);
        return symbol == null ? null : Operator.of(symbol).orElse(null);
    }

    private static @Nullable MetricName metric(Fields fields) {
        Object value = fields.raw("metric");
        if (value instanceof String name && MetricName.isValid(name)) {
            return new MetricName(name);
        }
        if (value != null) {
            fields.error("metric", "must be a text of 1 to 128 characters, none of them a control character");
        }
        return null;
    }
}
