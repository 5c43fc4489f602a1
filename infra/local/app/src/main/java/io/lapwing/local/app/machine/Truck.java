package io.lapwing.local.app.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// A refrigerated truck on its round. Its cooling fails now and then, and there are places without a network.
public record Truck(Moment moment, Cycle failure, Cycle outOfReach, double target,
        double temperature) implements Cooled {

    private static final double TARGET = 3;
    private static final double OUTSIDE = 19;
    private static final Duration WARMING = Duration.ofMinutes(4);
    private static final Duration COOLING = Duration.ofSeconds(90);
    private static final double LATITUDE = 53.3;
    private static final double LONGITUDE = 9.4;
    private static final Duration ROUND = Duration.ofMinutes(50);

    /// A truck whose load is cold.
    ///
    /// @param failure when its cooling does not work
    /// @param outOfReach when there is no network
    public static Truck starting(Instant now, int number, Cycle failure, Cycle outOfReach) {
        return new Truck(Moment.first(now, number), failure, outOfReach, TARGET, TARGET);
    }

    @Override
    public DeviceModel model() {
        return DeviceModel.TRUCK;
    }

    @Override
    public Truck aimingAt(double aim) {
        return new Truck(moment, failure, outOfReach, aim, temperature);
    }

    @Override
    public Truck at(Instant now) {
        double next = moment.isOn(failure)
                ? moment.drawnNear(temperature, OUTSIDE, WARMING, now)
                : moment.drawnNear(temperature, target, COOLING, now);
        return new Truck(moment.at(now), failure, outOfReach, target, next);
    }

    @Override
    public boolean isInReach() {
        return !moment.isOn(outOfReach);
    }

    @Override
    public Map<String, Object> readings() {
        Map<String, Object> readings = new LinkedHashMap<>();
        readings.put("temperature", moment.noisy(temperature, 0.15));
        readings.put("speed", Math.max(0, moment.around(62, 24, Duration.ofMinutes(9), 2)));
        readings.put("lat", moment.around(LATITUDE, 0.2, ROUND, 0));
        readings.put("lon", moment.around(LONGITUDE, 0.6, ROUND.multipliedBy(2), 0));
        readings.put("battery", moment.around(87, 6, Duration.ofHours(2), 0.2));
        return readings;
    }
}
