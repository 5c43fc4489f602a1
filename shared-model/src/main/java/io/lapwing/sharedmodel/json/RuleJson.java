package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.alert.Condition;
import io.lapwing.sharedmodel.alert.Condition.Offline;
import io.lapwing.sharedmodel.alert.Condition.Stale;
import io.lapwing.sharedmodel.alert.Condition.Threshold;
import io.lapwing.sharedmodel.alert.Operator;
import io.lapwing.sharedmodel.alert.Rule.Definition;
import io.lapwing.sharedmodel.alert.RuleSelector;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.telemetry.MetricName;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A rule's definition as the wire contract writes it: how stores keep it, and how apps get it.
public final class RuleJson {

    /// Up to here each integer is a double of its own.
    private static final double EXACT = 1L << 53;

    private RuleJson() {}

    public static String write(Definition definition) {
        return new String(Json.write(tree(definition)), StandardCharsets.UTF_8);
    }

    /// Reads what [#write] wrote. What people write is checked field by field by whoever takes it from them.
    ///
    /// @throws IllegalArgumentException
    ///             if it is something else
    public static Definition read(String json) {
        StoredNode rule = StoredNode.read("rule", json);
        return new Definition(rule.text("name"), selector(rule.node("selector")), condition(rule.node("condition")),
                Severity.valueOf(rule.text("severity").toUpperCase(Locale.ROOT)), rule.flag("enabled"));
    }

    /// The definition as maps, lists and values, for [Json#write]; without fields that say nothing.
    public static Map<String, Object> tree(Definition definition) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("name", definition.name());
        rule.put("selector", tree(definition.selector()));
        rule.put("condition", tree(definition.condition()));
        rule.put("severity", definition.severity().name().toLowerCase(Locale.ROOT));
        rule.put("enabled", definition.enabled());
        return rule;
    }

    private static Map<String, Object> tree(RuleSelector selector) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("deviceIds", selector.deviceIds().stream().map(DeviceId::value).sorted().toList());
        tree.put("types", selector.types().stream().sorted().toList());
        tree.put("sites", selector.sites().stream().sorted().toList());
        tree.put("labels", new TreeMap<>(selector.labels()));
        return tree;
    }

    private static Map<String, Object> tree(Condition condition) {
        Map<String, Object> tree = new LinkedHashMap<>();
        switch (condition) {
            case Threshold threshold -> put(tree, threshold);
            case Stale(MetricName metric, Duration after) -> {
                tree.put("kind", "stale");
                if (metric != null) {
                    tree.put("metric", metric.value());
                }
                tree.put("afterSeconds", after.toSeconds());
            }
            case Offline(Duration after) -> {
                tree.put("kind", "offline");
                tree.put("afterSeconds", after.toSeconds());
            }
        }
        return tree;
    }

    private static void put(Map<String, Object> tree, Threshold threshold) {
        tree.put("kind", "threshold");
        tree.put("metric", threshold.metric().value());
        tree.put("op", threshold.op().symbol());
        tree.put("raise", number(threshold.raise()));
        Double clear = threshold.clear();
        if (clear != null) {
            tree.put("clear", number(clear));
        }
        tree.put("forSeconds", threshold.duration().toSeconds());
        tree.put("maxGapSeconds", threshold.maxGap().toSeconds());
    }

    /// 80 and not 80.0, as people write it.
    public static Number number(double value) {
        return value == Math.rint(value) && Math.abs(value) < EXACT ? (Number) (long) value : (Number) value;
    }

    private static RuleSelector selector(StoredNode selector) {
        return new RuleSelector(selector.texts("deviceIds").stream().map(DeviceId::new).collect(Collectors.toSet()),
                selector.texts("types").stream().collect(Collectors.toSet()),
                selector.texts("sites").stream().collect(Collectors.toSet()), selector.node("labels").pairs());
    }

    private static Condition condition(StoredNode condition) {
        String kind = condition.text("kind");
        return switch (kind) {
            case "threshold" -> threshold(condition);
            case "stale" -> new Stale(condition.has("metric") ? new MetricName(condition.text("metric")) : null,
                    condition.seconds("afterSeconds"));
            case "offline" -> new Offline(condition.seconds("afterSeconds"));
            default -> throw new IllegalArgumentException("not a rule: a condition of kind " + kind);
        };
    }

    private static Threshold threshold(StoredNode condition) {
        String symbol = condition.text("op");
        Operator op = Operator.of(symbol)
                .orElseThrow(() -> new IllegalArgumentException("not a rule: compared by " + symbol));
        return new Threshold(new MetricName(condition.text("metric")), op, condition.number("raise").doubleValue(),
                condition.has("clear") ? condition.number("clear").doubleValue() : null,
                condition.seconds("forSeconds"), condition.seconds("maxGapSeconds"));
    }
}
