package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.port.WatchStore.Look;
import io.lapwing.sharedmodel.watch.DeviceWatcher.Sighting;
import io.lapwing.sharedmodel.watch.Observation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What a transaction writes of what follows for those who watch. Locks are taken in one order everywhere: the states
/// of devices, the numbers of alerts by tenant, the alerts, the outbox.
final class WatchWrites {

    private final Connection connection;
    private final AlertNumbers numbers;
    private final List<AlertRows.Change> alerts = new ArrayList<>();
    private final List<RecordedEvent> events = new ArrayList<>();

    WatchWrites(Connection connection) {
        this.connection = connection;
        this.numbers = new AlertNumbers(connection);
    }

    /// Asks what follows from a sighting of a device whose state is held, and has its state remember it.
    void observe(DeviceState state, Sighting sighting, Look look) throws SQLException {
        DeviceKey device = sighting.device();
        Observation observation = numbers.of(device.tenant(), ids -> look.at(sighting, ids));
        if (observation.changes(sighting.watch())) {
            state.remember(observation.next());
            observation.alerts()
                    .forEach(change -> alerts.add(new AlertRows.Change(state.deviceKey(), device, change)));
            events.addAll(observation.events());
        }
    }

    /// Writes what is not written with the states.
    ///
    /// @return whether there were events
    boolean write() throws SQLException {
        numbers.write();
        AlertRows.write(connection, alerts);
        OutboxRows.insert(connection, events);
        return !events.isEmpty();
    }
}
