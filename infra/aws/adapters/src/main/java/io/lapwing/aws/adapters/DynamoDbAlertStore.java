package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.alert.AlertFilter;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.AlertStore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Alerts, an item each under their tenant, in the order of their numbers. They are written with the watch over their
/// device; here they are found, and cared for.
public final class DynamoDbAlertStore implements AlertStore {

    private final DynamoDatabase database;
    private final Keys keys;
    private final AlertList list;

    public DynamoDbAlertStore(DynamoDatabase database) {
        this.database = database;
        this.keys = database.keys();
        this.list = new AlertList(database);
    }

    @Override
    public Optional<Alert> find(TenantId tenant, AlertId id) {
        return item("AlertStore.find", tenant, id).map(item -> AlertItems.read(tenant, item));
    }

    /// An alert of a device that is registered. What is left of a deleted one's is removed by and by.
    private Optional<Map<String, AttributeValue>> item(String operation, TenantId tenant, AlertId id) {
        return database.get(operation, keys.watch().alert(tenant, id)).filter(AlertItems::isAlert)
                .filter(item -> database.get(operation, keys.profile(AlertItems.device(tenant, item)))
                        .filter(profile -> AlertItems.isOf(profile, item)).isPresent());
    }

    @Override
    public Page<Alert> list(TenantId tenant, AlertFilter filter, PageRequest page) {
        return list.page(tenant, filter, page);
    }

    @Override
    public boolean care(Alert alert, List<RecordedEvent> events) {
        String operation = "AlertStore.care";
        TenantId tenant = alert.device().tenant();
        @Nullable
        Map<String, AttributeValue> known = item(operation, tenant, alert.id()).orElse(null);
        if (known == null || AlertItems.read(tenant, known).version() != alert.version() - 1) {
            return false;
        }
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(care(alert, known));
        DynamoDbKey profile = keys.profile(AlertItems.device(tenant, known));
        writes.add(Writes.check(profile, "inc = :inc",
                Map.of(":inc", Items.of(Items.text(known, Keys.INCARNATION)))));
        writes.addAll(OutboxItems.puts(keys, events));
        return database.commit(operation, alert.id().toString(), writes, () -> item(operation, tenant, alert.id())
                .filter(item -> AlertItems.read(tenant, item).version() == alert.version() - 1).isEmpty());
    }

    private TransactWriteItem care(Alert alert, Map<String, AttributeValue> known) {
        long cares = Items.number(known, AlertItems.CARES);
        Map<String, AttributeValue> care = new HashMap<>(AlertItems.care(alert));
        care.put(AlertItems.CARES, Items.of(cares + 1));
        String end = known.containsKey(AlertItems.CLEARED_AT) ? "attribute_exists" : "attribute_not_exists";
        return Writes.replace(keys.watch().alert(alert.device().tenant(), alert.id()), care, AlertItems.CARE,
                "v = :cares and " + end + "(" + AlertItems.CLEARED_AT + ")", Map.of(":cares", Items.of(cares)));
    }
}
