package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// Removes what hung on devices that were deleted. Nobody sees it any more: it belongs to an incarnation that is gone.
/// Safe to run anywhere, as often as one likes, and killed at any point: what is left is found again.
public final class DeletedDevices {

    private static final String OPERATION = "DeletedDevices.purge";
    private static final int BATCH = 1000;

    private final DynamoDatabase database;
    private final Keys keys;

    public DeletedDevices(DynamoDatabase database) {
        this.database = database;
        this.keys = database.keys();
    }

    /// Removes what is left of all deleted devices; at the end of `time` it leaves the rest to the next run.
    ///
    /// @return whether nothing is left
    /// @throws StoreUnavailable when the database cannot be reached in time
    public boolean purge(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        return IntStream.range(0, Keys.listShards()).allMatch(shard -> purge(Keys.deleted(shard), deadline));
    }

    private boolean purge(String shard, long deadline) {
        return page(Queries.of(database.tables().registry(), shard), deadline,
                items -> items.stream().allMatch(item -> clear(DeletedDevice.of(item), deadline)));
    }

    /// Removes what hung on `gone`, as far as that goes in `time`; an outage leaves it to [#purge] as well.
    void clear(DeletedDevice gone, Duration time) {
        try {
            clear(gone, System.nanoTime() + time.toNanos());
        } catch (StoreUnavailable _) {
            // The device itself is deleted, which is what was asked for.
        }
    }

    private boolean clear(DeletedDevice gone, long deadline) {
        database.deleteAll(OPERATION, gone.tokens().stream().map(keys::token).toList());
        DeviceKey device = gone.device();
        String incarnation = gone.incarnation();
        DynamoDbKey metrics = keys.metrics(device, incarnation);
        boolean cleared = clear(Queries.beginning(metrics), deadline)
                && clear(Queries.of(database.tables().readings(), Keys.packs(device, incarnation)), deadline)
                && clear(Queries.of(database.tables().registry(), Keys.claims(device, incarnation)), deadline)
                && clearAlerts(gone, deadline)
                && clearCommands(gone, deadline)
                && clear(Queries.of(database.tables().registry(), Keys.shadows(device, incarnation)), deadline)
                && IntStream.range(0, Keys.listShards()).allMatch(shard -> clearQuarantine(gone, shard, deadline));
        if (cleared) {
            database.deleteAll(OPERATION, List.of(gone.key(keys)));
        }
        return cleared;
    }

    /// The commands go last, since all else that hangs on them is found by them.
    private boolean clearCommands(DeletedDevice gone, long deadline) {
        DeviceKey device = gone.device();
        String incarnation = gone.incarnation();
        QueryRequest.Builder commands = Queries
                .of(database.tables().registry(), Keys.commands(device, incarnation))
                .projectionExpression("pk, sk, #until").expressionAttributeNames(Map.of("#until", CommandItems.UNTIL));
        return page(commands, deadline, items -> {
            database.deleteAll(OPERATION, items.stream().map(item -> keys.commandExpiry(device.tenant(),
                    CommandItems.id(item), incarnation, CommandItems.until(item))).toList());
            items.forEach(item -> deletePointer(keys.commandId(device.tenant(), CommandItems.id(item)), incarnation));
            database.deleteAll(OPERATION, items.stream()
                    .map(item -> DynamoDbKey.of(database.tables().registry(), item)).toList());
            database.deleteAll(OPERATION, List.of(keys.openCommands(device, incarnation)));
            return true;
        });
    }

    /// By now the id may be that of a later device's command.
    private void deletePointer(DynamoDbKey key, String incarnation) {
        database.write(OPERATION, key.toString(), dynamoDb -> dynamoDb.deleteItem(delete -> delete
                .tableName(key.table()).key(key.attributes()).conditionExpression("inc = :inc")
                .expressionAttributeValues(Map.of(":inc", Items.of(incarnation)))));
    }

    private boolean clear(QueryRequest.Builder query, long deadline) {
        String table = query.build().tableName();
        return page(query.projectionExpression("pk, sk"), deadline, items -> {
            database.deleteAll(OPERATION, items.stream().map(item -> DynamoDbKey.of(table, item)).toList());
            return true;
        });
    }

    /// Its alerts; their places among the device's go last, since they are found by these.
    private boolean clearAlerts(DeletedDevice gone, long deadline) {
        TenantId tenant = gone.device().tenant();
        QueryRequest.Builder list = Queries.of(database.tables().registry(),
                WatchKeys.deviceAlerts(gone.device(), gone.incarnation())).projectionExpression("pk, sk");
        return page(list, deadline, places -> {
            database.deleteAll(OPERATION,
                    places.stream().map(place -> WatchKeys.alertAt(Items.text(place, DynamoDbKey.SK)))
                            .flatMap(
                                    id -> Stream.of(keys.watch().alert(tenant, id), keys.watch().openAlert(tenant, id)))
                            .toList());
            database.deleteAll(OPERATION, places.stream()
                    .map(place -> DynamoDbKey.of(database.tables().registry(), place)).toList());
            return true;
        });
    }

    /// What was quarantined of the device. It has no list of its own: its tenant's is looked through. The place in the
    /// list goes last, since the entry is found by it.
    private boolean clearQuarantine(DeletedDevice gone, int shard, long deadline) {
        TenantId tenant = gone.device().tenant();
        QueryRequest.Builder list = Queries.of(database.tables().registry(), Keys.quarantineList(tenant, shard),
                "sk < :end", Map.of(":end", Items.of(Keys.millis(gone.deletedAt().plusMillis(1))), ":device",
                        Items.of(gone.device().device().value())))
                .filterExpression("device = :device").projectionExpression("pk, sk");
        return page(list, deadline, places -> {
            database.deleteAll(OPERATION, places.stream().map(place -> keys.quarantined(tenant,
                    Keys.quarantinedAt(Items.text(place, DynamoDbKey.SK)))).toList());
            database.deleteAll(OPERATION, places.stream()
                    .map(place -> DynamoDbKey.of(database.tables().registry(), place)).toList());
            return true;
        });
    }

    /// Gives the items of a query to `work`, page by page, until it says that it cannot go on.
    ///
    /// @return false if there was no time for all
    private boolean page(QueryRequest.Builder query, long deadline,
            Predicate<List<Map<String, AttributeValue>>> work) {
        Map<String, AttributeValue> after = Map.of();
        do {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            QueryResponse page = database.query(OPERATION,
                    query.limit(BATCH).exclusiveStartKey(after.isEmpty() ? null : after).build());
            if (!work.test(page.items())) {
                return false;
            }
            after = page.lastEvaluatedKey();
        } while (!after.isEmpty());
        return true;
    }
}
