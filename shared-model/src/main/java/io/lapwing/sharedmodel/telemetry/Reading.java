package io.lapwing.sharedmodel.telemetry;

import io.lapwing.sharedmodel.device.DeviceKey;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What one device measured at one moment: one or more metrics with their values, in the device's order.
public record Reading(DeviceKey device, ReadingKey key, Map<MetricName, MetricValue> values) {

    public Reading {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
