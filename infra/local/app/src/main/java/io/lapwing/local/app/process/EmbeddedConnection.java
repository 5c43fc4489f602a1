package io.lapwing.local.app.process;

import io.lapwing.deviceingest.functions.Reachability;
import io.lapwing.local.app.broker.EmbeddedBroker;
import io.lapwing.sharedmodel.port.CommandSender;
import io.lapwing.sharedmodel.port.DeviceReplies;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// The process's own broker.
record EmbeddedConnection(EmbeddedBroker broker, URI address) implements MqttConnection {

    /// It listens from the start, and ends only with the process.
    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public DeviceReplies replies() {
        return broker.replies();
    }

    @Override
    public CommandSender commands() {
        return broker.commands();
    }

    /// The broker decides alone, and sends nothing twice over one connection. A device that has not subscribed yet is
    /// told of when it has.
    @Override
    public Reachability reachability() {
        return device -> broker.takesCommands(device) ? Optional.of(Instant.EPOCH) : Optional.empty();
    }

    /// The batcher takes no more, and so the broker does not; it still has acknowledgements to send.
    @Override
    public void stopReceiving() {}

    @Override
    public void close() {
        broker.close();
    }
}
