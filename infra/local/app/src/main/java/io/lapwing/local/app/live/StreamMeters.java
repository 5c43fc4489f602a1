package io.lapwing.local.app.live;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/// What operators watch of live updates.
final class StreamMeters {

    private final AtomicInteger clients;
    private final Counter updates;
    private final Counter refused;
    private final Map<StreamEnd, Counter> cutOff = new EnumMap<>(StreamEnd.class);

    StreamMeters(MeterRegistry registry) {
        clients = registry.gauge("lapwing.stream.clients", new AtomicInteger());
        updates = registry.counter("lapwing.stream.updates");
        String name = "lapwing.stream.cutoffs";
        refused = registry.counter(name, "code", "TOO_MANY_CLIENTS");
        for (StreamEnd end : StreamEnd.values()) {
            cutOff.put(end, registry.counter(name, "code", end.name()));
        }
    }

    void clients(int number) {
        clients.set(number);
    }

    void sent(int number) {
        updates.increment(number);
    }

    void refused() {
        refused.increment();
    }

    void cutOff(StreamEnd end) {
        Counter counter = cutOff.get(end);
        if (counter != null) {
            counter.increment();
        }
    }
}
