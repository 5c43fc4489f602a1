package io.lapwing.deviceingest.functions;

import io.lapwing.deviceingest.domain.ChangedRule;
import io.lapwing.deviceingest.domain.PresenceRules;
import io.lapwing.deviceingest.domain.WatchedDevice;
import io.lapwing.deviceingest.functions.EventHandlers.Handler;
import io.lapwing.sharedmodel.alert.Rule;
import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceFilter;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.event.RuleEvent.RuleChanged;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.DeviceRegistry;
import io.lapwing.sharedmodel.port.Outbox;
import io.lapwing.sharedmodel.port.RuleStore;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.port.WatchStore;
import io.lapwing.sharedmodel.telemetry.LatestValue;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.TraceParent;
import io.lapwing.sharedmodel.watch.DeviceWatch;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/// Applies a rule that was made, changed or deleted to its tenant's devices: what it opened and would not open any more
/// is cleared, and what is missing already is noticed. A page of devices for each event; the next page is an event of
/// its own.
///
/// Thread-safe. An event that comes again finds done what it did.
public final class ApplyRule implements Handler<RuleChanged> {

    private static final int PAGE = 200;

    private final Stores stores;
    private final WatchDevices watcher;
    private final InstantSource clock;

    /// What it works on.
    ///
    /// @param rules as they are
    public record Stores(RuleStore rules, DeviceRegistry devices, WatchStore watches, TelemetryStore telemetry,
            Outbox outbox) {}

    public ApplyRule(Stores stores, PresenceRules presences, InstantSource clock) {
        this.stores = stores;
        this.clock = clock;
        watcher = new WatchDevices(stores.devices(), stores.rules(), presences);
    }

    @Override
    public void handle(RuleChanged change, @Nullable TraceParent trace) {
        ChangedRule changed = new ChangedRule(change, stores.rules().find(change.tenant(), change.rule()));
        if (!changed.concernsDevices()) {
            return;
        }
        String after = change.after() == null ? null : change.after().value();
        Page<Device> page = stores.devices().list(change.tenant(), DeviceFilter.ANY, new PageRequest(PAGE, after));
        Map<DeviceKey, Device> devices = new LinkedHashMap<>();
        page.items().forEach(device -> devices.put(device.key(), device));
        apply(changed, devices);
        changed.next(page).ifPresent(
                next -> stores.outbox().append(List.of(new RecordedEvent(next, clock.instant(), trace))));
    }

    private void apply(ChangedRule changed, Map<DeviceKey, Device> devices) {
        Map<DeviceKey, DeviceWatch> watches = stores.watches().find(devices.keySet());
        Set<DeviceKey> concerned = devices.values().stream()
                .filter(device -> changed.concerns(device, watches.getOrDefault(device.key(), DeviceWatch.NOTHING)))
                .map(Device::key).collect(Collectors.toSet());
        Map<DeviceKey, WatchedDevice> watched = watcher.lookUp(concerned);
        Instant now = clock.instant();
        for (DeviceKey device : concerned) {
            WatchedDevice rules = Objects.requireNonNull(watched.get(device));
            LatestValue latest = latest(device, changed.rule());
            stores.watches().look(device, now, false,
                    (sighting, ids) -> rules.isLookedAt(changed.id(), latest, sighting, ids));
        }
    }

    private @Nullable LatestValue latest(DeviceKey device, Optional<Rule> rule) {
        Optional<MetricName> metric = rule.flatMap(current -> current.definition().condition().measured());
        return metric.isEmpty() ? null
                : stores.telemetry().latest(device, Set.of(metric.get())).get(metric.get());
    }
}
