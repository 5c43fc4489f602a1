package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.alert.AlertFilter;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.AlertEvent.AlertCleared;
import io.lapwing.sharedmodel.event.AlertEvent.AlertRaised;
import io.lapwing.sharedmodel.event.Event;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.fixtures.Pages;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.fixtures.ThresholdWatcher;
import io.lapwing.sharedmodel.fixtures.WriteBuilder;
import io.lapwing.sharedmodel.port.StoreTests;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.port.WatchStore;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.Reading;
import io.lapwing.sharedmodel.telemetry.StoredReading;
import io.lapwing.sharedmodel.watch.DeviceWatch;
import io.lapwing.sharedmodel.watch.DeviceWatcher.Sighting;
import io.lapwing.sharedmodel.watch.Observation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static org.assertj.core.api.Assertions.assertThat;

/// Wherever a process is killed, what is remembered of a device, its alerts, its events and its readings agree; and the
/// redelivery brings each alert about once.
@NeedsDynamoDb
class KilledWatchTest implements StoreTests {

    private static final DynamoDatabase DATABASE = TestDynamoDb.shared().database();
    private static final Stores STORES = TestDynamoDbStores.on(DATABASE, new ThresholdWatcher());
    private static final Instant RECEIVED = now();

    @Override
    public Stores stores() {
        return STORES;
    }

    private record Fleet(DeviceKey gateway, DeviceKey one, DeviceKey other) {}

    /// What the killed process wrote.
    enum Scenario {
        RAISES, CLEARS, RAISES_AND_CLEARS, RAISES_BEHIND_A_GATEWAY, RAISES_OUT_OF_A_JOURNAL;

        private MessageWrite message(Fleet fleet) {
            WriteBuilder message = aWrite().from(fleet.gateway()).withMid("m1").receivedAt(RECEIVED);
            switch (this) {
                case RAISES -> message.with(aReading().at(T0.plusSeconds(1)).withValue("t", 79))
                        .with(aReading().at(T0.plusSeconds(2)).withValue("t", 80));
                case CLEARS -> message.with(aReading().of(fleet.one()).at(T0.plusSeconds(1)).withValue("t", 75));
                case RAISES_AND_CLEARS -> message.with(aReading().at(T0.plusSeconds(1)).withValue("t", 80))
                        .with(aReading().at(T0.plusSeconds(2)).withValue("t", 75))
                        .with(aReading().at(T0.plusSeconds(3)).withValue("t", 81));
                case RAISES_BEHIND_A_GATEWAY -> message
                        .with(aReading().of(fleet.one()).at(T0.plusSeconds(1)).withValue("t", 70))
                        .with(aReading().of(fleet.other()).at(T0.plusSeconds(1)).withValue("t", 90))
                        .with(aReading().of(fleet.one()).at(T0.plusSeconds(2)).withValue("t", 91));
                case RAISES_OUT_OF_A_JOURNAL -> IntStream.range(0, 110).forEach(i -> message.with(
                        aReading().of(i % 2 == 0 ? fleet.one() : fleet.other()).at(T0.plusSeconds(100 + i))
                                .withValue("t", i == 3 ? 75 : i),
                        "e" + i));
            }
            return message.build();
        }
    }

    /// What can be seen of a device.
    private record Sight(List<StoredReading> readings, List<Boolean> open, List<Class<?>> events) {}

    /// A gateway and two devices behind it, one of them with an open alert.
    private Fleet fleet() {
        TenantId tenant = freshTenant();
        DeviceKey gateway = registered(aDevice().in(tenant).withId("gw").asGateway());
        Fleet fleet = new Fleet(gateway, registered(aDevice().behind(gateway).withId("one")),
                registered(aDevice().behind(gateway).withId("other")));
        append(aWrite().from(gateway).receivedAt(RECEIVED.minusSeconds(60))
                .with(aReading().of(fleet.one()).at(T0).withValue("t", 85)));
        return fleet;
    }

    private static List<Alert> alerts(DeviceKey device, @Nullable Boolean open) {
        return Pages.all(page -> STORES.alerts().list(device.tenant(),
                new AlertFilter(open, null, device.device(), null, null), page));
    }

    private Map<String, Sight> sight(Fleet fleet) {
        Map<String, Sight> sights = new LinkedHashMap<>();
        for (DeviceKey device : List.of(fleet.gateway(), fleet.one(), fleet.other())) {
            sights.put(device.device().value(), sight(device));
        }
        List<AlertId> open = Pages.all(page -> STORES.alerts().list(fleet.gateway().tenant(),
                new AlertFilter(true, null, null, null, null), page)).stream().map(Alert::id).toList();
        assertThat(open).isEqualTo(Pages.all(page -> STORES.alerts().list(fleet.gateway().tenant(), AlertFilter.ALL,
                page)).stream().filter(Alert::isOpen).map(Alert::id).toList());
        return sights;
    }

    /// What is seen of a device agrees.
    private Sight sight(DeviceKey device) {
        List<StoredReading> readings = readings(device);
        List<Alert> alerts = alerts(device, null);
        List<Event> events = TestOutbox.of(DATABASE, "watch/" + device).stream().map(RecordedEvent::event).toList();
        DeviceWatch watch = Objects.requireNonNull(STORES.watches().find(Set.of(device)).get(device));
        assertThat(watch.rules().values()).flatMap(progress -> progress.open() == null ? List.<AlertId>of()
                : List.of(progress.open().id())).isEqualTo(alerts(device, true).stream().map(Alert::id).toList());
        assertThat(events).filteredOn(AlertRaised.class::isInstance).map(event -> ((AlertRaised) event).alert())
                .containsExactlyElementsOf(alerts.reversed().stream().map(Alert::id).toList());
        assertThat(events).filteredOn(AlertCleared.class::isInstance).map(event -> ((AlertCleared) event).alert())
                .containsExactlyElementsOf(alerts(device, false).reversed().stream().map(Alert::id).toList());
        return new Sight(readings, alerts.stream().map(Alert::isOpen).toList(),
                events.stream().<Class<?>>map(Event::getClass).toList());
    }

    private static DynamoDatabase mortal(int lastCall, boolean takesEffect) {
        return new DynamoDatabase(MortalClient.of(TestDynamoDb.shared().client(), lastCall, takesEffect),
                DATABASE.tables());
    }

    @ParameterizedTest
    @EnumSource
    void brings_each_alert_about_once_wherever_the_process_is_killed(Scenario scenario) {
        Fleet untouched = fleet();
        Map<String, Sight> before = sight(untouched);
        STORES.telemetry().append(List.of(scenario.message(untouched)));
        Map<String, Sight> after = sight(untouched);
        assertThat(after).isNotEqualTo(before);
        boolean finished = false;
        for (int call = 1; !finished; call++) {
            for (boolean takesEffect : List.of(false, true)) {
                Fleet fleet = fleet();
                MessageWrite message = scenario.message(fleet);
                try {
                    new DynamoDbTelemetryStore(mortal(call, takesEffect), InstantSource.system(),
                            new ThresholdWatcher()).append(List.of(message));
                    finished = true;
                } catch (StoreUnavailable _) {
                    // killed
                }
                assertThat(sight(fleet)).isIn(before, after);
                STORES.telemetry().append(List.of(message));
                assertThat(sight(fleet)).isEqualTo(after);
            }
        }
    }

    private static Observation look(Sighting sighting, Supplier<AlertId> ids) {
        Reading hot = aReading().of(sighting.device()).at(T0.plusSeconds(1)).withValue("t", 90).build();
        return ThresholdWatcher.observe(new Sighting(sighting.device(), List.of(hot), sighting.watch(),
                sighting.newestReading(), sighting.lastSeenAt(), sighting.now()), ids);
    }

    @Test
    void keeps_a_look_whole_or_not_at_all() {
        boolean finished = false;
        for (int call = 1; !finished; call++) {
            for (boolean takesEffect : List.of(false, true)) {
                DeviceKey pump = registered();
                WatchStore watches = new DynamoDbWatchStore(mortal(call, takesEffect));
                try {
                    watches.look(pump, RECEIVED, true, KilledWatchTest::look);
                    finished = true;
                } catch (StoreUnavailable _) {
                    // killed
                }
                List<Boolean> open = sight(pump).open();
                assertThat(device(pump).lastSeenAt()).isEqualTo(open.isEmpty() ? null : RECEIVED);

                STORES.watches().look(pump, RECEIVED, true, KilledWatchTest::look);

                assertThat(sight(pump).open()).containsExactly(true);
            }
        }
    }
}
