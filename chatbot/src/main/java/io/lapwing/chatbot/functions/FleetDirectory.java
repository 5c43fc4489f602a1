package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.domain.language.FleetDevice;
import io.lapwing.chatbot.domain.language.FleetWords;
import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.alert.AlertFilter;
import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceFilter;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.AlertStore;
import io.lapwing.sharedmodel.port.DeviceRegistry;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.telemetry.MetricName;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/// The devices of a tenant, and the words that people use for them. The words are remembered for a short while, since
/// they are made of the whole fleet; what is answered is read each time. Thread-safe.
final class FleetDirectory {
    /// How many devices of a tenant are known by their names. The rest are found by their ids.
    static final int MAX_DEVICES = 10_000;
    static final int MAX_ALERTS = 1000;

    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final int MAX_TENANTS = 64;
    private static final int PAGE = 200;
    /// Devices of one type report much the same: a few are asked what.
    private static final int ASKED_OF_TYPE = 3;
    private static final int MAX_TYPES = 100;

    private final DeviceRegistry registry;
    private final TelemetryStore telemetry;
    private final AlertStore alerts;
    private final Map<TenantId, Known> known = new LinkedHashMap<>(16, 0.75f, true);

    private record Known(FleetWords words, Instant until) {}

    FleetDirectory(DeviceRegistry registry, TelemetryStore telemetry, AlertStore alerts) {
        this.registry = registry;
        this.telemetry = telemetry;
        this.alerts = alerts;
    }

    /// The words of a tenant's fleet, as it was not long ago.
    FleetWords words(TenantId tenant, Instant now) {
        synchronized (known) {
            Known kept = known.get(tenant);
            if (kept != null && now.isBefore(kept.until())) {
                return kept.words();
            }
        }
        FleetWords words = read(tenant);
        synchronized (known) {
            known.put(tenant, new Known(words, now.plus(KEPT)));
            if (known.size() > MAX_TENANTS) {
                known.remove(known.keySet().iterator().next());
            }
        }
        return words;
    }

    private FleetWords read(TenantId tenant) {
        List<Device> devices = devices(tenant, DeviceFilter.ANY);
        Map<String, Set<String>> metrics = metrics(devices);
        return FleetWords.of(devices.stream().map(device -> new FleetDevice(device.key().device(),
                device.profile().name(), device.profile().type(), device.profile().site(),
                List.copyOf(metrics.getOrDefault(device.profile().type(), Set.of())), device.profile().aliases()))
                .toList());
    }

    /// The metrics that devices of each type report, by type.
    private Map<String, Set<String>> metrics(List<Device> devices) {
        Map<String, Set<String>> metrics = new HashMap<>();
        Map<String, Integer> asked = new HashMap<>();
        for (Device device : devices) {
            String type = device.profile().type();
            if (asked.merge(type, 1, Integer::sum) <= ASKED_OF_TYPE && asked.size() <= MAX_TYPES) {
                telemetry.latest(device.key(), Set.of()).keySet().stream().map(MetricName::value)
                        .forEach(metrics.computeIfAbsent(type, _ -> new TreeSet<>())::add);
            }
        }
        return metrics;
    }

    Optional<Device> find(TenantId tenant, DeviceId id) {
        DeviceKey key = new DeviceKey(tenant, id);
        return Optional.ofNullable(registry.find(Set.of(key)).get(key));
    }

    /// Those of some ids that are registered, in their order.
    List<Device> find(TenantId tenant, List<DeviceId> ids) {
        return ids.stream().map(id -> find(tenant, id)).flatMap(Optional::stream).toList();
    }

    /// The devices that meet a filter, up to [#MAX_DEVICES] of them.
    List<Device> devices(TenantId tenant, DeviceFilter filter) {
        List<Device> devices = new ArrayList<>();
        @Nullable
        String after = null;
        do {
            Page<Device> page = registry.list(tenant, filter, new PageRequest(PAGE, after));
            devices.addAll(page.items());
            after = page.next();
        } while (after != null && devices.size() < MAX_DEVICES);
        return devices;
    }

    /// The open alerts of a tenant, the worst first, up to [#MAX_ALERTS] of them.
    List<Alert> openAlerts(TenantId tenant) {
        List<Alert> open = new ArrayList<>();
        AlertFilter filter = new AlertFilter(true, null, null, null, null);
        @Nullable
        String after = null;
        do {
            Page<Alert> page = alerts.list(tenant, filter, new PageRequest(PAGE, after));
            open.addAll(page.items());
            after = page.next();
        } while (after != null && open.size() < MAX_ALERTS);
        open.sort(Comparator.comparing(Alert::severity).reversed());
        return open;
    }
}
