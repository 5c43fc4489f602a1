package io.lapwing.loadtests.gatling;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Draws what users do, and on which device: the same for the same seed. Thread-safe.
final class Draws {

    private static final String ALGORITHM = "L64X128MixRandom";

    private final RandomGenerator random;
    private final Plan.Fleet fleet;
    private long number;

    Draws(Plan plan) {
        this.random = RandomGeneratorFactory.of(ALGORITHM).create(plan.seed());
        this.fleet = plan.fleet();
        this.number = plan.numbers();
    }

    /// @param number no other draw has it
    record Draw(Act act, String device, long number) {}

    synchronized Draw next() {
        Act act = Act.of(random.nextInt(Act.ALL));
        int devices = act == Act.COMMAND ? fleet.commanded() : fleet.devices();
        return new Draw(act, Plan.Fleet.id(random.nextInt(devices)), number++);
    }
}
