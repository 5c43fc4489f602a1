package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.alert.AlertFilter;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.PresenceEvent.DeviceCameOnline;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.event.WatchPosition;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.fixtures.Watches;
import io.lapwing.sharedmodel.fixtures.WriteBuilder;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.StoreTests;
import io.lapwing.sharedmodel.telemetry.WriteResult.AlreadySeen;
import io.lapwing.sharedmodel.telemetry.WriteResult.Written;
import io.lapwing.sharedmodel.watch.DeviceWatch;
import io.lapwing.sharedmodel.watch.DeviceWatcher;
import io.lapwing.sharedmodel.watch.DeviceWatcher.Sighting;
import io.lapwing.sharedmodel.watch.Observation;
import io.lapwing.sharedmodel.watch.Observation.AlertChange;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static io.lapwing.sharedmodel.fixtures.Fixtures.anAlert;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;

/// What is watched in messages that take more than one transaction.
@NeedsDynamoDb
class WatchedJournalTest implements StoreTests {

    private static final DynamoDatabase DATABASE = TestDynamoDb.shared().database();

    private final Map<DeviceKey, Sighting> last = new HashMap<>();
    private final Stores stores = TestDynamoDbStores.on(DATABASE, watcher());

    @Override
    public Stores stores() {
        return stores;
    }

    private DeviceWatcher watcher() {
        return _ -> (sighting, _) -> {
            last.put(sighting.device(), sighting);
            return Watches.counted(sighting, sighting.readings().size());
        };
    }

    private DeviceKey gateway(int children) {
        DeviceKey gateway = registered(aDevice().in(freshTenant()).withId("gw").asGateway());
        IntStream.range(0, children).forEach(i -> registered(aDevice().behind(gateway).withId("child-" + i)));
        return gateway;
    }

    private static DeviceKey child(DeviceKey gateway, int number) {
        return DeviceKey.of(gateway.tenant().value(), "child-" + number);
    }

    private static DeviceWatch watch(Stores system, DeviceKey device) {
        return system.watches().find(Set.of(device)).getOrDefault(device, DeviceWatch.NOTHING);
    }

    @Test
    void sights_each_reading_of_a_large_message_once() {
        DeviceKey gateway = gateway(3);
        WriteBuilder message = aWrite().from(gateway).withMid("m1");
        IntStream.range(0, 120).forEach(i -> message
                .with(aReading().of(child(gateway, i % 3)).at(T0.plusSeconds(i)).withValue("t", i), "e" + i));

        append(message);
        append(message);

        for (int i = 0; i < 3; i++) {
            assertThat(Watches.count(watch(stores, child(gateway, i)))).isEqualTo(40);
        }
        assertThat(Watches.count(watch(stores, gateway))).isZero();
        assertThat(last).containsOnlyKeys(gateway, child(gateway, 0), child(gateway, 1), child(gateway, 2));
    }

    /// Raises as many alerts as it may at each sighting.
    private static Observation raiseAll(Sighting sighting, Supplier<AlertId> ids) {
        List<AlertChange> alerts = new ArrayList<>();
        List<RecordedEvent> events = new ArrayList<>();
        if (!sighting.readings().isEmpty()) {
            for (int i = 0; i < Observation.MAX_ALERTS; i++) {
                alerts.add(new AlertChange.Raised(anAlert().byRule("r" + i).build(ids.get(), sighting.device())));
            }
            for (int i = 0; i < 30; i++) {
                events.add(new RecordedEvent(new DeviceCameOnline(sighting.device(),
                        new WatchPosition(sighting.watch().version() + 1, i)), T0, null));
            }
        }
        return new Observation(Watches.next(sighting.watch(), T0), alerts, events);
    }

    @Test
    void stores_a_backlog_of_a_year_with_as_many_alerts_as_there_may_be() {
        Stores raising = TestDynamoDbStores.on(DATABASE, _ -> WatchedJournalTest::raiseAll);
        DeviceKey gateway = gateway(1);
        WriteBuilder message = aWrite().from(gateway).withMid("m1");
        IntStream.range(0, 60).forEach(i -> message.with(aReading().of(child(gateway, 0))
                .at(T0.minus(10L * i, ChronoUnit.DAYS)).withValue("t", i), "e" + i));

        assertThat(raising.telemetry().append(List.of(message.build()))).containsExactly(new Written(60, 0, 0, 59));
        assertThat(raising.telemetry().append(List.of(message.build()))).containsExactly(new AlreadySeen());

        assertThat(readings(child(gateway, 0))).hasSize(60);
        assertThat(raising.alerts().list(gateway.tenant(), AlertFilter.ALL, PageRequest.first(100)).items())
                .hasSizeGreaterThan(Observation.MAX_ALERTS);
    }

    @Test
    void gives_a_number_to_one_alert_only_where_groups_are_divided() {
        Stores raising = TestDynamoDbStores.on(DATABASE, _ -> WatchedJournalTest::raiseAll);
        TenantId tenant = freshTenant();
        List<DeviceKey> devices = IntStream.range(0, 5)
                .mapToObj(i -> registered(aDevice().in(tenant).withId("d" + i))).toList();

        raising.telemetry()
                .append(devices.stream().map(device -> aWrite().from(device).with(aReading()).build()).toList());

        List<Long> numbers = raising.alerts().list(tenant, AlertFilter.ALL, PageRequest.first(200)).items().stream()
                .map(alert -> alert.id().number()).toList();
        assertThat(numbers).hasSize(100).doesNotHaveDuplicates().startsWith(100L).endsWith(1L);
    }
}
