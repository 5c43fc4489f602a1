package io.lapwing.aws.adapters;

import io.lapwing.aws.adapters.CommandItems.Pointer;
import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.port.CommandStore;
import io.lapwing.sharedmodel.port.CommandStore.Written;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Writes commands, each with all that hangs on it and with its events in one transaction.
final class CommandWrites {

    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Map<String, AttributeValue> NOTHING = Map.of();

    private static final Companion ALONE = new Companion() {
        @Override
        public List<TransactWriteItem> writes() {
            return List.of();
        }

        @Override
        public Map<String, AttributeValue> noted() {
            return NOTHING;
        }

        @Override
        public Optional<Written> ended() {
            return Optional.empty();
        }
    };

    private final DynamoDatabase database;
    private final Keys keys;
    private final String operation;

    /// @param operation what is done, as the port's method is called
    CommandWrites(DynamoDatabase database, String operation) {
        this.database = database;
        this.keys = database.keys();
        this.operation = operation;
    }

    /// What is written beside a new command, in its transaction.
    interface Companion {
        List<TransactWriteItem> writes();

        /// What is noted under the command's id, in an item that is written anyway.
        Map<String, AttributeValue> noted();

        /// What became of it, if that is decided: [Written#DONE] if it was written by this very call, [Written#CONFLICT]
        /// if what stands there rules it out. Empty where nothing is in its way.
        Optional<Written> ended();
    }

    /// The places of a device's open commands.
    static List<String> held(Map<String, AttributeValue> openCommands) {
        AttributeValue held = openCommands.get(CommandItems.HELD);
        return held == null ? List.of() : held.ss();
    }

    Written create(Command command, List<RecordedEvent> events) {
        return create(command, events, ALONE);
    }

    Written create(Command command, List<RecordedEvent> events, Companion companion) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int round = 1;; round++) {
            Optional<Written> ended = companion.ended();
            if (ended.isPresent()) {
                return ended.get();
            }
            Optional<String> incarnation = incarnation(command);
            if (incarnation.isEmpty()) {
                return Written.NO_SUCH_DEVICE;
            }
            Optional<Pointer> taken = database.get(operation, pointer(command)).map(Pointer::of);
            if (taken.isPresent() && isThere(taken.get())) {
                boolean mayBeOurs = round > 1 && companion == ALONE;
                return mayBeOurs && isStored(command, taken.get()) ? Written.DONE : Written.CONFLICT;
            }
            DynamoDbKey open = keys.openCommands(command.device(), incarnation.get());
            if (held(database.get(operation, open).orElse(NOTHING)).size() >= CommandStore.MAX_OPEN) {
                return Written.TOO_MANY;
            }
            List<TransactWriteItem> writes = new ArrayList<>(companion.writes());
            writes.add(pointing(command, incarnation.get(), taken, companion.noted()));
            writes.addAll(creation(command, incarnation.get(), events));
            if (database.transact(operation, name(command), writes)) {
                return Written.DONE;
            }
            DynamoDatabase.pause(operation, name(command), round, deadline);
        }
    }

    /// @param left what a device that is gone has left under the command's id
    private TransactWriteItem pointing(Command command, String incarnation, Optional<Pointer> left,
            Map<String, AttributeValue> noted) {
        Map<String, AttributeValue> item = new HashMap<>(noted);
        item.putAll(Pointer.of(command, incarnation).toItem());
        return left.map(old -> Writes.put(pointer(command), item, "inc = :inc",
                Map.of(":inc", Items.of(old.incarnation()))))
                .orElseGet(() -> Writes.putNew(pointer(command), item));
    }

    private List<TransactWriteItem> creation(Command command, String incarnation, List<RecordedEvent> events) {
        Pointer pointer = Pointer.of(command, incarnation);
        List<TransactWriteItem> writes = new ArrayList<>(OutboxItems.puts(keys, events));
        writes.add(Writes.check(keys.tokens(command.device()), "inc = :inc", Map.of(":inc", Items.of(incarnation))));
        writes.add(Writes.putNew(pointer.command(keys), CommandItems.toItem(command)));
        writes.add(Writes.update(keys.openCommands(command.device(), incarnation), "add held :place",
                "attribute_not_exists(held) or size(held) < :max",
                Map.of(":place", places(pointer), ":max", Items.of(CommandStore.MAX_OPEN))));
        writes.add(Writes.put(expiry(command, incarnation), pointer.toItem()));
        return writes;
    }

    Written replace(Command command, List<RecordedEvent> events) {
        Optional<String> incarnation = incarnation(command);
        if (incarnation.isEmpty()) {
            return Written.NO_SUCH_DEVICE;
        }
        Pointer pointer = Pointer.of(command, incarnation.get());
        boolean done = database.commit(operation, name(command), replacement(command, pointer, events),
                () -> version(pointer) != command.version() - 1);
        return done || isStored(command, pointer) ? Written.DONE : Written.CONFLICT;
    }

    private List<TransactWriteItem> replacement(Command command, Pointer pointer, List<RecordedEvent> events) {
        List<TransactWriteItem> writes = new ArrayList<>(OutboxItems.puts(keys, events));
        writes.add(Writes.put(pointer.command(keys), CommandItems.toItem(command), "v = :expected",
                Map.of(":expected", Items.of(command.version() - 1))));
        if (command.state().isFinal()) {
            writes.add(Writes.update(keys.openCommands(command.device(), pointer.incarnation()),
                    "delete held :place", Map.of(":place", places(pointer))));
            writes.add(Writes.delete(expiry(command, pointer.incarnation())));
        }
        return writes;
    }

    private Optional<String> incarnation(Command command) {
        return database.get(operation, keys.tokens(command.device()))
                .map(tokens -> Items.text(tokens, Keys.INCARNATION));
    }

    private boolean isThere(Pointer pointer) {
        return database.get(operation, keys.tokens(pointer.device()))
                .filter(tokens -> Items.text(tokens, Keys.INCARNATION).equals(pointer.incarnation())).isPresent();
    }

    /// Whether this very command is there: the answer to its writing was lost on its way.
    private boolean isStored(Command command, Pointer pointer) {
        return database.get(operation, pointer.command(keys))
                .map(item -> CommandItems.command(command.device(), item)).filter(command::equals).isPresent();
    }

    private long version(Pointer pointer) {
        return database.get(operation, pointer.command(keys)).map(item -> Items.number(item, CommandItems.VERSION))
                .orElse(0L);
    }

    private DynamoDbKey pointer(Command command) {
        return keys.commandId(command.device().tenant(), command.id());
    }

    private DynamoDbKey expiry(Command command, String incarnation) {
        return keys.commandExpiry(command.device().tenant(), command.id(), incarnation, command.expiresAt());
    }

    private static AttributeValue places(Pointer pointer) {
        return AttributeValue.fromSs(List.of(pointer.place()));
    }

    private static String name(Command command) {
        return command.device() + " " + command.id();
    }
}
