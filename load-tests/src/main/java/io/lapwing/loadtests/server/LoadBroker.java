package io.lapwing.loadtests.server;

import io.lapwing.local.adapters.MessageBatcher;
import io.lapwing.local.app.broker.BrokerRun;
import io.lapwing.local.app.broker.BrokerSettings;
import io.lapwing.local.app.broker.DeviceEvents;
import io.lapwing.local.app.broker.EmbeddedBroker;
import io.lapwing.local.app.broker.Surroundings;
import io.lapwing.local.app.datadir.NodeId;
import io.lapwing.sharedmodel.command.CommandDelivery;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.port.AuditLog;
import io.lapwing.sharedmodel.port.DeviceCredentials;
import io.lapwing.sharedmodel.watch.ConnectionEvent;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// The embedded broker for a load of readings: that a device is there shows in them, and there are no commands.
public final class LoadBroker implements DeviceEvents {

    private LoadBroker() {}

    /// Starts it on a free port.
    public static EmbeddedBroker start(Path directory, MessageBatcher batcher, DeviceCredentials credentials,
            AuditLog audit) {
        return EmbeddedBroker.start(BrokerSettings.onLoopback(directory, 0),
                new BrokerRun(new NodeId("load"), Instant.now()),
                new Surroundings(batcher, credentials, audit, new LoadBroker(), InstantSource.system()));
    }

    @Override
    public void connectionsChanged(List<ConnectionEvent> events) {
        // Nothing follows.
    }

    @Override
    public void commandsWanted(List<DeviceKey> devices) {
        // Nothing follows.
    }

    @Override
    public void commandsDelivered(List<CommandDelivery> deliveries) {
        // Nothing follows.
    }
}
