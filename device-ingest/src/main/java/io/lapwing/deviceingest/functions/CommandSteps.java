package io.lapwing.deviceingest.functions;

import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.command.CommandStep;
import io.lapwing.sharedmodel.command.CommandStep.Advanced;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.event.CommandEvent;
import io.lapwing.sharedmodel.port.CommandStore;
import io.lapwing.sharedmodel.port.CommandStore.Written;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Has commands take steps in their store, each told of in the transaction that stores it.
final class CommandSteps {

    /// How often another writer may come in between; each time, the command has come further.
    static final int MAX_ATTEMPTS = 20;

    private final CommandStore commands;

    CommandSteps(CommandStore commands) {
        this.commands = commands;
    }

    /// Has a command as it was read take a step.
    ///
    /// @return the command after it; nothing if its state does not allow it, or somebody was faster
    Optional<Command> once(Command command, Function<Command, CommandStep> step, Instant at) {
        return step.apply(command) instanceof Advanced(Command next)
                && commands.save(next, List.of(CommandEvent.of(next, at, null))) == Written.DONE
                        ? Optional.of(next)
                        : Optional.empty();
    }

    /// Has a command of a device take a step, whatever others do with it meanwhile, if its state then allows it.
    void surely(DeviceKey device, CommandId id, Function<Command, CommandStep> step, Instant at) {
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            Optional<Command> command = commands.find(device.tenant(), id)
                    .filter(found -> found.device().equals(device));
            if (command.isEmpty() || !(step.apply(command.get()) instanceof Advanced)
                    || once(command.get(), step, at).isPresent()) {
                return;
            }
        }
        throw tooOften(device, id);
    }

    static StoreUnavailable tooOften(DeviceKey device, CommandId id) {
        return new StoreUnavailable("CommandStore.save", device + " " + id,
                new IllegalStateException("others came in between " + MAX_ATTEMPTS + " times"));
    }
}
