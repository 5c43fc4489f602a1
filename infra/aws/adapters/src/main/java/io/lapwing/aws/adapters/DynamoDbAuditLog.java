package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.audit.AuditEvent;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.AuditLog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The audit trail, spread over the shards of each tenant's list. An event's position, its sort key, is its time and
/// what tells events of one moment apart; a page is merged from all shards.
public final class DynamoDbAuditLog implements AuditLog {

    private static final String AT = "at";
    private static final String ACTOR = "actor";
    private static final String ACTION = "did";
    private static final String TARGET = "target";
    private static final String RESULT = "outcome";
    private static final String DETAIL = "detail";
    /// Sorts behind every position.
    private static final String NEWEST = "~";

    private final DynamoDatabase database;

    public DynamoDbAuditLog(DynamoDatabase database) {
        this.database = database;
    }

    @Override
    public void append(List<AuditEvent> events) {
        String append = UUID.randomUUID().toString();
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            items.add(item(events.get(i), "%s#%06d".formatted(append, i)));
        }
        database.putAll("AuditLog.append", database.tables().registry(), items);
    }

    private Map<String, AttributeValue> item(AuditEvent event, String unique) {
        TenantId tenant = event.tenant();
        int shard = Math.floorMod(unique.hashCode(), Keys.listShards());
        DynamoDbKey place = database.keys().audit(tenant == null ? "" : tenant.value(), shard,
                Keys.millis(event.at()) + "#" + unique);
        Map<String, AttributeValue> item = new HashMap<>(place.attributes());
        item.put(AT, Items.of(event.at().toEpochMilli()));
        item.put(ACTOR, Items.of(event.actor()));
        item.put(ACTION, Items.of(event.action()));
        item.put(TARGET, Items.of(event.target()));
        item.put(RESULT, Items.of(event.result().name()));
        String detail = event.detail();
        if (detail != null) {
            item.put(DETAIL, Items.of(detail));
        }
        return item;
    }

    @Override
    public Page<AuditEvent> list(TenantId tenant, PageRequest page) {
        List<String> shards = new ArrayList<>();
        for (int shard = 0; shard < Keys.listShards(); shard++) {
            shards.add(Keys.audit(tenant.value(), shard));
        }
        MergedList newestFirst = new MergedList(database, "AuditLog.list", shards,
                page.after() == null ? NEWEST : page.after(), page.limit() + 1);
        List<Map<String, AttributeValue>> found = newestFirst.take(page.limit() + 1);
        boolean more = found.size() > page.limit();
        List<Map<String, AttributeValue>> items = more ? found.subList(0, page.limit()) : found;
        @Nullable
        String next = more ? Items.text(items.getLast(), DynamoDbKey.SK) : null;
        return new Page<>(items.stream().map(item -> event(tenant, item)).toList(), next);
    }

    private static AuditEvent event(TenantId tenant, Map<String, AttributeValue> item) {
        return new AuditEvent(Instant.ofEpochMilli(Items.number(item, AT)), tenant, Items.text(item, ACTOR),
                Items.text(item, ACTION), Items.text(item, TARGET),
                AuditEvent.Result.valueOf(Items.text(item, RESULT)), Items.optionalText(item, DETAIL).orElse(null));
    }
}
