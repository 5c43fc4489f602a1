package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.alert.AlertFilter;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.fixtures.AlertBuilder;
import io.lapwing.sharedmodel.fixtures.Pages;
import io.lapwing.sharedmodel.fixtures.Watches;
import io.lapwing.sharedmodel.port.WatchStore.Look;
import io.lapwing.sharedmodel.watch.DeviceWatch;
import io.lapwing.sharedmodel.watch.Observation;
import io.lapwing.sharedmodel.watch.Observation.AlertChange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static org.assertj.core.api.Assertions.assertThat;

/// What the contracts of all that watches over devices build on.
interface WatchTests extends StoreTests {

    /// The events that were put into the outbox under this key and are still there, in the order of their positions.
    List<RecordedEvent> outbox(String orderKey);

    default List<RecordedEvent> watchEvents(DeviceKey device) {
        return outbox("watch/" + device);
    }

    default DeviceWatch watch(DeviceKey device) {
        return Optional.ofNullable(stores().watches().find(Set.of(device)).get(device)).orElseThrow();
    }

    default List<Alert> alerts(TenantId tenant) {
        return Pages.all(page -> stores().alerts().list(tenant, AlertFilter.ALL, page));
    }

    default Alert alert(Alert alert) {
        return stores().alerts().find(alert.device().tenant(), alert.id()).orElseThrow();
    }

    /// Looks at a device that is there, and is not seen by that.
    default void look(DeviceKey device, Look look) {
        assertThat(stores().watches().look(device, now(), false, look)).isTrue();
    }

    /// Raises alerts on a device, in their order.
    default List<Alert> raised(DeviceKey device, AlertBuilder... builders) {
        List<Alert> raised = new ArrayList<>();
        look(device, (sighting, ids) -> {
            raised.clear();
            for (AlertBuilder builder : builders) {
                raised.add(builder.build(ids.get(), device));
            }
            return new Observation(Watches.next(sighting.watch(), sighting.watch().checkAt()),
                    raised.stream().<AlertChange>map(AlertChange.Raised::new).toList(), List.of());
        });
        return raised;
    }

    default Alert raised(DeviceKey device, AlertBuilder builder) {
        return raised(device, new AlertBuilder[]{builder}).getFirst();
    }

    /// Ends an alert of a device.
    default void cleared(DeviceKey device, AlertId id, Instant at) {
        look(device, (sighting, _) -> new Observation(Watches.next(sighting.watch(), sighting.watch().checkAt()),
                List.of(new AlertChange.Cleared(id, at)), List.of()));
    }
}
