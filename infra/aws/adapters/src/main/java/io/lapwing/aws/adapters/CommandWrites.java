package io.lapwing.aws.adapters;

import io.lapwing.aws.adapters.CommandItems.Pointer;
import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.port.CommandStore;
import io.lapwing.sharedmodel.port.CommandStore.Written;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Writes commands, each with all that hangs on it and with its events in one transaction.
final class CommandWrites {

    private static final String OPERATION = "CommandStore.save";
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Map<String, AttributeValue> NOTHING = Map.of();

    private final DynamoDatabase database;
    private final Keys keys;

    CommandWrites(DynamoDatabase database) {
        this.database = database;
        this.keys = database.keys();
    }

    /// The places of a device's open commands.
    static List<String> held(Map<String, AttributeValue> openCommands) {
        AttributeValue held = openCommands.get(CommandItems.HELD);
        return held == null ? List.of() : held.ss();
    }

    Written create(Command command, List<RecordedEvent> events) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int round = 1;; round++) {
            Optional<String> incarnation = incarnation(command);
            if (incarnation.isEmpty()) {
                return Written.NO_SUCH_DEVICE;
            }
            Optional<Pointer> taken = database.get(OPERATION, pointer(command)).map(Pointer::of);
            if (taken.isPresent() && isThere(taken.get())) {
                return round > 1 && isStored(command, taken.get()) ? Written.DONE : Written.CONFLICT;
            }
            DynamoDbKey open = keys.openCommands(command.device(), incarnation.get());
            if (held(database.get(OPERATION, open).orElse(NOTHING)).size() >= CommandStore.MAX_OPEN) {
                return Written.TOO_MANY;
            }
            if (database.transact(OPERATION, name(command), creation(command, incarnation.get(), taken, events))) {
                return Written.DONE;
            }
            DynamoDatabase.pause(OPERATION, name(command), round, deadline);
        }
    }

    /// @param left what a device that is gone has left under the command's id
    private List<TransactWriteItem> creation(Command command, String incarnation, Optional<Pointer> left,
            List<RecordedEvent> events) {
        Pointer pointer = Pointer.of(command, incarnation);
        List<TransactWriteItem> writes = new ArrayList<>(OutboxItems.puts(keys, events));
        writes.add(Writes.check(keys.tokens(command.device()), "inc = :inc", Map.of(":inc", Items.of(incarnation))));
        writes.add(left.map(old -> Writes.put(pointer(command), pointer.toItem(), "inc = :inc",
                Map.of(":inc", Items.of(old.incarnation()))))
                .orElseGet(() -> Writes.putNew(pointer(command), pointer.toItem())));
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
        boolean done = database.commit(OPERATION, name(command), replacement(command, pointer, events),
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
        return database.get(OPERATION, keys.tokens(command.device()))
                .map(tokens -> Items.text(tokens, Keys.INCARNATION));
    }

    private boolean isThere(Pointer pointer) {
        return database.get(OPERATION, keys.tokens(pointer.device()))
                .filter(tokens -> Items.text(tokens, Keys.INCARNATION).equals(pointer.incarnation())).isPresent();
    }

    /// Whether this very command is there: the answer to its writing was lost on its way.
    private boolean isStored(Command command, Pointer pointer) {
        return database.get(OPERATION, pointer.command(keys))
                .map(item -> CommandItems.command(command.device(), item)).filter(command::equals).isPresent();
    }

    private long version(Pointer pointer) {
        return database.get(OPERATION, pointer.command(keys)).map(item -> Items.number(item, CommandItems.VERSION))
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
