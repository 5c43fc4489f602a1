package io.lapwing.local.app.broker;

import io.lapwing.sharedmodel.command.CommandDelivery;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.watch.ConnectionEvent;

import java.util.ArrayList;
import java.util.List;

/// What the broker told, when the store could be reached.
final class RecordedEvents implements DeviceEvents {

    private final List<ConnectionEvent> connections = new ArrayList<>();
    private final List<DeviceKey> wanted = new ArrayList<>();
    private final List<CommandDelivery> deliveries = new ArrayList<>();
    private int outages;

    @Override
    public synchronized void connectionsChanged(List<ConnectionEvent> events) {
        failIfAway();
        connections.addAll(events);
    }

    @Override
    public synchronized void commandsWanted(List<DeviceKey> devices) {
        failIfAway();
        wanted.addAll(devices);
    }

    @Override
    public synchronized void commandsDelivered(List<CommandDelivery> delivered) {
        failIfAway();
        deliveries.addAll(delivered);
    }

    /// The next calls, this many, meet a store that is away.
    synchronized void loseStoreFor(int calls) {
        outages = calls;
    }

    synchronized List<ConnectionEvent> connectionsOf(DeviceKey device) {
        return connections.stream().filter(event -> event.device().equals(device)).toList();
    }

    synchronized List<DeviceKey> wanted() {
        return List.copyOf(wanted);
    }

    synchronized List<CommandDelivery> deliveries() {
        return List.copyOf(deliveries);
    }

    private void failIfAway() {
        if (outages > 0) {
            outages--;
            throw new StoreUnavailable("test", "events", new IllegalStateException("the store is away"));
        }
    }
}
