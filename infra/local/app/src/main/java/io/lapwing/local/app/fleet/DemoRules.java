package io.lapwing.local.app.fleet;

import io.lapwing.local.app.machine.DeviceModel;
import io.lapwing.sharedmodel.alert.Condition;
import io.lapwing.sharedmodel.alert.Condition.Offline;
import io.lapwing.sharedmodel.alert.Condition.Stale;
import io.lapwing.sharedmodel.alert.Condition.Threshold;
import io.lapwing.sharedmodel.alert.Operator;
import io.lapwing.sharedmodel.alert.Rule.Definition;
import io.lapwing.sharedmodel.alert.RuleSelector;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.telemetry.MetricName;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What the demo fleet is watched for, one rule of each kind at least.
final class DemoRules {

    private static final MetricName TEMPERATURE = new MetricName("temperature");

    /// By rule id.
    static final Map<String, Definition> ALL = new TreeMap<>(Map.of(
            "cold-store-too-warm", rule("Cold store too warm", DeviceModel.COLD_STORE,
                    above(TEMPERATURE, 8, 6, Duration.ZERO), Severity.CRITICAL),
            "truck-too-warm", rule("Truck too warm", DeviceModel.TRUCK,
                    above(TEMPERATURE, 8, 6, Duration.ofSeconds(20)), Severity.WARNING),
            "pump-pressure-high", rule("Pump pressure high", DeviceModel.PUMP,
                    above(new MetricName("pressure"), 6, 5, Duration.ofSeconds(15)), Severity.WARNING),
            "truck-out-of-reach", rule("Truck out of reach", DeviceModel.TRUCK,
                    new Offline(Duration.ofSeconds(20)), Severity.INFO),
            "probe-silent", rule("Probe silent", DeviceModel.PROBE,
                    new Stale(TEMPERATURE, Duration.ofSeconds(90)), Severity.WARNING)));

    private DemoRules() {}

    private static Condition above(MetricName metric, double raise, double clear, Duration duration) {
        return new Threshold(metric, Operator.GREATER_OR_EQUAL, raise, clear, duration,
                Threshold.defaultGap(duration));
    }

    private static Definition rule(String name, DeviceModel model, Condition condition, Severity severity) {
        RuleSelector selector = new RuleSelector(Set.of(), Set.of(model.type()), Set.of(), Map.of());
        return new Definition(name, selector, condition, severity, true);
    }
}
