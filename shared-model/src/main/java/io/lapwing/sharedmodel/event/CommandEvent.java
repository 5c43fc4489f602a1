package io.lapwing.sharedmodel.event;

import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.command.CommandState;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// A command was made, or went a step further.
public sealed interface CommandEvent extends Event {

    /// What is to be told of a command as it is stored, be it new or a step further.
    ///
    /// @param at when that happened
    /// @param trace of what brought it about; null for that of the command's request
    static RecordedEvent of(Command command, Instant at, @Nullable TraceParent trace) {
        CommandEvent event = command.version() == 1 ? new CommandQueued(command.device(), command.id(), 1)
                : new CommandAdvanced(command.device(), command.id(), command.state(), command.version());
        return new RecordedEvent(event, at, trace == null ? command.trace() : trace);
    }

    DeviceKey device();

    CommandId command();

    /// Of the command after that.
    long version();

    @Override
    default TenantId tenant() {
        return device().tenant();
    }

    @Override
    default String orderKey() {
        return "command/" + device().tenant() + "/" + command();
    }

    @Override
    default long position() {
        return version();
    }

    /// It waits to be sent.
    record CommandQueued(DeviceKey device, CommandId command, long version) implements CommandEvent {}

    /// It went a step further, or ended.
    record CommandAdvanced(DeviceKey device, CommandId command, CommandState state, long version)
            implements
            CommandEvent {}
}
