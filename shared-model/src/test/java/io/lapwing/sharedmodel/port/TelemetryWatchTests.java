package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.AlertEvent.AlertCleared;
import io.lapwing.sharedmodel.event.AlertEvent.AlertRaised;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.fixtures.ThresholdWatcher;
import io.lapwing.sharedmodel.fixtures.Watches;
import io.lapwing.sharedmodel.fixtures.WriteBuilder;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.Reading;
import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.telemetry.WriteResult;
import io.lapwing.sharedmodel.telemetry.WriteResult.AlreadySeen;
import io.lapwing.sharedmodel.telemetry.WriteResult.NoSuchDevice;
import io.lapwing.sharedmodel.telemetry.WriteResult.Written;
import io.lapwing.sharedmodel.watch.DeviceWatch;
import io.lapwing.sharedmodel.watch.DeviceWatcher;
import io.lapwing.sharedmodel.watch.DeviceWatcher.Sighting;
import io.lapwing.sharedmodel.watch.DeviceWatcher.Watching;
import io.lapwing.sharedmodel.watch.Observation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aQuarantinedMessage;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static io.lapwing.sharedmodel.fixtures.Racing.race;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Whoever watches devices is told of what is appended, and what follows is stored with it.
interface TelemetryWatchTests extends WatchTests {

    /// A store of the same readings as [#stores()] that asks this watcher.
    TelemetryStore storeWatchedBy(DeviceWatcher watcher);

    private static List<WriteResult> append(TelemetryStore store, WriteBuilder... writes) {
        return store.append(Stream.of(writes).map(WriteBuilder::build).toList());
    }

    /// Answers nothing, and remembers the sightings whose transactions it thinks of as the last.
    private static DeviceWatcher recording(List<Sighting> sightings) {
        return _ -> (sighting, _) -> {
            sightings.add(sighting);
            return Observation.nothing(sighting.watch());
        };
    }

    /// All that a store showed of these messages.
    private List<Sighting> sightings(WriteBuilder... writes) {
        List<Sighting> sightings = new ArrayList<>();
        append(storeWatchedBy(recording(sightings)), writes);
        return sightings;
    }

    private static List<Reading> readings(List<Sighting> sightings) {
        return sightings.stream().flatMap(sighting -> sighting.readings().stream()).toList();
    }

    private static Reading reading(WriteBuilder write, int entry) {
        return write.build().entries().get(entry).reading();
    }

    private static Observation counted(Sighting sighting, Supplier<AlertId> ids) {
        return Watches.counted(sighting, Math.max(1, sighting.readings().size()));
    }

    private DeviceKey gateway(int children) {
        DeviceKey gateway = registered(aDevice().in(freshTenant()).withId("gw").asGateway());
        IntStream.range(0, children).forEach(i -> registered(aDevice().behind(gateway).withId("child-" + i)));
        return gateway;
    }

    private static DeviceKey child(DeviceKey gateway, int number) {
        return DeviceKey.of(gateway.tenant().value(), "child-" + number);
    }

    @Test
    default void shows_the_readings_of_a_device_once_and_in_the_order_in_which_they_came() {
        DeviceKey pump = registered();
        WriteBuilder first = aWrite().from(pump).with(aReading().at(T0.plusSeconds(5)).withValue("t", 1))
                .with(aReading().at(T0).withValue("t", 2).withValue("p", 2));
        WriteBuilder second = aWrite().from(pump).with(aReading().at(T0.plusSeconds(3)).withValue("t", 3));

        List<Sighting> sightings = sightings(first, second);

        assertThat(sightings).extracting(Sighting::device).containsOnly(pump);
        assertThat(readings(sightings)).containsExactly(reading(first, 0), reading(first, 1), reading(second, 0));
    }

    @Test
    default void shows_readings_again_that_were_there_already() {
        DeviceKey pump = registered();
        WriteBuilder write = aWrite().from(pump).with(aReading().withValue("t", 1));
        append(write);

        List<Sighting> sightings = sightings(write);

        assertThat(readings(sightings)).containsExactly(reading(write, 0));
    }

    @Test
    default void shows_nothing_of_what_has_no_effect() {
        DeviceKey pump = registered();
        append(aWrite().from(pump).withMid("m1").with(aReading().withValue("t", 1)),
                aWrite().from(pump).with(aReading().withValue("t", 1), "e1"));
        List<Sighting> sightings = new ArrayList<>();
        TelemetryStore store = storeWatchedBy(recording(sightings));

        List<WriteResult> results = append(store,
                aWrite().from(pump).withMid("m1").with(aReading().at(T0.plusSeconds(1)).withValue("t", 90)),
                aWrite().from(pump).with(aReading().at(T0.plusSeconds(2)).withValue("t", 91), "e1"),
                aWrite().from(pump).with(aReading().at(T0.plusSeconds(3)).withValue("t", 92)).with(aReading()
                        .of(DeviceKey.of(pump.tenant().value(), "nobody")).withValue("t", 93)),
                aWrite().from(pump).withQuarantined(aQuarantinedMessage().of(pump).build()));

        assertThat(results.subList(0, 3)).hasExactlyElementsOfTypes(AlreadySeen.class, Written.class,
                NoSuchDevice.class);
        assertThat(sightings).isEmpty();
    }

    @Test
    default void leaves_out_the_entries_whose_ids_are_taken() {
        DeviceKey pump = registered();
        append(aWrite().from(pump).with(aReading(), "e1"));
        WriteBuilder write = aWrite().from(pump).with(aReading().at(T0.plusSeconds(1)).withValue("t", 90), "e1")
                .with(aReading().at(T0.plusSeconds(2)).withValue("t", 91), "e2")
                .with(aReading().at(T0.plusSeconds(3)).withValue("t", 92), "e2");

        // A store may see only when it has asked that an id is taken, and ask once more.
        assertThat(sightings(write).getLast().readings()).containsExactly(reading(write, 1));
    }

    @Test
    default void shows_devices_behind_a_gateway_as_themselves_and_the_gateway_without_readings() {
        DeviceKey gateway = gateway(2);
        WriteBuilder write = aWrite().from(gateway).with(aReading().of(child(gateway, 0)).withValue("t", 1))
                .with(aReading().of(child(gateway, 1)).withValue("t", 2))
                .with(aReading().of(child(gateway, 0)).at(T0.plusSeconds(1)).withValue("t", 3));

        Map<DeviceKey, List<Reading>> shown = new LinkedHashMap<>();
        sightings(write).forEach(sighting -> shown.put(sighting.device(), sighting.readings()));

        assertThat(shown).containsOnly(Map.entry(gateway, List.of()),
                Map.entry(child(gateway, 0), List.of(reading(write, 0), reading(write, 2))),
                Map.entry(child(gateway, 1), List.of(reading(write, 1))));
    }

    @Test
    default void says_what_was_there_before() {
        DeviceKey pump = registered();
        Instant received = now();
        WriteBuilder first = aWrite().from(pump).receivedAt(received).with(aReading().at(T0.plusSeconds(9))
                .withSeq(7)).with(aReading().at(T0.plusSeconds(4)));
        WriteBuilder second = aWrite().from(pump).receivedAt(received.plusSeconds(1)).with(aReading().at(T0));

        List<Sighting> sightings = new ArrayList<>(sightings(first));
        sightings.addAll(sightings(second));

        assertThat(sightings).extracting(Sighting::newestReading).containsExactly(null,
                new ReadingKey(T0.plusSeconds(9), 7));
        assertThat(sightings).extracting(Sighting::lastSeenAt).containsExactly(null, received);
        assertThat(sightings).extracting(Sighting::now).containsExactly(received, received.plusSeconds(1));
        assertThat(sightings.getFirst().watch()).isEqualTo(DeviceWatch.nothingAt(received));
    }

    @Test
    default void says_when_the_latest_of_a_devices_messages_was_received() {
        DeviceKey pump = registered();
        Instant received = now();

        List<Sighting> sightings = sightings(
                aWrite().from(pump).receivedAt(received.minusSeconds(2)).with(aReading().at(T0)),
                aWrite().from(pump).receivedAt(received).with(aReading().at(T0.plusSeconds(1))));

        assertThat(sightings.getLast().now()).isEqualTo(received);
    }

    @Test
    default void says_before_which_devices_may_be_shown() {
        DeviceKey gateway = gateway(1);
        DeviceKey pump = registered();
        Set<DeviceKey> asked = ConcurrentHashMap.newKeySet();
        TelemetryStore store = storeWatchedBy(devices -> {
            asked.addAll(devices);
            return DeviceWatcher.NOBODY.watching(devices);
        });

        append(store, aWrite().from(gateway).with(aReading().of(child(gateway, 0))),
                aWrite().from(pump).with(aReading()));

        assertThat(asked).contains(gateway, child(gateway, 0), pump);
    }

    @Test
    default void shows_no_device_that_nothing_can_follow_for() {
        DeviceKey gateway = gateway(2);
        look(child(gateway, 1), Watches::online);
        List<Sighting> sightings = new ArrayList<>();
        Map<DeviceKey, Boolean> online = new ConcurrentHashMap<>();
        TelemetryStore store = storeWatchedBy(devices -> {
            Watching all = recording(sightings).watching(devices);
            return new Watching() {

                @Override
                public boolean watches(DeviceKey device, boolean isOnline) {
                    online.put(device, isOnline);
                    return device.equals(child(gateway, 0));
                }

                @Override
                public Observation observe(Sighting sighting, Supplier<AlertId> ids) {
                    return all.observe(sighting, ids);
                }
            };
        });

        append(store, aWrite().from(gateway).with(aReading().of(child(gateway, 0)))
                .with(aReading().of(child(gateway, 1))));

        assertThat(sightings).extracting(Sighting::device).containsExactly(child(gateway, 0));
        assertThat(online).containsOnly(Map.entry(gateway, false), Map.entry(child(gateway, 0), false),
                Map.entry(child(gateway, 1), true));
    }

    @Test
    default void stores_what_follows_with_the_readings() {
        DeviceKey pump = registered();
        TelemetryStore store = storeWatchedBy(new ThresholdWatcher());
        Instant received = now();

        append(store, aWrite().from(pump).receivedAt(received).with(aReading().at(T0).withValue("t", 79)));
        assertThat(watch(pump).version()).isEqualTo(received.toEpochMilli() + 1);
        assertThat(alerts(pump.tenant())).isEmpty();

        append(store, aWrite().from(pump).with(aReading().at(T0.plusSeconds(1)).withValue("t", 80)));
        Alert raised = alerts(pump.tenant()).getFirst();
        assertThat(raised.isOpen()).isTrue();
        assertThat(raised.raisedAt()).isEqualTo(T0.plusSeconds(1));

        append(store, aWrite().from(pump).with(aReading().at(T0.plusSeconds(2)).withValue("t", 75)));
        assertThat(alerts(pump.tenant())).containsExactly(raised.clearedAt(T0.plusSeconds(2)));
        assertThat(readings(pump)).hasSize(3);
        assertThat(watch(pump).version()).isEqualTo(received.toEpochMilli() + 3);
        assertThat(watchEvents(pump)).extracting(RecordedEvent::event).hasExactlyElementsOfTypes(AlertRaised.class,
                AlertCleared.class);
    }

    @Test
    default void stores_what_follows_from_many_messages_of_many_devices() {
        TenantId tenant = freshTenant();
        List<DeviceKey> devices = IntStream.range(0, 30)
                .mapToObj(i -> registered(aDevice().in(tenant).withId("d" + i))).toList();
        List<MessageWrite> writes = IntStream.range(0, 90)
                .mapToObj(i -> aWrite().from(devices.get(i % 30))
                        .with(aReading().at(T0.plusSeconds(i)).withValue("t", 60 + 10 * (i / 30))).build())
                .toList();

        storeWatchedBy(new ThresholdWatcher()).append(writes);

        assertThat(alerts(tenant)).hasSize(30).extracting(Alert::device).containsExactlyInAnyOrderElementsOf(devices);
        assertThat(alerts(tenant)).extracting(Alert::id).doesNotHaveDuplicates();
        assertThat(devices).allSatisfy(device -> assertThat(watchEvents(device)).hasSize(1));
    }

    @Test
    default void stores_what_follows_for_all_devices_behind_a_gateway() {
        DeviceKey gateway = gateway(12);
        WriteBuilder write = aWrite().from(gateway).withMid("m1");
        IntStream.range(0, 12).forEach(i -> write.with(aReading().of(child(gateway, i)).withValue("t", 80 + i)));
        TelemetryStore store = storeWatchedBy(new ThresholdWatcher());

        assertThat(append(store, write)).containsExactly(new Written(12, 0, 0, 0));
        assertThat(append(store, write)).containsExactly(new AlreadySeen());

        assertThat(alerts(gateway.tenant())).hasSize(12);
        assertThat(IntStream.range(0, 12)).allSatisfy(i -> assertThat(watchEvents(child(gateway, i))).hasSize(1));
    }

    @Test
    default void stores_neither_where_it_cannot_be_said_what_follows() {
        DeviceKey gateway = gateway(2);
        WriteBuilder write = aWrite().from(gateway).withMid("m1")
                .with(aReading().of(child(gateway, 0)).withValue("t", 90))
                .with(aReading().of(child(gateway, 1)).withValue("t", 90));
        TelemetryStore store = storeWatchedBy(_ -> (sighting, ids) -> {
            if (sighting.device().equals(child(gateway, 1))) {
                throw new ArithmeticException("no idea");
            }
            return ThresholdWatcher.observe(sighting, ids);
        });

        assertThatThrownBy(() -> append(store, write)).isInstanceOf(ArithmeticException.class);

        assertNothingStored(gateway);
        assertThat(append(storeWatchedBy(new ThresholdWatcher()), write)).containsExactly(new Written(2, 0, 0, 0));
        assertThat(alerts(gateway.tenant())).hasSize(2);
    }

    private void assertNothingStored(DeviceKey gateway) {
        for (DeviceKey device : List.of(gateway, child(gateway, 0), child(gateway, 1))) {
            assertThat(readings(device)).isEmpty();
            assertThat(watch(device)).isEqualTo(DeviceWatch.NOTHING);
            assertThat(watchEvents(device)).isEmpty();
            assertThat(device(device).lastSeenAt()).isNull();
        }
        assertThat(alerts(gateway.tenant())).isEmpty();
    }

    @Test
    default void refuses_what_does_not_follow() {
        DeviceKey gateway = gateway(2);
        WriteBuilder write = aWrite().from(gateway).with(aReading().of(child(gateway, 0)).withValue("t", 90));
        TelemetryStore store = storeWatchedBy(_ -> (sighting, _) -> new Observation(
                new DeviceWatch(sighting.watch().presence(), Map.of(), T0, sighting.watch().version() + 2), List.of(),
                List.of()));

        assertThatThrownBy(() -> append(store, write)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("what follows from version");

        assertNothingStored(gateway);
    }

    @Test
    default void changes_nothing_where_nothing_follows() {
        DeviceKey pump = registered();
        append(storeWatchedBy(new ThresholdWatcher()), aWrite().from(pump).with(aReading().withValue("t", 80)));
        DeviceWatch before = watch(pump);
        List<Alert> alerts = alerts(pump.tenant());

        sightings(aWrite().from(pump).with(aReading().at(T0.plusSeconds(1)).withValue("t", 70)));
        append(aWrite().from(pump).with(aReading().at(T0.plusSeconds(2)).withValue("t", 70)));

        assertThat(readings(pump)).hasSize(3);
        assertThat(watch(pump)).isEqualTo(before);
        assertThat(alerts(pump.tenant())).isEqualTo(alerts);
        assertThat(watchEvents(pump)).hasSize(1);
    }

    @Test
    default void loses_no_change_that_appends_and_looks_make_at_the_same_time() {
        DeviceKey pump = registered();
        DeviceKey fan = registered(aDevice().in(pump.tenant()).withId("fan"));
        long rounds = 15;

        race(TelemetryConcurrencyTests.THREADS, thread -> {
            TelemetryStore store = storeWatchedBy(_ -> TelemetryWatchTests::counted);
            for (int i = 0; i < rounds; i++) {
                if (thread % 4 == 0) {
                    look(pump, TelemetryWatchTests::counted);
                } else {
                    long seq = thread * 1000L + i;
                    append(store, aWrite().from(thread % 2 == 0 ? pump : fan).with(aReading().withSeq(seq)),
                            aWrite().from(thread % 2 == 0 ? fan : pump).with(aReading().withSeq(seq)));
                }
            }
            return thread;
        });

        long appending = TelemetryConcurrencyTests.THREADS * 3 / 4;
        assertThat(Watches.count(watch(fan))).isEqualTo(appending * rounds).isEqualTo(readings(fan).size());
        assertThat(Watches.count(watch(pump))).isEqualTo(TelemetryConcurrencyTests.THREADS * rounds);
    }

    @Test
    default void raises_one_alert_where_several_see_the_first_breach_at_the_same_time() {
        DeviceKey pump = registered();

        race(TelemetryConcurrencyTests.THREADS, thread -> append(storeWatchedBy(new ThresholdWatcher()),
                aWrite().from(pump).with(aReading().withSeq(thread).withValue("t", 80 + thread))));

        assertThat(alerts(pump.tenant())).hasSize(1);
        assertThat(watchEvents(pump)).hasSize(1);
        assertThat(readings(pump)).hasSize(TelemetryConcurrencyTests.THREADS);
    }

    @Test
    default void numbers_the_alerts_of_a_tenant_upwards_whoever_raises_them() {
        TenantId tenant = freshTenant();
        List<DeviceKey> devices = IntStream.range(0, TelemetryConcurrencyTests.THREADS)
                .mapToObj(i -> registered(aDevice().in(tenant).withId("d" + i))).toList();
        DeviceKey elsewhere = registered();
        TelemetryStore store = storeWatchedBy(new ThresholdWatcher());

        race(devices.size(),
                thread -> append(store, aWrite().from(devices.get(thread)).with(aReading().withValue("t", 90)),
                        aWrite().from(devices.get((thread + 1) % devices.size())).with(aReading().withValue("t", 90))));
        long highest = alerts(tenant).getFirst().id().number();
        append(store, aWrite().from(elsewhere).with(aReading().withValue("t", 90)));
        append(store, aWrite().from(devices.getFirst()).with(aReading().at(T0.plusSeconds(1)).withValue("t", 0))
                .with(aReading().at(T0.plusSeconds(2)).withValue("t", 90)));

        assertThat(alerts(tenant)).hasSize(devices.size() + 1).extracting(Alert::id).doesNotHaveDuplicates();
        assertThat(alerts(tenant).getFirst().id().number()).isGreaterThan(highest);
        assertThat(alerts(elsewhere.tenant())).hasSize(1);
    }

    @Test
    default void shows_a_device_online_as_soon_as_the_watcher_says_so() {
        DeviceKey pump = registered();

        append(storeWatchedBy(_ -> Watches::online), aWrite().from(pump).with(aReading()));

        assertThat(device(pump).online()).isTrue();
        assertThat(watch(pump).presence().online()).isTrue();
    }
}
