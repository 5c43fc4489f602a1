package io.lapwing.restapi.functions;

import io.lapwing.sharedmodel.alert.RuleSelector;
import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceFilter;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.DeviceRegistry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/// The first devices, by id, that a rule selects.
///
/// @param isCut whether there are, or may be, more
record DeviceChoice(List<DeviceKey> devices, boolean isCut) {
    private static final int PAGE = 1000;
    /// Bounds the search for devices of which there are few.
    private static final int MAX_PAGES = 10;

    static DeviceChoice of(DeviceRegistry registry, TenantId tenant, RuleSelector selector, int limit) {
        return selector.deviceIds().isEmpty()
                ? searched(registry, tenant, selector, limit)
                : named(registry, tenant, selector, limit);
    }

    private static DeviceChoice named(DeviceRegistry registry, TenantId tenant, RuleSelector selector, int limit) {
        Set<DeviceKey> keys = selector.deviceIds().stream().map(id -> new DeviceKey(tenant, id))
                .collect(Collectors.toSet());
        List<DeviceKey> selected = selected(registry.find(keys).values(), selector);
        return new DeviceChoice(selected.stream().limit(limit).toList(), selected.size() > limit);
    }

    private static DeviceChoice searched(DeviceRegistry registry, TenantId tenant, RuleSelector selector, int limit) {
        DeviceFilter filter = new DeviceFilter(only(selector.types()), only(selector.sites()), null, null);
        List<DeviceKey> found = new ArrayList<>();
        @Nullable
        String after = null;
        int pages = 0;
        do {
            Page<Device> page = registry.list(tenant, filter, new PageRequest(PAGE, after));
            found.addAll(selected(page.items(), selector));
            after = page.next();
            pages++;
        } while (after != null && found.size() <= limit && pages < MAX_PAGES);
        return new DeviceChoice(found.stream().limit(limit).toList(), after != null || found.size() > limit);
    }

    private static List<DeviceKey> selected(Collection<Device> devices, RuleSelector selector) {
        return devices.stream().filter(selector::selects).map(Device::key).sorted().toList();
    }

    private static @Nullable String only(Set<String> values) {
        return values.size() == 1 ? values.iterator().next() : null;
    }
}
