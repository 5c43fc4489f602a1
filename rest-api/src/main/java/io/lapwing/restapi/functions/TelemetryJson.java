package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.Aggregate;
import io.lapwing.sharedmodel.telemetry.Bucket;
import io.lapwing.sharedmodel.telemetry.LatestValue;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.Refusal;
import io.lapwing.sharedmodel.telemetry.RefusalCode;
import io.lapwing.sharedmodel.telemetry.StoredReading;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/// Readings as apps see them.
final class TelemetryJson {
    private TelemetryJson() {}

    record Reading(Instant ts, long seq, boolean late, Map<MetricName, MetricValue> values) {}

    record Summaries(Instant from, Map<MetricName, Map<String, MetricValue>> values) {}

    record Latest(Map<MetricName, Value> values) {
        record Value(Instant ts, long seq, MetricValue value) {}
    }

    /// What became of a message that was taken, at least in part.
    record Taken(int accepted, int duplicate, List<Rejected> rejected) {}

    /// A part that was not.
    record Rejected(int index, @Nullable String metric, RefusalCode code) {}

    static Reading reading(StoredReading stored) {
        return new Reading(stored.key().ts(), stored.key().seq(), stored.late(), stored.values());
    }

    static Summaries bucket(Bucket bucket, Set<Aggregate> aggregates) {
        Map<MetricName, Map<String, MetricValue>> values = new TreeMap<>();
        bucket.summaries().forEach((metric, summary) -> {
            Map<String, MetricValue> summed = new LinkedHashMap<>();
            aggregates.forEach(aggregate -> summed.put(aggregate.text(), aggregate.of(summary)));
            values.put(metric, summed);
        });
        return new Summaries(bucket.from(), values);
    }

    static Latest latest(Map<MetricName, LatestValue> latest) {
        Map<MetricName, Latest.Value> values = new TreeMap<>();
        latest.forEach((metric, value) -> values.put(metric,
                new Latest.Value(value.key().ts(), value.key().seq(), value.value())));
        return new Latest(values);
    }

    static List<Rejected> rejected(List<Refusal> refusals) {
        return refusals.stream().map(refusal -> new Rejected(refusal.index(), refusal.metric(), refusal.code()))
                .toList();
    }
}
