package io.lapwing.sharedmodel.telemetry;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// The numeric values of one stretch of time, summed up by metric.
public record Bucket(Instant from, Map<MetricName, Summary> summaries) {

    public Bucket {
        summaries = Map.copyOf(summaries);
    }

    /// @param count how many values; at least one
    /// @param sum exact where all are integers and it fits 64 bits
    /// @param first the value of the smallest key; may be null where nobody asked for it
    /// @param last the value of the greatest key; may be null where nobody asked for it
    public record Summary(long count, MetricValue sum, double avg, MetricValue min, MetricValue max,
            @Nullable MetricValue first, @Nullable MetricValue last) {}
}
