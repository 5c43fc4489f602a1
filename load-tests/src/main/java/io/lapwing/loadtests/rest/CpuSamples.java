package io.lapwing.loadtests.rest;

import io.lapwing.loadtests.gatling.Findings.Found;
import io.lapwing.loadtests.gatling.Findings.Stretch;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// How much of the processors' time something had had, at many moments: what a step of it took can be told afterwards.
final class CpuSamples {

    private final NavigableMap<Instant, Duration> samples = new ConcurrentSkipListMap<>();

    /// @param cpu in all; of a process that has ended nothing, and then it is not taken down
    void add(Instant now, Duration cpu) {
        if (cpu.isPositive()) {
            samples.put(now, cpu);
        }
    }

    /// Microseconds for each request.
    double microsPerRequest(Found found) {
        double nanos = found.stretches().stream().mapToDouble(this::nanosIn).sum();
        return nanos / 1000 / Math.max(1, found.all().getTotalCount());
    }

    private double nanosIn(Stretch stretch) {
        return nanosAt(stretch.to()) - nanosAt(stretch.from());
    }

    /// Between two samples, as if it had gone on evenly; after the last one, as if nothing had been done since.
    private double nanosAt(Instant time) {
        Map.Entry<Instant, Duration> before = samples.floorEntry(time);
        Map.Entry<Instant, Duration> after = samples.higherEntry(time);
        if (before == null) {
            throw new IllegalStateException("nobody had looked before " + time);
        }
        double there = before.getValue().toNanos();
        if (after == null) {
            return there;
        }
        double share = (double) Duration.between(before.getKey(), time).toNanos()
                / Duration.between(before.getKey(), after.getKey()).toNanos();
        return there + share * (after.getValue().toNanos() - there);
    }
}
