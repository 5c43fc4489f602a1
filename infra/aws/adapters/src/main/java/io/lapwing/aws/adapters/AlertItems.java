package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.alert.AlertFilter;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.alert.RuleId;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Alerts as items: each one itself, its place among those of its device, and, while it is open, among the open ones.
///
/// An alert is cleared without being read, while people care for it. So what counts its changes is two things: the
/// number of times that it was cared for, and whether it ended after it was raised.
final class AlertItems {

    static final String DEVICE = Keys.DEVICE;
    static final String RULE = "rule";
    static final String SEVERITY = "severity";
    /// The version without the end.
    static final String CARES = "v";
    static final String CLEARED_AT = "clearedAt";
    private static final String STARTED_AT = "startedAt";
    private static final String RAISED_AT = "raisedAt";
    /// Whether it was over when it was raised: then its end is no change.
    private static final String RAISED_OVER = "over";
    private static final String VALUE = "val";
    private static final String MESSAGE = "message";
    private static final String ACKNOWLEDGED_BY = "ackBy";
    private static final String ACKNOWLEDGED_AT = "ackAt";
    private static final String SILENCED_UNTIL = "silencedUntil";

    /// What caring for an alert replaces, as a whole.
    static final Set<String> CARE = Set.of(ACKNOWLEDGED_BY, ACKNOWLEDGED_AT, SILENCED_UNTIL, CARES);

    private AlertItems() {}

    /// Writes a new alert.
    static void raise(Alert alert, String incarnation, ItemWrites writes, Keys keys) {
        TenantId tenant = alert.device().tenant();
        writes.put(keys.watch().alert(tenant, alert.id()), write(alert, incarnation));
        writes.put(keys.watch().deviceAlert(alert.device(), incarnation, alert.id()), Map.of());
        if (alert.isOpen()) {
            writes.put(keys.watch().openAlert(tenant, alert.id()),
                    Map.of(RULE, Items.of(alert.rule().value()), SEVERITY, Items.of(alert.severity().name())));
        }
    }

    /// Ends an alert that is open; one that is over stays as it is. Of one that is not there an end is left, which is no
    /// alert.
    static void clear(AlertId id, DeviceKey device, Instant end, ItemWrites writes, Keys keys) {
        writes.setWhereMissing(keys.watch().alert(device.tenant(), id), CLEARED_AT, Items.of(end.toEpochMilli()));
        writes.delete(keys.watch().openAlert(device.tenant(), id));
    }

    static Map<String, AttributeValue> write(Alert alert, String incarnation) {
        Map<String, AttributeValue> item = new HashMap<>(care(alert));
        item.put(DEVICE, Items.of(alert.device().device().value()));
        item.put(Keys.INCARNATION, Items.of(incarnation));
        item.put(RULE, Items.of(alert.rule().value()));
        item.put(SEVERITY, Items.of(alert.severity().name()));
        item.put(STARTED_AT, Items.of(alert.startedAt().toEpochMilli()));
        item.put(RAISED_AT, Items.of(alert.raisedAt().toEpochMilli()));
        item.put(MESSAGE, Items.of(alert.message()));
        item.put(CARES, Items.of(alert.version()));
        item.put(RAISED_OVER, Items.of(!alert.isOpen()));
        putTime(item, CLEARED_AT, alert.clearedAt());
        Double value = alert.value();
        if (value != null) {
            item.put(VALUE, Items.of(value.toString()));
        }
        return item;
    }

    /// The attributes of [#CARE] that there are, of an alert that is cared for.
    static Map<String, AttributeValue> care(Alert alert) {
        Map<String, AttributeValue> item = new HashMap<>();
        String by = alert.care().acknowledgedBy();
        if (by != null) {
            item.put(ACKNOWLEDGED_BY, Items.of(by));
        }
        putTime(item, ACKNOWLEDGED_AT, alert.care().acknowledgedAt());
        putTime(item, SILENCED_UNTIL, alert.care().silencedUntil());
        return item;
    }

    private static void putTime(Map<String, AttributeValue> item, String name, @Nullable Instant time) {
        if (time != null) {
            item.put(name, Items.of(time.toEpochMilli()));
        }
    }

    static Alert read(TenantId tenant, Map<String, AttributeValue> item) {
        Instant clearedAt = time(item, CLEARED_AT);
        long ends = clearedAt == null || Items.flag(item, RAISED_OVER) ? 0 : 1;
        return new Alert(WatchKeys.alertAt(Items.text(item, DynamoDbKey.SK)), device(tenant, item),
                new RuleId(Items.text(item, RULE)), Severity.valueOf(Items.text(item, SEVERITY)),
                Instant.ofEpochMilli(Items.number(item, STARTED_AT)),
                Instant.ofEpochMilli(Items.number(item, RAISED_AT)), clearedAt,
                Items.optionalText(item, VALUE).map(Double::valueOf).orElse(null), Items.text(item, MESSAGE),
                new Alert.Care(Items.optionalText(item, ACKNOWLEDGED_BY).orElse(null), time(item, ACKNOWLEDGED_AT),
                        time(item, SILENCED_UNTIL)),
                Items.number(item, CARES) + ends);
    }

    /// Whether an item is an alert, and neither the place of one nor an end that was left.
    static boolean isAlert(Map<String, AttributeValue> item) {
        return item.containsKey(MESSAGE);
    }

    /// Whether an alert is one of the device with this profile, and not of one that had its id before.
    ///
    /// @param profile empty if there is none
    static boolean isOf(Map<String, AttributeValue> profile, Map<String, AttributeValue> alert) {
        return Items.text(alert, Keys.INCARNATION).equals(Items.optionalText(profile, Keys.INCARNATION).orElse(null));
    }

    /// Whether an alert is what `filter` wants, as far as that can be seen of an alert alone.
    static boolean matches(AlertFilter filter, Map<String, AttributeValue> alert) {
        return mayMatch(filter, alert)
                && (filter.open() == null || filter.open() != alert.containsKey(CLEARED_AT));
    }

    /// Whether it may be, as far as its place tells, which may tell nothing.
    static boolean mayMatch(AlertFilter filter, Map<String, AttributeValue> place) {
        return mayBe(filter.severity() == null ? null : filter.severity().name(), place.get(SEVERITY))
                && mayBe(filter.rule() == null ? null : filter.rule().value(), place.get(RULE));
    }

    private static boolean mayBe(@Nullable String wanted, @Nullable AttributeValue there) {
        return wanted == null || there == null || wanted.equals(there.s());
    }

    /// Whose an alert is.
    static DeviceKey device(TenantId tenant, Map<String, AttributeValue> item) {
        return new DeviceKey(tenant, new DeviceId(Items.text(item, DEVICE)));
    }

    private static @Nullable Instant time(Map<String, AttributeValue> item, String name) {
        return Items.optionalNumber(item, name).map(Instant::ofEpochMilli).orElse(null);
    }
}
