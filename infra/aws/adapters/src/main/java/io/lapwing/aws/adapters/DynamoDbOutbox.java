package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.json.EventJson;
import io.lapwing.sharedmodel.port.Outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Events as items of their own, spread over shards, those of one key side by side in their order. The first of a key
/// bears the lease, and no other is looked at.
public final class DynamoDbOutbox implements Outbox {

    /// Until when the event is somebody's, or waits for another try: milliseconds since 1970.
    private static final String DUE_AT = "dueAt";
    private static final String ATTEMPTS = "attempts";
    private static final String TOKEN = "tok";
    private static final String REASON = "reason";

    private static final String LEASE = "set tok = :tok, dueAt = :end, attempts = if_not_exists(attempts, :none) + :one";
    /// It is still there, and still nobody's.
    private static final String IS_DUE = "attribute_exists(pk) and (attribute_not_exists(dueAt) or dueAt <= :now)";
    private static final String IS_HELD = "tok = :tok";

    private static final Duration DEAD_LETTER_LIFE = Duration.ofDays(90);

    private final DynamoDatabase database;
    private final List<Integer> shards;

    public DynamoDbOutbox(DynamoDatabase database) {
        this(database, IntStream.range(0, Keys.outboxShards()).boxed().toList());
    }

    private DynamoDbOutbox(DynamoDatabase database, List<Integer> shards) {
        this.database = database;
        this.shards = shards;
    }

    /// The same outbox, of which only events of these partitions are taken.
    ///
    /// @param partitions partition keys of the registry table; those that are none of the outbox's are ignored
    public DynamoDbOutbox of(Collection<String> partitions) {
        return new DynamoDbOutbox(database,
                shards.stream().filter(shard -> partitions.contains(Keys.outbox(shard))).toList());
    }

    @Override
    public void append(List<RecordedEvent> events) {
        Outbox.requireAppendable(events);
        Map<DynamoDbKey, RecordedEvent> missing = new LinkedHashMap<>();
        events.forEach(event -> missing.putIfAbsent(database.keys().outbox(event.event()), event));
        if (!missing.isEmpty()) {
            String key = missing.keySet().iterator().next().toString();
            database.commitAgain("Outbox.append", key, () -> {
                missing.keySet().removeAll(database.getAll("Outbox.append", missing.keySet()).keySet());
                return missing.entrySet().stream()
                        .map(entry -> Writes.putNew(entry.getKey(), OutboxItems.attributes(entry.getValue()))).toList();
            });
        }
    }

    @Override
    public List<Leased> take(int max, Instant now, Duration lease) {
        List<Integer> order = new ArrayList<>(shards);
        Collections.shuffle(order);
        Taking taking = new Taking(max, now, now.plus(lease));
        order.forEach(taking::from);
        return taking.taken;
    }

    /// One run through the shards.
    private final class Taking {

        private final int max;
        private final Instant now;
        private final Instant end;
        private final String token = UUID.randomUUID().toString();
        private final List<Leased> taken = new ArrayList<>();

        Taking(int max, Instant now, Instant end) {
            this.max = max;
            this.now = now;
            this.end = end;
        }

        void from(int shard) {
            OutboxHeads heads = new OutboxHeads(database, shard);
            while (taken.size() < max && heads.hasNext()) {
                heads.next(candidate -> isDue(candidate)).ifPresent(this::lease);
            }
        }

        private boolean isDue(Map<String, AttributeValue> item) {
            return Items.optionalNumber(item, DUE_AT).orElse(Long.MIN_VALUE) <= now.toEpochMilli();
        }

        private void lease(Map<String, AttributeValue> first) {
            DynamoDbKey key = DynamoDbKey.of(database.tables().registry(), first);
            Map<String, AttributeValue> item = new HashMap<>();
            Map<String, AttributeValue> other = database.write("Outbox.take", key.toString(), dynamoDb -> item.putAll(
                    dynamoDb.updateItem(request -> request.tableName(key.table()).key(key.attributes())
                            .updateExpression(LEASE).conditionExpression(IS_DUE)
                            .expressionAttributeValues(Map.of(":tok", Items.of(token), ":now",
                                    Items.of(now.toEpochMilli()), ":end", Items.of(end.toEpochMilli()), ":none",
                                    Items.of(0), ":one", Items.of(1)))
                            .returnValues(ReturnValue.ALL_NEW)).attributes()));
            if (other == null) {
                taken.add(new Leased(EventJson.read(Items.text(item, OutboxItems.EVENT)),
                        (int) Items.number(item, ATTEMPTS), token));
            }
        }
    }

    @Override
    public void delivered(List<Leased> events) {
        events.forEach(event -> {
            DynamoDbKey key = keyOf(event);
            end("Outbox.delivered", key, dynamoDb -> dynamoDb.deleteItem(request -> request.tableName(key.table())
                    .key(key.attributes()).conditionExpression(IS_HELD).expressionAttributeValues(token(event))));
        });
    }

    @Override
    public void postpone(Leased event, Instant dueAt, String reason) {
        DynamoDbKey key = keyOf(event);
        Map<String, AttributeValue> values = new HashMap<>(token(event));
        values.put(":due", Items.of(dueAt.toEpochMilli()));
        values.put(":reason", Items.of(reason));
        end("Outbox.postpone", key, dynamoDb -> dynamoDb.updateItem(request -> request.tableName(key.table())
                .key(key.attributes()).updateExpression("set dueAt = :due, reason = :reason remove tok")
                .conditionExpression(IS_HELD).expressionAttributeValues(values)));
    }

    @Override
    public void putAside(Leased event, String reason) {
        DynamoDbKey key = keyOf(event);
        Map<String, AttributeValue> letter = new HashMap<>(OutboxItems.attributes(event.event()));
        letter.put(ATTEMPTS, Items.of(event.attempt()));
        letter.put(REASON, Items.of(reason));
        letter.put(Keys.EXPIRES_AT, Items.of(event.event().at().plus(DEAD_LETTER_LIFE).getEpochSecond()));
        List<TransactWriteItem> writes = List.of(Writes.delete(key, IS_HELD, token(event)),
                Writes.put(database.keys().outboxDeadLetter(event.event().event()), letter));
        database.commit("Outbox.putAside", key.toString(), writes,
                () -> !event.token().equals(database.get("Outbox.putAside", key)
                        .flatMap(item -> Items.optionalText(item, TOKEN)).orElse(null)));
    }

    private DynamoDbKey keyOf(Leased event) {
        return database.keys().outbox(event.event().event());
    }

    private static Map<String, AttributeValue> token(Leased event) {
        return Map.of(":tok", Items.of(event.token()));
    }

    /// Who lost his lease changes nothing.
    private void end(String operation, DynamoDbKey key, Consumer<DynamoDbClient> write) {
        database.write(operation, key.toString(), write);
    }
}
