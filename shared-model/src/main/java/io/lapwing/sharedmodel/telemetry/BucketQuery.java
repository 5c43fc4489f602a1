package io.lapwing.sharedmodel.telemetry;

import io.lapwing.sharedmodel.device.DeviceKey;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Values of one device to be summed up.
///
/// @param metrics those that are wanted; at least one
/// @param bounds ascending: bucket `i` is `[bounds[i], bounds[i+1])`; at least two
/// @param edges whether the first and the last value of each bucket are wanted
public record BucketQuery(DeviceKey device, Set<MetricName> metrics, List<Instant> bounds, boolean edges) {

    private static final int MAX_BUCKETS = 1000;

    public BucketQuery {
        metrics = Set.copyOf(metrics);
        bounds = List.copyOf(bounds);
        if (metrics.isEmpty() || bounds.size() < 2 || bounds.size() > MAX_BUCKETS + 1) {
            throw new IllegalArgumentException("a bucket query has a metric and 1 to 1000 buckets");
        }
    }

    public BucketQuery(DeviceKey device, Set<MetricName> metrics, List<Instant> bounds) {
        this(device, metrics, bounds, true);
    }

    /// The same, where nobody asks for first and last values: a store may leave them out.
    public BucketQuery withoutEdges() {
        return new BucketQuery(device, metrics, bounds, false);
    }
}
