package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.port.Counters;

import java.util.EnumMap;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;

/// Counts into Micrometer. Every counter is there from the start, at zero, so that its first step shows in a rate.
public final class MicrometerCounters implements Counters {

    private final Map<Counter, io.micrometer.core.instrument.Counter> counters = new EnumMap<>(Counter.class);

    public MicrometerCounters(MeterRegistry registry) {
        for (Counter counter : Counter.values()) {
            counters.put(counter, registry.counter(counter.metric()));
        }
    }

    @Override
    public void add(Counter counter, long amount) {
        io.micrometer.core.instrument.Counter target = counters.get(counter);
        if (target != null) {
            target.increment((double) amount);
        }
    }
}
