package io.lapwing.local.app.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// A walk-in cold store. It warms while its door is open, and cools down when it is closed.
public record ColdStore(Moment moment, Cycle door, double target, double temperature) implements Cooled {

    private static final double TARGET = 4;
    private static final double OUTSIDE = 21;
    private static final double IDLE_KW = 1.2;
    private static final double KW_PER_DEGREE = 0.35;
    private static final double MAX_KW = 6;
    private static final Duration WARMING = Duration.ofSeconds(60);
    private static final Duration COOLING = Duration.ofSeconds(30);

    /// A cold store that has been cold for long.
    ///
    /// @param door when it is open
    public static ColdStore starting(Instant now, int number, Cycle door) {
        return new ColdStore(Moment.first(now, number), door, TARGET, TARGET);
    }

    @Override
    public DeviceModel model() {
        return DeviceModel.COLD_STORE;
    }

    @Override
    public ColdStore aimingAt(double aim) {
        return new ColdStore(moment, door, aim, temperature);
    }

    @Override
    public ColdStore at(Instant now) {
        double next = isOpen()
                ? moment.drawnNear(temperature, OUTSIDE, WARMING, now)
                : moment.drawnNear(temperature, target, COOLING, now);
        return new ColdStore(moment.at(now), door, target, next);
    }

    private boolean isOpen() {
        return moment.isOn(door);
    }

    @Override
    public Map<String, Object> readings() {
        double kilowatts = Math.min(MAX_KW, IDLE_KW + KW_PER_DEGREE * Math.max(0, temperature - target));
        Map<String, Object> readings = new LinkedHashMap<>();
        readings.put("temperature", moment.noisy(temperature, 0.1));
        readings.put("humidity", moment.around(isOpen() ? 82 : 68, 4, Duration.ofMinutes(40), 0.5));
        readings.put("doorOpen", isOpen());
        readings.put("powerKw", moment.noisy(kilowatts, 0.05));
        return readings;
    }
}
