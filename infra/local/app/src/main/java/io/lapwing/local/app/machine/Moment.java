package io.lapwing.local.app.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/// Where a machine is in its life. What looks like chance follows from the time and the machine's number.
///
/// @param number tells machines of a kind apart
public record Moment(Instant start, Instant now, int number) {

    private static final double STEPS_PER_UNIT = 1000;

    static Moment first(Instant start, int number) {
        return new Moment(start, start, number);
    }

    Moment at(Instant later) {
        return new Moment(start, later, number);
    }

    boolean isOn(Cycle cycle) {
        return cycle.isOn(Duration.between(start, now));
    }

    /// A slow wave with noise on it, a little apart from other machines'.
    double around(double middle, double amplitude, Duration period, double noise) {
        double angle = 2 * Math.PI * now.toEpochMilli() / period.toMillis() + number;
        return noisy(middle + amplitude * Math.sin(angle), noise);
    }

    /// What a sensor reads of this value.
    double noisy(double value, double noise) {
        // Each value of a moment has noise of its own.
        long seed = now.toEpochMilli() * 31 + number + Double.hashCode(noise);
        return rounded(value + noise * (2 * new SplittableRandom(seed).nextDouble() - 1));
    }

    /// From where a value that draws near to `aim` has come at a later time.
    ///
    /// @param pace in which two thirds of the way are done
    double drawnNear(double value, double aim, Duration pace, Instant later) {
        double share = (double) Duration.between(now, later).toMillis() / pace.toMillis();
        return aim + (value - aim) * Math.exp(-Math.max(0, share));
    }

    static double rounded(double value) {
        return Math.round(value * STEPS_PER_UNIT) / STEPS_PER_UNIT;
    }
}
