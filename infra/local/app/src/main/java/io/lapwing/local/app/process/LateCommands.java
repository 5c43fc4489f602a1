package io.lapwing.local.app.process;

import io.lapwing.deviceingest.functions.Reachability;
import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.port.CommandSender;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// Sends commands through a broker that is there only later: it wants the function first, and the function wants to
/// send. Until then nobody knows whether a device can be reached, and whoever wants to send has to come again: a device
/// can be back before the broker's start has come to its end.
final class LateCommands implements CommandSender, Reachability {

    private volatile @Nullable Broker broker;

    private record Broker(CommandSender sender, Reachability reachability) {}

    void through(CommandSender sender, Reachability reachability) {
        broker = new Broker(sender, reachability);
    }

    @Override
    public Sending send(Command command) {
        return started("CommandSender.send", command.device()).sender().send(command);
    }

    @Override
    public Optional<Instant> since(DeviceKey device) {
        return started("Reachability.since", device).reachability().since(device);
    }

    private Broker started(String operation, DeviceKey device) {
        Broker started = broker;
        if (started == null) {
            throw new StoreUnavailable(operation, device.toString(),
                    new IllegalStateException("the broker has not started yet"));
        }
        return started;
    }
}
