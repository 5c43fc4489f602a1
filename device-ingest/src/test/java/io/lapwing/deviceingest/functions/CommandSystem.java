package io.lapwing.deviceingest.functions;

import io.lapwing.sharedmodel.audit.AuditEvent;
import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.command.CommandDelivery;
import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.command.CommandState;
import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.event.CommandEvent;
import io.lapwing.sharedmodel.event.Event;
import io.lapwing.sharedmodel.event.PresenceEvent.DeviceCameOnline;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.event.WatchPosition;
import io.lapwing.sharedmodel.fixtures.CommandBuilder;
import io.lapwing.sharedmodel.fixtures.MessageBuilder;
import io.lapwing.sharedmodel.inmemory.CountedCounters;
import io.lapwing.sharedmodel.inmemory.InMemoryStores;
import io.lapwing.sharedmodel.inmemory.RecordedCommands;
import io.lapwing.sharedmodel.inmemory.RecordedReplies;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.CommandStore.Written;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.MessageKind;
import io.lapwing.sharedmodel.watch.DeviceWatch;
import io.lapwing.sharedmodel.watch.Observation;
import io.lapwing.sharedmodel.watch.Presence;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aCommand;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aMessage;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aTokenHash;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;

/// The functions of commands on stores in memory, by a clock that stands until it is moved, and a look at all that they
/// leave there. Nobody is online at first.
final class CommandSystem {

    static final DeviceKey PUMP = DeviceKey.of("acme", "pump-1");
    static final DeviceKey OTHER = DeviceKey.of("acme", "pump-2");

    final InMemoryStores stores = new InMemoryStores();
    final RecordedCommands sent = new RecordedCommands();
    final RecordedReplies replies = new RecordedReplies();
    final CountedCounters counters = new CountedCounters();
    /// When everything begins; near to now, since stores forget what is long past.
    final Instant start = now();
    private volatile Instant time = start;
    private DispatchCommands dispatchCommands = dispatcher();

    CommandSystem() {
        register(PUMP);
        register(OTHER);
    }

    void register(DeviceKey key) {
        Device device = aDevice().withKey(key).build();
        if (!stores.registry().create(device, aTokenHash())) {
            throw new IllegalStateException("registered already: " + key);
        }
    }

    /// Another process takes over: nothing is left but what is stored.
    void restart() {
        dispatchCommands = dispatcher();
    }

    private DispatchCommands dispatcher() {
        return new DispatchCommands(stores.commands(), sent, Reachability.byPresence(stores.watches()), () -> time);
    }

    /// So many seconds after the start.
    void at(double seconds) {
        time = start.plusMillis(Math.round(seconds * 1000));
    }

    Instant time() {
        return time;
    }

    /// Makes a command that lives for a minute from the start, and tells of it.
    Command make(CommandBuilder builder) {
        Command command = builder.createdAt(start).build();
        if (stores.commands().save(command, List.of(queued(command))) != Written.DONE) {
            throw new IllegalStateException("not made: " + command.id());
        }
        tellQueued(command);
        return command;
    }

    Command make() {
        return make(aCommand().to(PUMP));
    }

    /// Its event is delivered, be it again.
    void tellQueued(Command command) {
        dispatchCommands.accept(queued(command).event());
    }

    private static RecordedEvent queued(Command command) {
        return CommandEvent.of(command, command.createdAt(), null);
    }

    /// The device is there.
    void goOnline(DeviceKey device) {
        setPresence(device, true);
    }

    void goOffline(DeviceKey device) {
        setPresence(device, false);
    }

    private void setPresence(DeviceKey device, boolean online) {
        boolean known = stores.watches().look(device, time, false, (sighting, _) -> {
            DeviceWatch watch = sighting.watch();
            Presence presence = watch.presence().online() == online ? watch.presence()
                    : new Presence(online, null, null, time);
            return Observation.nothing(
                    new DeviceWatch(presence, watch.rules(), watch.checkAt(), watch.version() + 1));
        });
        if (!known) {
            throw new IllegalStateException("not registered: " + device);
        }
    }

    /// The device comes now.
    Event cameOnline(DeviceKey device) {
        goOnline(device);
        return new DeviceCameOnline(device, new WatchPosition(1, 0));
    }

    /// The device comes now, and that is told.
    void comeOnline(DeviceKey device) {
        tell(cameOnline(device));
    }

    void tell(Event event) {
        dispatchCommands.accept(event);
    }

    void ready(DeviceKey device) {
        dispatchCommands.deviceReady(device);
    }

    void acknowledge(Command command, DeviceKey by) {
        new RecordDeliveries(stores.commands()).accept(List.of(new CommandDelivery(by, command.id(), time)));
    }

    int expire() {
        return new ExpireCommands(stores.commands()).apply(time);
    }

    Command current(Command command) {
        return stores.commands().find(command.device().tenant(), command.id()).orElseThrow();
    }

    CommandState stateOf(Command command) {
        return current(command).state();
    }

    List<CommandId> sentTo(DeviceKey device) {
        return sent.to(device).stream().map(Command::id).toList();
    }

    static MessageBuilder aReply(Command command, String json) {
        return aMessage().from(command.device()).about(MessageKind.COMMAND_REPLY, command.id().value()).withJson(json);
    }

    List<IngestOutcome> receive(MessageBuilder... batch) {
        return new RecordCommandReplies(stores.commands(), stores.telemetry(), stores.audit(), replies, counters)
                .apply(Arrays.stream(batch).map(MessageBuilder::build).toList());
    }

    List<AuditEvent> audited() {
        return stores.audit().list(PUMP.tenant(), PageRequest.first(100)).items();
    }
}
