package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.port.Counters;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counts, and tells.
public final class CountedCounters implements Counters {

    private final Map<Counter, Long> totals = new ConcurrentHashMap<>();

    @Override
    public void add(Counter counter, long amount) {
        totals.merge(counter, amount, Long::sum);
    }

    public long total(Counter counter) {
        return totals.getOrDefault(counter, 0L);
    }
}
