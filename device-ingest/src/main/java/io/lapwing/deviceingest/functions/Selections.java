package io.lapwing.deviceingest.functions;

import io.lapwing.deviceingest.domain.PresenceRules;
import io.lapwing.deviceingest.domain.WatchedDevice;
import io.lapwing.sharedmodel.alert.Rule;
import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.watch.DeviceWatch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Remembers which rules select which device. Thread-safe, and of bounded size: when it is full it begins anew.
final class Selections {

    private static final int MAX_DEVICES = 100_000;
    private static final int MAX_TENANTS = 10_000;

    private final PresenceRules presences;
    private final Map<TenantId, KnownRules> tenants = new ConcurrentHashMap<>();
    private final Map<DeviceKey, Selection> devices = new ConcurrentHashMap<>();

    /// A lookup gives equal rules in ever new lists.
    ///
    /// @param seen the list that was last seen
    /// @param same the first list that was equal to it
    private record KnownRules(List<Rule> seen, List<Rule> same) {}

    /// @param createdAt of the device, with its version: it may have been deleted and registered anew
    private record Selection(Instant createdAt, long version, List<Rule> among, WatchedDevice watched) {

        @SuppressWarnings("ReferenceEquality") // equal lists are made the same before
        boolean isOf(Device device, List<Rule> rules) {
            return version == device.version() && among == rules && createdAt.equals(device.createdAt());
        }
    }

    Selections(PresenceRules presences) {
        this.presences = presences;
    }

    /// @param key of the device
    /// @param among which of its tenant's rules to select, in the order of their ids, as [#same] gives them
    WatchedDevice of(DeviceKey key, Device device, List<Rule> among) {
        Selection known = devices.get(key);
        if (known != null && known.isOf(device, among)) {
            return known.watched();
        }
        List<Rule> selecting = among.stream().filter(rule -> rule.definition().selector().selects(device))
                .limit(DeviceWatch.MAX_RULES).toList();
        WatchedDevice watched = new WatchedDevice(device.profile().name(), selecting, presences);
        if (devices.size() >= MAX_DEVICES) {
            devices.clear();
        }
        devices.put(key, new Selection(device.createdAt(), device.version(), among, watched));
        return watched;
    }

    /// The list that was the first to be equal to this one.
    ///
    /// @param rules of the tenant, in the order of their ids
    @SuppressWarnings("ReferenceEquality") // to compare lists once, and not with each batch
    List<Rule> same(TenantId tenant, List<Rule> rules) {
        KnownRules known = tenants.get(tenant);
        if (known != null && known.seen() == rules) {
            return known.same();
        }
        List<Rule> same = known != null && known.same().equals(rules) ? known.same() : rules;
        if (tenants.size() >= MAX_TENANTS) {
            tenants.clear();
        }
        tenants.put(tenant, new KnownRules(rules, same));
        return same;
    }
}
