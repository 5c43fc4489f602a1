package io.lapwing.local.app.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A gateway, and the probes that it hears.
///
/// @param probes by device id
public record Gateway(Moment moment, Map<String, Probe> probes) implements Machine {

    public Gateway {
        probes = Collections.unmodifiableMap(new LinkedHashMap<>(probes));
    }

    public static Gateway starting(Instant now, int number, Map<String, Probe> probes) {
        return new Gateway(Moment.first(now, number), probes);
    }

    @Override
    public DeviceModel model() {
        return DeviceModel.GATEWAY;
    }

    @Override
    public Gateway at(Instant now) {
        Map<String, Probe> later = new LinkedHashMap<>();
        probes.forEach((id, probe) -> later.put(id, probe.at(now)));
        return new Gateway(moment.at(now), later);
    }

    /// What the probes read that it hears, by device id.
    public Map<String, Map<String, Object>> heard() {
        Map<String, Map<String, Object>> heard = new LinkedHashMap<>();
        probes.forEach((id, probe) -> {
            if (probe.isInReach()) {
                heard.put(id, probe.readings());
            }
        });
        return heard;
    }

    @Override
    public Map<String, Object> readings() {
        Map<String, Object> readings = new LinkedHashMap<>();
        readings.put("probesHeard", heard().size());
        readings.put("signalDbm", Math.round(moment.around(-67, 6, Duration.ofMinutes(35), 1)));
        return readings;
    }
}
