package io.lapwing.deviceingest.functions;

import io.lapwing.deviceingest.domain.PresenceRules;
import io.lapwing.deviceingest.domain.WatchedDevice;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.alert.Rule;
import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.port.DeviceLookup;
import io.lapwing.sharedmodel.port.RuleLookup;
import io.lapwing.sharedmodel.watch.DeviceWatcher;
import io.lapwing.sharedmodel.watch.Observation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// Watches devices with the rules of their tenants: looks both up before the readings are written, and leaves the rest
/// to the domain.
///
/// Thread-safe. Which rules select which device is remembered as long as neither of them changes.
public final class WatchDevices implements DeviceWatcher {

    private final DeviceLookup devices;
    private final RuleLookup rules;
    private final Selections selections;
    private final WatchedDevice presenceOnly;

    public WatchDevices(DeviceLookup devices, RuleLookup rules, PresenceRules presences) {
        this.devices = devices;
        this.rules = rules;
        selections = new Selections(presences);
        presenceOnly = new WatchedDevice("", List.of(), presences);
    }

    @Override
    public Watching watching(Set<DeviceKey> keys) {
        return new ByRules(lookUp(keys));
    }

    /// These devices with the rules that watch them; one that is not registered is watched by none.
    Map<DeviceKey, WatchedDevice> lookUp(Set<DeviceKey> keys) {
        Set<TenantId> tenants = new HashSet<>();
        keys.forEach(key -> tenants.add(key.tenant()));
        Map<TenantId, List<Rule>> enabled = new HashMap<>(rules.enabled(tenants));
        enabled.replaceAll(selections::same);
        Map<DeviceKey, Device> known = enabled.values().stream().allMatch(List::isEmpty) ? Map.of()
                : devices.find(keys);
        Map<DeviceKey, WatchedDevice> watched = new HashMap<>();
        for (DeviceKey key : keys) {
            Device device = known.get(key);
            List<Rule> all = enabled.getOrDefault(key.tenant(), List.of());
            watched.put(key, device == null || all.isEmpty() ? presenceOnly : selections.of(key, device, all));
        }
        return watched;
    }

    private record ByRules(Map<DeviceKey, WatchedDevice> devices) implements Watching {

        /// Of a device that is there, a message tells nothing new but to its rules.
        @Override
        public boolean watches(DeviceKey device, boolean online) {
            return !online || !of(device).rules().isEmpty();
        }

        @Override
        public Observation observe(Sighting sighting, Supplier<AlertId> ids) {
            return of(sighting.device()).receives(sighting, ids);
        }

        private WatchedDevice of(DeviceKey device) {
            WatchedDevice watched = devices.get(device);
            if (watched == null) {
                throw new IllegalArgumentException("was not asked to watch " + device);
            }
            return watched;
        }
    }
}
