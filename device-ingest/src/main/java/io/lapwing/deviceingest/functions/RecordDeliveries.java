package io.lapwing.deviceingest.functions;

import io.lapwing.sharedmodel.command.CommandDelivery;
import io.lapwing.sharedmodel.port.CommandStore;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;

/// The function `recordDeliveries`: devices have acknowledged commands to a broker that tells.
///
/// What is told twice, or of a command that has ended, changes nothing. Thread-safe. Throws
/// [io.lapwing.sharedmodel.port.StoreUnavailable] when the store cannot be reached: the same deliveries can be told
/// again.
public final class RecordDeliveries implements Consumer<List<CommandDelivery>> {

    private final CommandSteps steps;

    public RecordDeliveries(CommandStore commands) {
        this.steps = new CommandSteps(commands);
    }

    @Override
    public void accept(List<CommandDelivery> deliveries) {
        for (CommandDelivery delivery : deliveries) {
            Instant at = delivery.at().truncatedTo(ChronoUnit.MILLIS);
            steps.surely(delivery.device(), delivery.command(), command -> command.delivered(at), at);
        }
    }
}
