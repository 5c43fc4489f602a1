package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.alert.AlertFilter;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Pages of alerts, the newest first. The open ones, and those of a device, have lists of their own; all else is
/// filtered here: a page that would take too much reading ends early, with fewer alerts than asked for.
final class AlertList {

    private static final String OPERATION = "AlertStore.list";
    /// Sorts behind every place: these are hex digits.
    private static final String NEWEST = "g";
    private static final int MAX_READ = 4000;
    private static final int READ_TO_FILTER = 200;

    private final DynamoDatabase database;
    private final Keys keys;
    private final int maxRead;

    AlertList(DynamoDatabase database) {
        this(database, MAX_READ);
    }

    /// @param maxRead how many places a page may read, about
    AlertList(DynamoDatabase database, int maxRead) {
        this.database = database;
        this.keys = database.keys();
        this.maxRead = maxRead;
    }

    Page<Alert> page(TenantId tenant, AlertFilter filter, PageRequest request) {
        List<String> partitions = partitions(tenant, filter);
        if (partitions.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        int chunk = leavesOut(filter) ? Math.max(request.limit() + 1, READ_TO_FILTER) : request.limit() + 1;
        MergedList places = new MergedList(database, OPERATION, partitions,
                request.after() == null ? NEWEST : request.after(), chunk);
        Known known = new Known(tenant, !isListedApart(filter));
        List<Alert> found = new ArrayList<>();
        @Nullable
        String last = "";
        for (int read = 0; last != null && found.size() <= request.limit() && read < maxRead; read += chunk) {
            List<Map<String, AttributeValue>> taken = places.take(chunk);
            found.addAll(known.matching(filter, taken));
            last = taken.size() < chunk ? null : Items.text(taken.getLast(), DynamoDbKey.SK);
        }
        if (found.size() > request.limit()) {
            List<Alert> items = found.subList(0, request.limit());
            return new Page<>(items, keys.watch().alert(tenant, items.getLast().id()).sk());
        }
        return new Page<>(found, last);
    }

    private static boolean isListedApart(AlertFilter filter) {
        return filter.device() != null || Boolean.TRUE.equals(filter.open());
    }

    /// Whether some of what is read will not be wanted.
    private static boolean leavesOut(AlertFilter filter) {
        boolean open = filter.device() == null && Boolean.TRUE.equals(filter.open());
        return filter.severity() != null || filter.rule() != null || filter.site() != null
                || (filter.open() != null && !open);
    }

    /// Where the alerts that may be wanted, or their places, lie.
    private List<String> partitions(TenantId tenant, AlertFilter filter) {
        if (filter.device() != null) {
            DeviceKey device = new DeviceKey(tenant, filter.device());
            return database.get(OPERATION, keys.state(device))
                    .map(state -> WatchKeys.deviceAlerts(device, Items.text(state, Keys.INCARNATION))).stream()
                    .toList();
        }
        IntFunction<String> partition = Boolean.TRUE.equals(filter.open())
                ? shard -> WatchKeys.openAlerts(tenant, shard)
                : shard -> WatchKeys.alerts(tenant, shard);
        return IntStream.range(0, Keys.listShards()).mapToObj(partition).toList();
    }

    /// What a page has read of the devices that it met.
    private final class Known {

        private final TenantId tenant;
        private final boolean areAlerts;
        private final Map<DynamoDbKey, Map<String, AttributeValue>> profiles = new HashMap<>();

        /// @param areAlerts whether what is read are the alerts themselves
        Known(TenantId tenant, boolean areAlerts) {
            this.tenant = tenant;
            this.areAlerts = areAlerts;
        }

        /// Those of these places whose alerts are wanted, and whose devices are still there.
        List<Alert> matching(AlertFilter filter, List<Map<String, AttributeValue>> places) {
            List<Map<String, AttributeValue>> alerts = alerts(places.stream()
                    .filter(place -> AlertItems.mayMatch(filter, place)).toList()).stream()
                    .filter(alert -> AlertItems.isAlert(alert) && AlertItems.matches(filter, alert)).toList();
            List<DynamoDbKey> unknown = alerts.stream().map(alert -> keys.profile(AlertItems.device(tenant, alert)))
                    .filter(key -> !profiles.containsKey(key)).distinct().toList();
            Map<DynamoDbKey, Map<String, AttributeValue>> found = database.getAll(OPERATION, unknown);
            unknown.forEach(key -> profiles.put(key, found.getOrDefault(key, Map.of())));
            return alerts.stream().filter(alert -> isThere(alert, filter.site()))
                    .map(alert -> AlertItems.read(tenant, alert)).toList();
        }

        /// The alerts of these places, in their order; an alert that lies in the list itself is its own place.
        private List<Map<String, AttributeValue>> alerts(List<Map<String, AttributeValue>> places) {
            if (areAlerts) {
                return places;
            }
            List<DynamoDbKey> wanted = places.stream()
                    .map(place -> keys.watch().alert(tenant, WatchKeys.alertAt(Items.text(place, DynamoDbKey.SK))))
                    .toList();
            Map<DynamoDbKey, Map<String, AttributeValue>> found = database.getAll(OPERATION, wanted);
            return wanted.stream().flatMap(key -> Optional.ofNullable(found.get(key)).stream()).toList();
        }

        private boolean isThere(Map<String, AttributeValue> alert, @Nullable String site) {
            Map<String, AttributeValue> profile = profiles
                    .getOrDefault(keys.profile(AlertItems.device(tenant, alert)), Map.of());
            return AlertItems.isOf(profile, alert) && (site == null
                    || site.equals(Items.optionalText(profile, DeviceItems.SITE).orElse(null)));
        }
    }
}
