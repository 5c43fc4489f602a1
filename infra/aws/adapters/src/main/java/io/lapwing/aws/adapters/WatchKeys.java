package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.alert.RuleId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;

import java.time.Instant;
import java.util.HexFormat;

/// Where the items lie of what watches over devices: rules, checks, alerts. What is remembered of a device is in its
/// state.
final class WatchKeys {

    private final DynamoDbTables tables;

    WatchKeys(DynamoDbTables tables) {
        this.tables = tables;
    }

    /// When a device is to be looked at: the checks of each shard lie in the order of their times.
    DynamoDbKey check(DeviceKey device, String incarnation, Instant checkAt) {
        return registry(checks(Math.floorMod(device.hashCode(), Keys.listShards())),
                Keys.millis(checkAt) + "#" + device + "#" + incarnation);
    }

    static String checks(int shard) {
        return "W#" + shard;
    }

    /// An alert. Those of a tenant lie in the order of their numbers, over several shards: they come in thousands when
    /// a site loses its power.
    DynamoDbKey alert(TenantId tenant, AlertId id) {
        return registry(alerts(tenant, alertShard(id)), alertPlace(id));
    }

    static String alerts(TenantId tenant, int shard) {
        return "AL#" + tenant + "#" + shard;
    }

    /// The place of an alert among those that are open.
    DynamoDbKey openAlert(TenantId tenant, AlertId id) {
        return registry(openAlerts(tenant, alertShard(id)), alertPlace(id));
    }

    static String openAlerts(TenantId tenant, int shard) {
        return "AO#" + tenant + "#" + shard;
    }

    /// The place of an alert among those of its device.
    DynamoDbKey deviceAlert(DeviceKey device, String incarnation, AlertId id) {
        return registry(deviceAlerts(device, incarnation), alertPlace(id));
    }

    static String deviceAlerts(DeviceKey device, String incarnation) {
        return "AD#" + device + "#" + incarnation;
    }

    private static int alertShard(AlertId id) {
        return (int) (id.number() % Keys.listShards());
    }

    private static String alertPlace(AlertId id) {
        return "%016x".formatted(id.number());
    }

    /// @param place the sort key of an alert, or of a place of one
    static AlertId alertAt(String place) {
        return AlertId.of(HexFormat.fromHexDigitsToLong(place));
    }

    /// Counts a tenant's alerts.
    DynamoDbKey alertNumbers(TenantId tenant) {
        return registry("AN#" + tenant, "N");
    }

    /// A tenant's rules lie together, in the order of their ids.
    DynamoDbKey rule(TenantId tenant, RuleId id) {
        return registry(rules(tenant), id.value());
    }

    static String rules(TenantId tenant) {
        return "R#" + tenant;
    }

    /// Where the deleted rules of an id stood.
    DynamoDbKey deletedRule(TenantId tenant, RuleId id) {
        return registry("RX#" + tenant + "/" + id, "R");
    }

    /// How many rules a tenant has.
    DynamoDbKey ruleCount(TenantId tenant) {
        return registry("RN#" + tenant, "N");
    }

    private DynamoDbKey registry(String pk, String sk) {
        return new DynamoDbKey(tables.registry(), pk, sk);
    }
}
