package io.lapwing.chatbot.functions;

import io.lapwing.sharedmodel.telemetry.LatestValue;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue.DecimalValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.IntegerValue;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The metrics that one can reckon with.
final class Numbers {
    private Numbers() {}

    static Set<MetricName> of(Map<MetricName, LatestValue> latest) {
        return latest.entrySet().stream()
                .filter(entry -> entry.getValue().value() instanceof IntegerValue
                        || entry.getValue().value() instanceof DecimalValue)
                .map(Map.Entry::getKey).collect(Collectors.toSet());
    }
}
