package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.telemetry.MetricName;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Remembers up to which hour metrics are in their devices' catalogues, so that these need not be read for most
/// messages. Another process may have written later hours; an hour never goes back.
///
/// Thread-safe.
final class KnownHours {

    private final int maxMetrics;
    private final Map<Incarnation, Map<MetricName, Integer>> hours = new LinkedHashMap<>(16, 0.75f, true);
    private int metrics;

    /// @param maxMetrics how many metrics are remembered, over all devices
    KnownHours(int maxMetrics) {
        this.maxMetrics = maxMetrics;
    }

    private record Incarnation(DeviceKey device, String incarnation) {

        /// Written out, since a starting function would have to put the compiler's together.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Incarnation same && device.equals(same.device)
                    && incarnation.equals(same.incarnation);
        }

        @Override
        public int hashCode() {
            return 31 * device.hashCode() + incarnation.hashCode();
        }
    }

    synchronized Map<MetricName, Integer> of(StateItem device) {
        return Map.copyOf(hours.getOrDefault(new Incarnation(device.device(), device.incarnation()), Map.of()));
    }

    synchronized void remember(StateItem device, Map<MetricName, Integer> written) {
        Map<MetricName, Integer> known = hours
                .computeIfAbsent(new Incarnation(device.device(), device.incarnation()), _ -> new HashMap<>());
        int before = known.size();
        written.forEach((metric, hour) -> known.merge(metric, hour, Math::max));
        metrics += known.size() - before;
        Iterator<Map<MetricName, Integer>> eldest = hours.values().iterator();
        while (metrics > maxMetrics && eldest.hasNext()) {
            metrics -= eldest.next().size();
            eldest.remove();
        }
    }
}
