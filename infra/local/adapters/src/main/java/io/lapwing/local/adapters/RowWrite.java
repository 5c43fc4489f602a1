package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.json.ValuesJson;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.BooleanValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.DecimalValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.IntegerValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.JsonValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.TextValue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/// What the messages of a batch bring for one row of `reading`, in their order.
final class RowWrite {

    private final RowKey key;
    private final boolean late;
    private final List<Contribution> contributions = new ArrayList<>(1);

    /// @param late whether a newer reading of the device is there
    RowWrite(RowKey key, boolean late) {
        this.key = key;
        this.late = late;
    }

    /// @param json the values, as [ValuesJson] writes them
    private record Contribution(Tally tally, Map<MetricName, MetricValue> values, String json) {}

    RowKey key() {
        return key;
    }

    boolean late() {
        return late;
    }

    void add(Tally tally, Map<MetricName, MetricValue> values, String json) {
        contributions.add(new Contribution(tally, values, json));
    }

    void forEachMetric(Consumer<MetricName> action) {
        contributions.forEach(part -> part.values().keySet().forEach(action));
    }

    /// The values of a new row.
    String json() {
        return contributions.size() == 1 ? contributions.getFirst().json() : ValuesJson.write(merged(Map.of(), null));
    }

    /// Counts the values of a row that was not there.
    void countAsNew() {
        if (late) {
            contributions.getFirst().tally().late();
        }
        if (contributions.size() == 1) {
            Contribution only = contributions.getFirst();
            only.tally().added(only.values().size());
        } else {
            countOver(Map.of(), UnaryOperator.identity());
        }
    }

    /// Counts the values of a row that is there, and gives all that it has to hold from now on.
    ///
    /// @param normalized what the database makes of the JSON of some values, so that like is compared with like
    Map<MetricName, MetricValue> countOver(Map<MetricName, MetricValue> existing, UnaryOperator<String> normalized) {
        return merged(existing, normalized);
    }

    /// The JSON documents among the values, whose writing is not unique.
    List<String> jsonToNormalize() {
        return contributions.stream()
                .filter(part -> part.values().values().stream().anyMatch(JsonValue.class::isInstance))
                .map(Contribution::json).toList();
    }

    /// @param normalized null where nothing is to be counted
    private Map<MetricName, MetricValue> merged(Map<MetricName, MetricValue> existing,
            @Nullable UnaryOperator<String> normalized) {
        Map<MetricName, MetricValue> merged = new LinkedHashMap<>(existing);
        for (Contribution part : contributions) {
            if (normalized == null) {
                merged.putAll(part.values());
            } else {
                String json = normalized.apply(part.json());
                Map<MetricName, MetricValue> values = json.equals(part.json()) ? part.values() : ValuesJson.read(json);
                values.forEach((metric, value) -> count(part.tally(), merged.put(metric, value), value));
            }
        }
        return merged;
    }

    private static void count(Tally tally, @Nullable MetricValue old, MetricValue value) {
        if (old == null) {
            tally.added(1);
        } else if (same(old, value)) {
            tally.unchanged(1);
        } else {
            tally.overwritten();
        }
    }

    /// Whether two values are one: numbers by what they stand for, since the database keeps them so.
    private static boolean same(MetricValue one, MetricValue other) {
        BigDecimal number = numberOf(one);
        BigDecimal otherNumber = numberOf(other);
        if (number == null || otherNumber == null) {
            return one.equals(other);
        }
        return number.compareTo(otherNumber) == 0;
    }

    private static @Nullable BigDecimal numberOf(MetricValue value) {
        return switch (value) {
            case IntegerValue(long integer) -> BigDecimal.valueOf(integer);
            case DecimalValue(double decimal) -> new BigDecimal(decimal);
            case TextValue _,BooleanValue _,JsonValue _ -> null;
        };
    }
}
