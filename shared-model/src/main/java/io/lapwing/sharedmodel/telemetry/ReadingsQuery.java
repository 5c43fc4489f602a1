package io.lapwing.sharedmodel.telemetry;

import io.lapwing.sharedmodel.device.DeviceKey;

import java.time.Instant;
import java.util.Set;

/// Readings of one device in `[from, to)`.
///
/// @param metrics those that are wanted; all where it is empty
public record ReadingsQuery(DeviceKey device, Set<MetricName> metrics, Instant from, Instant to) {

    public ReadingsQuery {
        metrics = Set.copyOf(metrics);
    }
}
