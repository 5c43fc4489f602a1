package io.lapwing.local.app.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// A battery-driven sensor on a shelf. Its gateway hears it by radio, but for now and then.
public record Probe(Moment moment, Cycle unheard) implements Machine {

    /// @param unheard when its radio does not get through
    public static Probe starting(Instant now, int number, Cycle unheard) {
        return new Probe(Moment.first(now, number), unheard);
    }

    @Override
    public DeviceModel model() {
        return DeviceModel.PROBE;
    }

    @Override
    public Probe at(Instant now) {
        return new Probe(moment.at(now), unheard);
    }

    @Override
    public boolean isInReach() {
        return !moment.isOn(unheard);
    }

    @Override
    public Map<String, Object> readings() {
        Map<String, Object> readings = new LinkedHashMap<>();
        readings.put("temperature", moment.around(2.5, 0.8, Duration.ofMinutes(25), 0.05));
        readings.put("batteryMillivolts", Math.round(moment.around(2950, 40, Duration.ofDays(1), 2)));
        return readings;
    }
}
