package io.lapwing.sharedmodel.telemetry;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A reading as the store gives it back.
///
/// @param late whether a newer reading of the device was there before it
public record StoredReading(ReadingKey key, boolean late, Map<MetricName, MetricValue> values) {

    public StoredReading {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
