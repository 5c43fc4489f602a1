package io.lapwing.local.app.broker;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.watch.ConnectionEvent;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// The connections that are open. Tells where each device is whenever that changes.
///
/// Thread-safe.
final class Connections {

    private final ConcurrentMap<DeviceKey, List<Connection>> open = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();
    private final String run;
    private final InstantSource clock;
    private final Consumer<ConnectionEvent> events;

    /// @param run of the broker: no other run of any has the same
    /// @param events is called in the order of the changes, and must not block
    Connections(String run, InstantSource clock, Consumer<ConnectionEvent> events) {
        this.run = run;
        this.clock = clock;
        this.events = events;
    }

    /// One that is about to be opened.
    Connection next(DeviceKey device, String clientId) {
        return new Connection(device, clientId, run + ":" + last.incrementAndGet(), new SentCommands(),
                new AtomicBoolean());
    }

    void opened(Connection connection) {
        open.compute(connection.device(), (_, before) -> {
            List<Connection> after = new ArrayList<>();
            after.add(connection);
            after.addAll(before == null ? List.of() : before);
            tell(connection);
            return List.copyOf(after);
        });
    }

    /// Nothing happens to one that was never opened.
    void closed(Connection connection) {
        open.computeIfPresent(connection.device(), (_, before) -> {
            List<Connection> after = before.stream().filter(other -> !other.equals(connection)).toList();
            if (after.isEmpty()) {
                events.accept(
                        new ConnectionEvent.Disconnected(connection.device(), connection.name(), clock.instant()));
                return null;
            }
            if (!after.getFirst().equals(before.getFirst())) {
                tell(after.getFirst());
            }
            return after;
        });
    }

    /// A device's connections, newest first.
    List<Connection> of(DeviceKey device) {
        return open.getOrDefault(device, List.of());
    }

    private void tell(Connection newest) {
        events.accept(new ConnectionEvent.Connected(newest.device(), newest.name(), clock.instant()));
    }
}
