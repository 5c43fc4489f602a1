package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.json.EventJson;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// What is in the outbox, read as it lies there.
final class TestOutbox {

    private TestOutbox() {}

    /// The events of one key, in the order of their positions.
    static List<RecordedEvent> of(DynamoDatabase database, String orderKey) {
        return events(database, Queries.beginning(new DynamoDbKey(database.tables().registry(),
                Keys.outbox(Keys.outboxShard(orderKey)), Keys.outboxKey(orderKey))));
    }

    /// Which of these positions wait under a key.
    static Set<Long> positions(DynamoDatabase database, String orderKey, Set<Long> wanted) {
        return of(database, orderKey).stream().map(event -> event.event().position()).filter(wanted::contains)
                .collect(Collectors.toSet());
    }

    /// The events of a tenant, in the order of their keys and positions.
    static List<RecordedEvent> of(DynamoDatabase database, TenantId tenant) {
        List<RecordedEvent> events = new ArrayList<>();
        for (int shard = 0; shard < Keys.outboxShards(); shard++) {
            events.addAll(events(database, Queries.of(database.tables().registry(), Keys.outbox(shard))));
        }
        return events.stream().filter(event -> event.event().tenant().equals(tenant))
                .sorted(Comparator.comparing((RecordedEvent event) -> event.event().orderKey())
                        .thenComparingLong(event -> event.event().position()))
                .toList();
    }

    private static List<RecordedEvent> events(DynamoDatabase database,
            QueryRequest.Builder query) {
        List<RecordedEvent> events = new ArrayList<>();
        Map<String, AttributeValue> position = Map.of();
        do {
            QueryResponse page = database.query("test",
                    query.exclusiveStartKey(position.isEmpty() ? null : position).build());
            page.items().forEach(item -> events.add(EventJson.read(Items.text(item, OutboxItems.EVENT))));
            position = page.lastEvaluatedKey();
        } while (!position.isEmpty());
        return events;
    }
}
