package io.lapwing.deviceingest.functions;

import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.port.CommandStore;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/// The function `expireCommands`, to be called every few seconds: ends the commands whose time has run out.
///
/// Any number of them may run at once, and be killed: each command ends once, and what is left is found again.
/// Thread-safe. Throws [io.lapwing.sharedmodel.port.StoreUnavailable] when the store cannot be reached.
public final class ExpireCommands implements Function<Instant, Integer> {

    private static final int BATCH = 200;

    private final CommandStore commands;
    private final CommandSteps steps;

    public ExpireCommands(CommandStore commands) {
        this.commands = commands;
        this.steps = new CommandSteps(commands);
    }

    /// Goes on until there is none left, or others are at it.
    ///
    /// @return how many commands it has ended
    @Override
    public Integer apply(Instant now) {
        int ended = 0;
        int endedOfBatch;
        List<Command> overdue;
        do {
            overdue = commands.overdue(now, BATCH);
            endedOfBatch = (int) overdue.stream()
                    .filter(command -> steps.once(command, open -> open.expired(now), now).isPresent()).count();
            ended += endedOfBatch;
        } while (endedOfBatch > 0 && overdue.size() == BATCH);
        return ended;
    }
}
