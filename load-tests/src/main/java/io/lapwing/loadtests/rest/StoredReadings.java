package io.lapwing.loadtests.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// The readings that are there before anybody asks: of each device one every interval, up to a moment. A day goes up
/// and down, each device around a temperature of its own.
final class StoredReadings {

    static final String[] METRICS = {"temperature", "humidity", "battery"};

    private static final int HUNDREDTHS = 100;
    private static final int TENTH = 10;

    private final int devices;
    private final Duration interval;
    private final Instant end;
    private final RandomGenerator random;

    /// @param end later than the last one
    StoredReadings(int devices, Duration interval, Instant end, long seed) {
        this.devices = devices;
        this.interval = interval;
        this.end = end;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /// How many moments have a reading of each device, for so many readings in all.
    long moments(long readings) {
        return readings / devices;
    }

    /// When a reading was taken.
    ///
    /// @param age how many came after it, and one
    long timeOf(long age) {
        return end.minus(interval.multipliedBy(age)).toEpochMilli();
    }

    /// Writes the row of a reading: device, time, sequence number, whether it was late, and its values as JSON.
    ///
    /// @param device its number, from 1
    void write(StringBuilder row, int device, long ts) {
        int noise = random.nextInt(HUNDREDTHS);
        long minute = TimeUnit.MILLISECONDS.toMinutes(ts) % TimeUnit.DAYS.toMinutes(1);
        int temperature = device % (8 * HUNDREDTHS) + (int) (Math.abs(minute - 720) / 2) + noise;
        row.append(device).append('\t').append(ts).append("\t0\tf\t{\"temperature\":");
        hundredths(row, temperature);
        row.append(",\"humidity\":").append(50 + noise / TENTH).append(",\"battery\":");
        hundredths(row, 300 + noise);
        row.append("}\n");
    }

    private static void hundredths(StringBuilder row, int number) {
        int rest = number % HUNDREDTHS;
        row.append(number / HUNDREDTHS).append(rest < TENTH ? ".0" : ".").append(rest);
    }
}
