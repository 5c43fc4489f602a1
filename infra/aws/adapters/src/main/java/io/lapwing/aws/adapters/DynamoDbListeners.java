package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.live.LiveKind;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Until when somebody may be listening to what in a tenant: an item for each tenant whose apps were given tickets, which
/// is remembered for a moment where it is asked for. So a tenant without such apps costs one read in two seconds, for each
/// process that has something of it to tell.
///
/// Thread-safe.
public final class DynamoDbListeners {

    private static final int MAX_TENANTS = 10_000;
    /// How long the item outlives its last ticket, so that DynamoDB removes none that counts.
    private static final Duration REST = Duration.ofHours(1);

    private final DynamoDatabase database;
    private final InstantSource clock;
    private final ShortMemory<TenantId, Map<LiveKind, Instant>> known;

    public DynamoDbListeners(DynamoDatabase database, InstantSource clock) {
        this(database, clock, System::nanoTime);
    }

    DynamoDbListeners(DynamoDatabase database, InstantSource clock, LongSupplier nanos) {
        this.database = database;
        this.clock = clock;
        this.known = new ShortMemory<>(nanos, clock, MAX_TENANTS, _ -> 1);
    }

    /// Somebody may listen to this from now on. Who comes later listens for longer.
    void expect(TenantId tenant, Set<LiveKind> kinds, Instant until) {
        DynamoDbKey key = database.keys().listeners(tenant);
        Map<String, String> names = kinds.stream().collect(Collectors.toMap(kind -> "#" + kind.word(), LiveKind::word));
        String update = names.keySet().stream().sorted().map(name -> name + " = :until")
                .collect(Collectors.joining(", ", "set expiresAt = :end, ", ""));
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":until", Items.of(until.toEpochMilli()));
        values.put(":end", Items.of(until.plus(REST).getEpochSecond()));
        database.call("StreamTickets.issue", key.toString(),
                dynamoDb -> dynamoDb.updateItem(request -> request.tableName(key.table()).key(key.attributes())
                        .updateExpression(update).expressionAttributeNames(names).expressionAttributeValues(values)));
    }

    Set<LiveKind> of(TenantId tenant) {
        Instant now = clock.instant();
        Set<LiveKind> wanted = EnumSet.noneOf(LiveKind.class);
        known.recall(tenant).orElseGet(() -> ask(tenant)).forEach((kind, until) -> {
            if (now.isBefore(until)) {
                wanted.add(kind);
            }
        });
        return wanted;
    }

    private Map<LiveKind, Instant> ask(TenantId tenant) {
        ShortMemory.Moment asked = known.now();
        Map<LiveKind, Instant> found = new EnumMap<>(LiveKind.class);
        database.get("AppUpdates.wanted", database.keys().listeners(tenant)).ifPresent(item -> Stream
                .of(LiveKind.values()).forEach(kind -> Items.optionalNumber(item, kind.word())
                        .ifPresent(until -> found.put(kind, Instant.ofEpochMilli(until)))));
        known.remember(Map.of(tenant, found), asked);
        return found;
    }
}
