package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.port.CommandSender;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Remembers what was sent to devices. All of them can be reached, but for those that are said to be away.
public final class RecordedCommands implements CommandSender {

    private final List<Command> sent = new ArrayList<>();
    private final Set<DeviceKey> away = new HashSet<>();
    private boolean down;

    @Override
    public synchronized Sending send(Command command) {
        if (down) {
            throw new StoreUnavailable("CommandSender.send", command.id().value(), new IOException("no broker"));
        }
        if (away.contains(command.device())) {
            return Sending.UNREACHABLE;
        }
        sent.add(command);
        return Sending.SENT;
    }

    /// Everything that was sent, in its order.
    public synchronized List<Command> all() {
        return List.copyOf(sent);
    }

    /// What was sent to one device.
    public List<Command> to(DeviceKey device) {
        return all().stream().filter(command -> command.device().equals(device)).toList();
    }

    /// From now on the device cannot be reached.
    public synchronized void leave(DeviceKey device) {
        away.add(device);
    }

    public synchronized void comeBack(DeviceKey device) {
        away.remove(device);
    }

    /// Whether the broker answers.
    public synchronized void setDown(boolean isDown) {
        down = isDown;
    }
}
