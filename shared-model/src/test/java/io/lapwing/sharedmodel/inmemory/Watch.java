package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.inmemory.Memory.AlertKey;
import io.lapwing.sharedmodel.telemetry.Reading;
import io.lapwing.sharedmodel.watch.DeviceWatcher.Sighting;
import io.lapwing.sharedmodel.watch.Observation;
import io.lapwing.sharedmodel.watch.Observation.AlertChange;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/// Shows devices to whoever watches them, and keeps what follows.
final class Watch {

    private final Memory memory;

    Watch(Memory memory) {
        this.memory = memory;
    }

    static Sighting sighting(DeviceState state, List<Reading> readings, Instant now) {
        return new Sighting(state.device.key(), readings, state.watchAt(now),
                state.readings.isEmpty() ? null : state.readings.lastKey(), state.device.lastSeenAt(), now);
    }

    /// The tenant's next alerts.
    Supplier<AlertId> ids(TenantId tenant) {
        return () -> AlertId.of(memory.alertNumbers.merge(tenant, 1L, Long::sum));
    }

    /// Keeps what follows from this sighting.
    void keep(Sighting sighting, Observation observation) {
        DeviceState state = Objects.requireNonNull(memory.devices.get(sighting.device()));
        if (observation.changes(sighting.watch())) {
            state.remember(observation.next());
            observation.alerts().forEach(change -> keep(state.device.key().tenant(), change));
            memory.addToOutbox(observation.events());
        }
    }

    private void keep(TenantId tenant, AlertChange change) {
        switch (change) {
            case AlertChange.Raised(Alert alert) -> memory.alerts.put(new AlertKey(tenant, alert.id()), alert);
            case AlertChange.Cleared(AlertId id, Instant at) -> memory.alerts.computeIfPresent(
                    new AlertKey(tenant, id),
                    (_, alert) -> alert.isOpen() ? alert.clearedAt(at.truncatedTo(ChronoUnit.MILLIS)) : alert);
        }
    }
}
