package io.lapwing.local.app.process;

import io.lapwing.deviceingest.functions.Reachability;
import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.port.CommandSender;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// Sends commands through a broker that is there only later: it wants the function first, and the function wants to
/// send. Until then no device can be reached.
final class LateCommands implements CommandSender, Reachability {

    private volatile @Nullable Broker broker;

    private record Broker(CommandSender sender, Reachability reachability) {}

    void through(CommandSender sender, Reachability reachability) {
        broker = new Broker(sender, reachability);
    }

    @Override
    public Sending send(Command command) {
        Broker open = broker;
        return open == null ? Sending.UNREACHABLE : open.sender().send(command);
    }

    @Override
    public Optional<Instant> since(DeviceKey device) {
        Broker open = broker;
        return open == null ? Optional.empty() : open.reachability().since(device);
    }
}
