package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.document.JsonText;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.json.ShadowJson;
import io.lapwing.sharedmodel.port.ShadowStore;
import io.lapwing.sharedmodel.shadow.Shadow;
import io.lapwing.sharedmodel.shadow.ShadowName;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Shadows as items of the registry table, one each, under the incarnation of their device.
///
/// A write demands that the device's profile is there, and not its state: that one is rewritten by every message, and
/// the two would wait for each other.
public final class DynamoDbShadowStore implements ShadowStore {

    private static final String FIND = "ShadowStore.find";
    private static final String SAVE = "ShadowStore.save";
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final String DESIRED = "desired";
    private static final String REPORTED = "reported";
    private static final String APPLIED = "applied";
    private static final String VERSION = "v";
    private static final String UPDATED_AT = "updatedAt";
    /// Which call wrote it, so that one whose answer was lost knows its own work.
    private static final String WRITER = "by";

    private final DynamoDatabase database;
    private final Keys keys;

    public DynamoDbShadowStore(DynamoDatabase database) {
        this.database = database;
        this.keys = database.keys();
    }

    @Override
    public Optional<Shadow> find(DeviceKey device, ShadowName name) {
        return incarnation(FIND, device)
                .flatMap(incarnation -> database.get(FIND, keys.shadow(device, incarnation, name)))
                .map(item -> shadow(device, name, item));
    }

    private Optional<String> incarnation(String operation, DeviceKey device) {
        return database.get(operation, keys.state(device)).map(state -> Items.text(state, Keys.INCARNATION));
    }

    @Override
    public Written save(Shadow shadow, List<RecordedEvent> events) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Map<String, AttributeValue> attributes = attributes(shadow, UUID.randomUUID().toString());
        for (int round = 1;; round++) {
            Optional<String> incarnation = incarnation(SAVE, shadow.device());
            if (incarnation.isEmpty()) {
                return Written.NO_SUCH_DEVICE;
            }
            DynamoDbKey key = keys.shadow(shadow.device(), incarnation.get(), shadow.name());
            if (shadow.version() == 1 && isFull(key)) {
                return held(key).isEmpty() ? Written.TOO_MANY : Written.CONFLICT;
            }
            List<TransactWriteItem> writes = new ArrayList<>();
            writes.add(Writes.check(keys.profile(shadow.device()), "inc = :inc",
                    Map.of(":inc", Items.of(incarnation.get()))));
            writes.add(write(key, attributes, shadow.version() - 1));
            writes.addAll(OutboxItems.puts(keys, events));
            if (database.transact(SAVE, key.toString(), writes)) {
                return Written.DONE;
            }
            Optional<Written> ended = ended(held(key), shadow.version() - 1, attributes);
            if (ended.isPresent()) {
                return ended.get();
            }
            DynamoDatabase.pause(SAVE, key.toString(), round, deadline);
        }
    }

    /// What came of a transaction that did not come about; empty where it can be tried again.
    private static Optional<Written> ended(Map<String, AttributeValue> held, long before,
            Map<String, AttributeValue> attributes) {
        if (Items.text(attributes, WRITER).equals(Items.optionalText(held, WRITER).orElse(null))) {
            return Optional.of(Written.DONE);
        }
        return Items.optionalNumber(held, VERSION).orElse(0L) == before
                ? Optional.empty()
                : Optional.of(Written.CONFLICT);
    }

    private boolean isFull(DynamoDbKey key) {
        return database.query(SAVE,
                Queries.of(key.table(), key.pk()).select(Select.COUNT).limit(MAX_SHADOWS).build())
                .count() >= MAX_SHADOWS;
    }

    /// What is there; nothing where nothing is.
    private Map<String, AttributeValue> held(DynamoDbKey key) {
        return database.get(SAVE, key).orElse(Map.of());
    }

    private static TransactWriteItem write(DynamoDbKey key, Map<String, AttributeValue> attributes, long before) {
        return before == 0
                ? Writes.putNew(key, attributes)
                : Writes.put(key, attributes, "v = :before", Map.of(":before", Items.of(before)));
    }

    private static Map<String, AttributeValue> attributes(Shadow shadow, String writer) {
        return Map.of(DESIRED, Items.of(ShadowJson.write(shadow.desired()).json()),
                REPORTED, Items.of(ShadowJson.write(shadow.reported()).json()),
                APPLIED, Items.of(ShadowJson.write(shadow.applied()).json()),
                VERSION, Items.of(shadow.version()), UPDATED_AT, Items.of(shadow.updatedAt().toEpochMilli()),
                WRITER, Items.of(writer));
    }

    private static Shadow shadow(DeviceKey device, ShadowName name, Map<String, AttributeValue> item) {
        return new Shadow(device, name, ShadowJson.readSection(new JsonText(Items.text(item, DESIRED))),
                ShadowJson.readSection(new JsonText(Items.text(item, REPORTED))), Items.number(item, VERSION),
                Instant.ofEpochMilli(Items.number(item, UPDATED_AT)),
                ShadowJson.readApplied(new JsonText(Items.text(item, APPLIED))));
    }
}
