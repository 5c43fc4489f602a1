package io.lapwing.loadtests.coldstart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The cold starts of one row.
final class Samples {

    private final List<Sample> samples = new ArrayList<>();

    void add(Sample sample) {
        samples.add(sample);
    }

    double median() {
        return median(Sample::millis);
    }

    double medianCpu() {
        return median(Sample::cpuMillis);
    }

    private double median(ToDoubleFunction<Sample> value) {
        List<Double> sorted = sorted(value);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double min() {
        return sorted(Sample::millis).getFirst();
    }

    double max() {
        return sorted(Sample::millis).getLast();
    }

    double peakMegabytes() {
        return sorted(Sample::peakMegabytes).getLast();
    }

    private List<Double> sorted(ToDoubleFunction<Sample> value) {
        return samples.stream().map(value::applyAsDouble).sorted().toList();
    }
}
