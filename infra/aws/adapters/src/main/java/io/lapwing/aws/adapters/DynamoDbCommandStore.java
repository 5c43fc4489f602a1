package io.lapwing.aws.adapters;

import io.lapwing.aws.adapters.CommandItems.Pointer;
import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.CommandStore;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Commands as items of the registry table, in the list of their device. Whether the device is there, and in which
/// incarnation, its list of tokens tells: the smallest item that comes and goes with it.
public final class DynamoDbCommandStore implements CommandStore {

    /// Sorts behind every place of a list: these begin with hex digits.
    private static final String BEHIND_ALL = "g";

    private final DynamoDatabase database;
    private final Keys keys;
    private final CommandWrites writes;
    private final OverdueCommands overdue;

    public DynamoDbCommandStore(DynamoDatabase database) {
        this.database = database;
        this.keys = database.keys();
        this.writes = new CommandWrites(database, "CommandStore.save");
        this.overdue = new OverdueCommands(database);
    }

    @Override
    public Optional<Command> find(TenantId tenant, CommandId id) {
        String operation = "CommandStore.find";
        return database.get(operation, keys.commandId(tenant, id)).map(Pointer::of).flatMap(pointer -> {
            DynamoDbKey place = pointer.command(keys);
            DynamoDbKey tokens = keys.tokens(pointer.device());
            Map<DynamoDbKey, Map<String, AttributeValue>> found = database.getAll(operation, List.of(place, tokens));
            return incarnation(found.get(tokens)).filter(pointer.incarnation()::equals)
                    .flatMap(_ -> Optional.ofNullable(found.get(place)))
                    .map(item -> CommandItems.command(pointer.device(), item));
        });
    }

    /// A cursor is the place in the list that the page ended with.
    @Override
    public Page<Command> list(DeviceKey device, PageRequest page) {
        String operation = "CommandStore.list";
        Optional<String> incarnation = incarnation(operation, device);
        if (incarnation.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        String before = Objects.requireNonNullElse(page.after(), BEHIND_ALL);
        List<Map<String, AttributeValue>> items = new MergedList(database, operation,
                List.of(Keys.commands(device, incarnation.get())), before, page.limit() + 1).take(page.limit() + 1);
        boolean more = items.size() > page.limit();
        List<Map<String, AttributeValue>> taken = more ? items.subList(0, page.limit()) : items;
        return new Page<>(taken.stream().map(item -> CommandItems.command(device, item)).toList(),
                more ? Items.text(taken.getLast(), DynamoDbKey.SK) : null);
    }

    @Override
    public List<Command> open(DeviceKey device) {
        String operation = "CommandStore.open";
        return incarnation(operation, device).map(incarnation -> {
            List<DynamoDbKey> places = database.get(operation, keys.openCommands(device, incarnation))
                    .map(CommandWrites::held).orElse(List.of()).stream().sorted()
                    .map(place -> keys.command(device, incarnation, place)).toList();
            Map<DynamoDbKey, Map<String, AttributeValue>> found = database.getAll(operation, places);
            return places.stream().flatMap(place -> Stream.ofNullable(found.get(place)))
                    .map(item -> CommandItems.command(device, item)).filter(command -> !command.state().isFinal())
                    .toList();
        }).orElse(List.of());
    }

    @Override
    public List<Command> overdue(Instant now, int max) {
        return overdue.find(now, max);
    }

    @Override
    public Written save(Command command, List<RecordedEvent> events) {
        return command.version() == 1 ? writes.create(command, events) : writes.replace(command, events);
    }

    private Optional<String> incarnation(String operation, DeviceKey device) {
        return database.get(operation, keys.tokens(device)).map(tokens -> Items.text(tokens, Keys.INCARNATION));
    }

    private static Optional<String> incarnation(@Nullable Map<String, AttributeValue> tokens) {
        return Optional.ofNullable(tokens).map(item -> Items.text(item, Keys.INCARNATION));
    }
}
