package io.lapwing.sharedmodel.alert;

import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceProfile;

import java.util.Map;
import java.util.Set;

/// Which of a tenant's devices a rule watches: those that meet every part that says something. One that says nothing
/// selects all.
public record RuleSelector(Set<DeviceId> deviceIds, Set<String> types, Set<String> sites,
        Map<String, String> labels) {

    /// All devices of the tenant.
    public static final RuleSelector ALL = new RuleSelector(Set.of(), Set.of(), Set.of(), Map.of());

    private static final int MAX_COUNT = 1000;

    public RuleSelector {
        if (deviceIds.size() > MAX_COUNT || types.size() > MAX_COUNT || sites.size() > MAX_COUNT
                || labels.size() > MAX_COUNT) {
            throw new IllegalArgumentException("a selector has at most 1000 of each");
        }
        deviceIds = Set.copyOf(deviceIds);
        types = Set.copyOf(types);
        sites = Set.copyOf(sites);
        labels = Map.copyOf(labels);
    }

    public boolean selects(Device device) {
        DeviceProfile profile = device.profile();
        String site = profile.site();
        return (deviceIds.isEmpty() || deviceIds.contains(device.key().device()))
                && (types.isEmpty() || types.contains(profile.type()))
                && (sites.isEmpty() || (site != null && sites.contains(site)))
                && profile.labels().entrySet().containsAll(labels.entrySet());
    }
}
