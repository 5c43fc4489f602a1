package io.lapwing.local.app.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// A coolant pump. When its filter clogs, the pressure rises and less flows.
public record Pump(Moment moment, Cycle clog, double pressure) implements Machine {

    private static final double BAR = 4.2;
    private static final double CLOGGED_BAR = 7.4;
    private static final double FLOW_AT_BAR = 52.5;
    private static final double RPM = 1450;
    private static final Duration PACE = Duration.ofSeconds(15);

    /// A pump that runs as it should.
    ///
    /// @param clog when its filter is clogged
    public static Pump starting(Instant now, int number, Cycle clog) {
        return new Pump(Moment.first(now, number), clog, BAR);
    }

    @Override
    public DeviceModel model() {
        return DeviceModel.PUMP;
    }

    @Override
    public Pump at(Instant now) {
        double aim = moment.isOn(clog) ? CLOGGED_BAR : BAR;
        return new Pump(moment.at(now), clog, moment.drawnNear(pressure, aim, PACE, now));
    }

    @Override
    public Map<String, Object> readings() {
        Map<String, Object> readings = new LinkedHashMap<>();
        readings.put("pressure", moment.noisy(pressure, 0.04));
        readings.put("flow", moment.noisy(FLOW_AT_BAR / pressure, 0.2));
        readings.put("rpm", Math.round(moment.around(RPM, 25, Duration.ofMinutes(15), 5)));
        return readings;
    }
}
