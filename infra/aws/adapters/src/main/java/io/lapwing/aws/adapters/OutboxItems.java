package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.json.EventJson;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Events as items of the outbox, written in the transaction of what they tell of. The table's stream wakes the relay.
final class OutboxItems {

    /// The event, an attribute of its item.
    static final String EVENT = "event";

    private OutboxItems() {}

    /// Adds the puts of these events to a transaction: an item each.
    static void put(ItemWrites writes, Keys keys, Collection<RecordedEvent> events) {
        events.forEach(event -> writes.put(keys.outbox(event.event()), attributes(event)));
    }

    /// The puts of these events: an item of the transaction each.
    static List<TransactWriteItem> puts(Keys keys, Collection<RecordedEvent> events) {
        return events.stream().map(event -> Writes.put(keys.outbox(event.event()), attributes(event))).toList();
    }

    static Map<String, AttributeValue> attributes(RecordedEvent event) {
        return Map.of(EVENT, Items.of(EventJson.write(event)));
    }
}
