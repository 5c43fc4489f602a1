package io.lapwing.deviceingest.functions;

import io.lapwing.deviceingest.domain.DispatchCause;
import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.event.AlertEvent;
import io.lapwing.sharedmodel.event.CommandEvent.CommandAdvanced;
import io.lapwing.sharedmodel.event.CommandEvent.CommandQueued;
import io.lapwing.sharedmodel.event.Event;
import io.lapwing.sharedmodel.event.FileEvent;
import io.lapwing.sharedmodel.event.PresenceEvent.DeviceCameOnline;
import io.lapwing.sharedmodel.event.PresenceEvent.DeviceWentOffline;
import io.lapwing.sharedmodel.event.RuleEvent;
import io.lapwing.sharedmodel.event.ShadowEvent;
import io.lapwing.sharedmodel.port.CommandSender;
import io.lapwing.sharedmodel.port.CommandSender.Sending;
import io.lapwing.sharedmodel.port.CommandStore;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;

/// The function `dispatchCommands`: sends commands as soon as their devices can take them, and never once their time
/// has run out.
///
/// It is told of it by events, which come again until it has returned, and by a broker that knows when a device is
/// ready. A command is stored as SENT first, and then sent: of several that are told at once, one sends it. Whoever is
/// killed in between leaves it SENT, and whoever is told again sends it again, under the same id. One that the broker
/// did not take goes back into the queue.
///
/// Thread-safe. Throws [io.lapwing.sharedmodel.port.StoreUnavailable] when the store or the broker cannot be reached:
/// then it is to be told again.
public final class DispatchCommands implements Consumer<Event> {

    private final CommandStore commands;
    private final CommandSender sender;
    private final Reachability reachability;
    private final InstantSource clock;
    private final CommandSteps steps;

    /// @param reachability by the presence of devices, or by what a broker knows that keeps nothing for those that are
    /// away
    public DispatchCommands(CommandStore commands, CommandSender sender, Reachability reachability,
            InstantSource clock) {
        this.commands = commands;
        this.sender = sender;
        this.reachability = reachability;
        this.clock = clock;
        this.steps = new CommandSteps(commands);
    }

    /// A command was made, or a device came online; other events are nothing to it.
    @Override
    public void accept(Event event) {
        switch (event) {
            case CommandQueued queued -> commands.find(queued.tenant(), queued.command())
                    .filter(command -> reachability.since(command.device()).isPresent())
                    .ifPresent(command -> dispatch(command, new DispatchCause.Queued()));
            case DeviceCameOnline online -> reachability.since(online.device())
                    .ifPresent(since -> dispatchAll(online.device(), new DispatchCause.CameOnline(since)));
            case CommandAdvanced _,DeviceWentOffline _,AlertEvent _,FileEvent _,RuleEvent _,ShadowEvent _ -> {
                // Nothing becomes possible by them.
            }
        }
    }

    /// The broker says that a device has subscribed to its commands, or is back on a session that has: it gets all that
    /// it has not acknowledged.
    public void deviceReady(DeviceKey device) {
        dispatchAll(device, new DispatchCause.Ready());
    }

    private void dispatchAll(DeviceKey device, DispatchCause cause) {
        for (Command command : commands.open(device)) {
            if (dispatch(command, cause) == Sending.UNREACHABLE) {
                return;
            }
        }
    }

    /// @return [Sending#UNREACHABLE] if the device turned out to be
    private Sending dispatch(Command command, DispatchCause cause) {
        return switch (cause.of(command, clock.instant())) {
            case SEND -> {
                Optional<Command> sent = steps.once(command,
                        queued -> queued.sent(clock.instant().truncatedTo(ChronoUnit.MILLIS)), clock.instant());
                yield sent.isEmpty() ? Sending.SENT : send(sent.get());
            }
            case SEND_AGAIN -> send(command);
            case LEAVE -> Sending.SENT;
        };
    }

    private Sending send(Command command) {
        if (command.isOverdue(clock.instant())) {
            return Sending.SENT;
        }
        Sending sending = sender.send(command);
        if (sending == Sending.UNREACHABLE) {
            // Whoever was faster knows better: then it stays as he left it.
            steps.once(command, Command::notSent, clock.instant());
        }
        return sending;
    }
}
