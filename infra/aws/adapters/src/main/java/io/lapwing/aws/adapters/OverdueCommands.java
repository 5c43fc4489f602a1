package io.lapwing.aws.adapters;

import io.lapwing.aws.adapters.CommandItems.Pointer;
import io.lapwing.sharedmodel.command.Command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// Finds the open commands whose time has run out, in the list of all that run out one day.
final class OverdueCommands {

    private static final String OPERATION = "CommandStore.overdue";

    private final DynamoDatabase database;
    private final Keys keys;

    OverdueCommands(DynamoDatabase database) {
        this.database = database;
        this.keys = database.keys();
    }

    List<Command> find(Instant now, int max) {
        return IntStream.range(0, Keys.listShards())
                .mapToObj(shard -> find(Keys.commandExpiries(shard), Keys.millis(now.plusMillis(1)), max))
                .flatMap(List::stream).sorted(Comparator.comparing(Command::expiresAt)).limit(max).toList();
    }

    /// Of one shard. What is left of deleted devices is passed over, be it as much as it may.
    private List<Command> find(String shard, String end, int max) {
        List<Command> commands = new ArrayList<>();
        Map<String, AttributeValue> after = Map.of();
        do {
            QueryResponse page = database.query(OPERATION, Queries.of(database.tables().registry(), shard, "sk < :end",
                    Map.of(":end", Items.of(end))).limit(max).exclusiveStartKey(after.isEmpty() ? null : after)
                    .build());
            commands.addAll(open(page.items().stream().map(Pointer::of).toList()));
            after = page.lastEvaluatedKey();
        } while (!after.isEmpty() && commands.size() < max);
        return commands;
    }

    private List<Command> open(List<Pointer> pointers) {
        Map<DynamoDbKey, Map<String, AttributeValue>> found = database.getAll(OPERATION, pointers.stream()
                .flatMap(pointer -> Stream.of(pointer.command(keys), keys.tokens(pointer.device()))).toList());
        return pointers.stream().filter(pointer -> isThere(pointer, found))
                .flatMap(pointer -> Stream.ofNullable(found.get(pointer.command(keys)))
                        .map(item -> CommandItems.command(pointer.device(), item)))
                .filter(command -> !command.state().isFinal()).toList();
    }

    private boolean isThere(Pointer pointer, Map<DynamoDbKey, Map<String, AttributeValue>> found) {
        Map<String, AttributeValue> tokens = found.getOrDefault(keys.tokens(pointer.device()), Map.of());
        return Items.optionalText(tokens, Keys.INCARNATION).filter(pointer.incarnation()::equals).isPresent();
    }
}
