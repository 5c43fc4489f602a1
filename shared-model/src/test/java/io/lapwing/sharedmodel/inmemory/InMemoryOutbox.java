package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.inmemory.Memory.OutboxEntry;
import io.lapwing.sharedmodel.port.Outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/// Keeps events in memory until they are delivered.
final class InMemoryOutbox implements Outbox {

    private final Memory memory;

    InMemoryOutbox(Memory memory) {
        this.memory = memory;
    }

    @Override
    public void append(List<RecordedEvent> events) {
        Outbox.requireAppendable(events);
        synchronized (memory) {
            memory.addToOutbox(events);
        }
    }

    @Override
    public List<Leased> take(int max, Instant now, Duration lease) {
        String token = UUID.randomUUID().toString();
        synchronized (memory) {
            return memory.outbox.values().stream().map(ofKey -> ofKey.firstEntry().getValue())
                    .filter(first -> !first.dueAt.isAfter(now)).limit(max).map(first -> {
                        first.dueAt = now.plus(lease);
                        first.token = token;
                        return new Leased(first.event, ++first.attempts, token);
                    }).toList();
        }
    }

    @Override
    public void delivered(List<Leased> events) {
        synchronized (memory) {
            events.forEach(event -> ifHeld(event, this::remove));
        }
    }

    @Override
    public void postpone(Leased event, Instant dueAt, String reason) {
        synchronized (memory) {
            ifHeld(event, entry -> {
                entry.dueAt = dueAt;
                entry.token = null;
            });
        }
    }

    @Override
    public void putAside(Leased event, String reason) {
        synchronized (memory) {
            ifHeld(event, entry -> {
                remove(entry);
                memory.deadLetters.add(entry.event);
            });
        }
    }

    private void ifHeld(Leased event, Consumer<OutboxEntry> action) {
        Map<Long, OutboxEntry> ofKey = memory.outbox.getOrDefault(event.event().event().orderKey(), new TreeMap<>());
        OutboxEntry entry = ofKey.get(event.event().event().position());
        if (entry != null && event.token().equals(entry.token)) {
            action.accept(entry);
        }
    }

    private void remove(OutboxEntry entry) {
        String key = entry.event.event().orderKey();
        Map<Long, OutboxEntry> ofKey = memory.outbox.getOrDefault(key, new TreeMap<>());
        ofKey.remove(entry.event.event().position());
        if (ofKey.isEmpty()) {
            memory.outbox.remove(key);
        }
    }
}
