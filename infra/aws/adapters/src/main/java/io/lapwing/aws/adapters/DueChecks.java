package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// Finds the devices that are to be looked at, in the list of checks, which is spread over shards. What is left over
/// there of devices that were deleted is removed when it falls due.
final class DueChecks {

    private static final String OPERATION = "WatchStore.due";

    private final DynamoDatabase database;
    private final Keys keys;

    DueChecks(DynamoDatabase database) {
        this.database = database;
        this.keys = database.keys();
    }

    List<DeviceKey> by(Instant now, int max) {
        List<CheckItem> due = new ArrayList<>();
        for (int shard = 0; shard < Keys.listShards(); shard++) {
            due.addAll(due(shard, now, max));
        }
        List<CheckItem> longest = due.stream().sorted(Comparator.comparing(CheckItem::dueAt)).limit(max).toList();
        Map<DeviceKey, StateItem> states = states(longest);
        List<DeviceKey> devices = new ArrayList<>();
        for (CheckItem check : longest) {
            if (isWanted(check, states.get(check.device()))) {
                devices.add(check.device());
            } else {
                remove(check);
            }
        }
        return devices.stream().distinct().toList();
    }

    private List<CheckItem> due(int shard, Instant now, int max) {
        String table = database.tables().registry();
        List<CheckItem> due = new ArrayList<>();
        Map<String, AttributeValue> position = Map.of();
        do {
            QueryResponse page = database.query(OPERATION, Queries.of(table, WatchKeys.checks(shard), "sk < :end",
                    Map.of(":end", Items.of(Keys.millis(now.plusMillis(1))))).limit(max - due.size())
                    .exclusiveStartKey(position.isEmpty() ? null : position).build());
            page.items().forEach(item -> due.add(CheckItem.of(table, item)));
            position = page.lastEvaluatedKey();
        } while (!position.isEmpty() && due.size() < max);
        return due;
    }

    private Map<DeviceKey, StateItem> states(List<CheckItem> checks) {
        Map<DynamoDbKey, Map<String, AttributeValue>> items = database.getAll(OPERATION,
                checks.stream().map(check -> keys.state(check.device())).toList());
        Map<DeviceKey, StateItem> states = new HashMap<>();
        checks.forEach(check -> Optional.ofNullable(items.get(keys.state(check.device())))
                .ifPresent(item -> states.put(check.device(), StateItem.of(check.device(), item))));
        return states;
    }

    private static boolean isWanted(CheckItem check, @Nullable StateItem state) {
        if (state == null || !state.incarnation().equals(check.incarnation())) {
            return false;
        }
        Instant checkAt = state.watch().checkAt();
        return checkAt != null && checkAt.truncatedTo(ChronoUnit.MILLIS).equals(check.dueAt());
    }

    /// Unless the device has put it there once more since it was read.
    private void remove(CheckItem check) {
        database.write(OPERATION, check.key().toString(), dynamoDb -> dynamoDb.deleteItem(
                request -> request.tableName(check.key().table()).key(check.key().attributes())
                        .conditionExpression(CheckItem.COMMIT + " = :commit")
                        .expressionAttributeValues(Map.of(":commit", Items.of(check.commit())))));
    }
}
