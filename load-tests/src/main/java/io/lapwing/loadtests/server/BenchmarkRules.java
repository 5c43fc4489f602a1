package io.lapwing.loadtests.server;

import io.lapwing.sharedmodel.alert.Condition;
import io.lapwing.sharedmodel.alert.Condition.Offline;
import io.lapwing.sharedmodel.alert.Condition.Stale;
import io.lapwing.sharedmodel.alert.Condition.Threshold;
import io.lapwing.sharedmodel.alert.Operator;
import io.lapwing.sharedmodel.alert.Rule;
import io.lapwing.sharedmodel.alert.RuleId;
import io.lapwing.sharedmodel.alert.RuleSelector;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.telemetry.MetricName;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// The rules that watch a [BenchmarkFleet].
///
/// @param everywhere whether each watches every device; else they watch a type, a site, or one type at one site
public record BenchmarkRules(TenantId tenant, int count, boolean everywhere) {

    private static final List<String> METRICS = List.of("temperature", "humidity", "pressure", "voltage", "flow");
    /// Longer than a run: the devices of a turn must raise no alerts while the next is measured.
    private static final Duration HOURS = Duration.ofHours(3);
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    /// Older than all that they watch, as rules mostly are: of one that is younger than a device's readings, each device
    /// has to remember that it has seen them.
    List<Rule> rules(Instant now) {
        Instant madeAt = now.minus(Duration.ofDays(1));
        return IntStream.range(0, count).mapToObj(i -> new Rule(tenant, new RuleId("rule-" + i),
                new Rule.Definition("Rule " + i, everywhere ? RuleSelector.ALL : selector(i), condition(i),
                        Severity.WARNING, true),
                madeAt, madeAt, 1)).toList();
    }

    /// Two of five watch a type, two a site, one a type at a site: with a hundred rules eight or nine watch each device.
    private static RuleSelector selector(int i) {
        Set<String> type = Set.of("type-" + i / 5 % BenchmarkFleet.KINDS);
        Set<String> site = Set.of("site-" + i / 5 % BenchmarkFleet.KINDS);
        return switch (i % 5) {
            case 0, 1 -> new RuleSelector(Set.of(), type, Set.of(), Map.of());
            case 2, 3 -> new RuleSelector(Set.of(), Set.of(), site, Map.of());
            default -> new RuleSelector(Set.of(), type, site, Map.of());
        };
    }

    /// Seven of ten are thresholds that no value of the load passes; one passes at a certain message and comes back with
    /// the next, one waits for silence, and one for the device to go.
    private static Condition condition(int i) {
        return switch (i % 10) {
            case 7 -> new Stale(new MetricName("temperature"), HOURS);
            case 8 -> new Offline(HOURS);
            case 9 -> new Threshold(new MetricName("n"), Operator.EQUAL, 20 + i, null, Duration.ZERO,
                    Duration.ofMinutes(1));
            case 0, 1 -> above(i, TEN_MINUTES);
            default -> above(i, Duration.ZERO);
        };
    }

    private static Threshold above(int i, Duration duration) {
        return new Threshold(new MetricName(METRICS.get(i % METRICS.size())), Operator.GREATER_OR_EQUAL, 150, 120.0,
                duration, Threshold.defaultGap(duration));
    }
}
