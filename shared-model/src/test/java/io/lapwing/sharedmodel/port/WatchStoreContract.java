package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.alert.Alert.Care;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.alert.RuleId;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceFilter;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.event.Event;
import io.lapwing.sharedmodel.event.PresenceEvent.DeviceCameOnline;
import io.lapwing.sharedmodel.event.PresenceEvent.DeviceWentOffline;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.event.WatchPosition;
import io.lapwing.sharedmodel.fixtures.Pages;
import io.lapwing.sharedmodel.fixtures.Watches;
import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.telemetry.TraceParent;
import io.lapwing.sharedmodel.watch.DeviceWatch;
import io.lapwing.sharedmodel.watch.DeviceWatcher.Sighting;
import io.lapwing.sharedmodel.watch.Observation;
import io.lapwing.sharedmodel.watch.Observation.AlertChange;
import io.lapwing.sharedmodel.watch.Presence;
import io.lapwing.sharedmodel.watch.RuleProgress;
import io.lapwing.sharedmodel.watch.RuleProgress.Breach;
import io.lapwing.sharedmodel.watch.RuleProgress.OpenAlert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static io.lapwing.sharedmodel.fixtures.Fixtures.anAlert;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static io.lapwing.sharedmodel.fixtures.Racing.race;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What every [WatchStore] does.
public abstract class WatchStoreContract implements WatchTests {

    /// Before any other test has something to look at.
    private static final Instant LONG_AGO = Instant.parse("1990-01-01T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<DeviceKey> toBeChecked = new ArrayList<>();

    @AfterEach
    void leave_nothing_to_look_at() {
        toBeChecked.forEach(device -> stores().watches().look(device, now(), false, (sighting, _) -> Watches
                .changed(sighting, watch -> Watches.next(watch, (Instant) null))));
    }

    private static Observation counted(Sighting sighting, Supplier<AlertId> ids) {
        return Watches.counted(sighting, 1);
    }

    private Sighting seen(DeviceKey device) {
        List<Sighting> sightings = new ArrayList<>();
        look(device, (sighting, _) -> {
            sightings.add(sighting);
            return Observation.nothing(sighting.watch());
        });
        return sightings.getLast();
    }

    @Test
    void remembers_nothing_of_devices_that_it_was_told_nothing_of() {
        DeviceKey pump = registered();
        DeviceKey nobody = DeviceKey.of(pump.tenant().value(), "nobody");

        assertThat(stores().watches().find(Set.of(pump, nobody)))
                .containsOnly(Map.entry(pump, DeviceWatch.NOTHING), Map.entry(nobody, DeviceWatch.NOTHING));
        assertThat(stores().watches().find(Set.of())).isEmpty();
    }

    @Test
    void remembers_all_that_it_was_told() {
        DeviceKey pump = registered();
        Instant start = now();
        Map<RuleId, RuleProgress> rules = Map.of(
                new RuleId("a"), new RuleProgress(3, new ReadingKey(T0, 7), new Breach(T0.minusMillis(1), 81.25), null),
                new RuleId("b"), new RuleProgress(1, null, null, null),
                new RuleId("c"), new RuleProgress(2, new ReadingKey(T0.plusMillis(5), -1), new Breach(T0, null),
                        new OpenAlert(AlertId.of(102), Severity.CRITICAL, T0, true)),
                new RuleId("d"), new RuleProgress(2, new ReadingKey(T0, 0), null,
                        new OpenAlert(AlertId.of(1), Severity.INFO, T0.plusMillis(1), false)));
        DeviceWatch told = new DeviceWatch(new Presence(true, 12L, "broker-1/7 \"ü\"", T0), rules,
                Instant.parse("2100-01-01T00:00:00.001Z"), start.toEpochMilli() + 1);
        toBeChecked.add(pump);

        assertThat(stores().watches().look(pump, start, false,
                (_, _) -> new Observation(told, List.of(), List.of()))).isTrue();

        assertThat(watch(pump)).isEqualTo(told);
        assertThat(seen(pump).watch()).isEqualTo(told);
    }

    @Test
    void remembers_as_many_rules_as_can_watch_a_device() {
        DeviceKey pump = registered();
        Map<RuleId, RuleProgress> rules = new HashMap<>();
        IntStream.range(0, DeviceWatch.MAX_RULES).forEach(i -> rules.put(new RuleId("r" + i + "-".repeat(60)),
                new RuleProgress(i, new ReadingKey(T0, i), new Breach(T0, i / 3.0),
                        new OpenAlert(AlertId.of(i + 1L), Severity.WARNING, T0, true))));

        look(pump, (sighting, _) -> Watches.changed(sighting,
                watch -> new DeviceWatch(Presence.NEVER, rules, null, watch.version() + 1)));

        assertThat(watch(pump).rules()).isEqualTo(rules);
    }

    @Test
    void asks_nothing_about_a_device_that_is_not_registered() {
        DeviceKey nobody = DeviceKey.of(freshTenant().value(), "nobody");

        assertThat(stores().watches().look(nobody, now(), true, (_, _) -> {
            throw new AssertionError("asked");
        })).isFalse();
    }

    @Test
    void shows_what_is_there_without_readings() {
        DeviceKey pump = registered();
        Instant received = now();
        Sighting before = seen(pump);
        append(aWrite().from(pump).receivedAt(received).with(aReading().at(T0.plusSeconds(9)).withSeq(3))
                .with(aReading().at(T0.plusSeconds(9))));

        Sighting after = seen(pump);

        assertThat(before).isEqualTo(new Sighting(pump, List.of(), DeviceWatch.nothingAt(before.now()), null, null,
                before.now()));
        assertThat(after).isEqualTo(new Sighting(pump, List.of(), DeviceWatch.nothingAt(after.now()),
                new ReadingKey(T0.plusSeconds(9), 3), received, after.now()));
    }

    @Test
    void moves_last_seen_where_the_device_is_seen_and_never_back() {
        DeviceKey pump = registered();
        Instant start = now();
        WatchStore watches = stores().watches();

        watches.look(pump, start, false, WatchStoreContract::counted);
        assertThat(device(pump).lastSeenAt()).isNull();

        watches.look(pump, start, true, (sighting, _) -> Observation.nothing(sighting.watch()));
        assertThat(device(pump).lastSeenAt()).isEqualTo(start);

        watches.look(pump, start.minusSeconds(5), true, WatchStoreContract::counted);
        assertThat(device(pump).lastSeenAt()).isEqualTo(start);

        watches.look(pump, start.plusSeconds(5), true, WatchStoreContract::counted);
        assertThat(device(pump).lastSeenAt()).isEqualTo(start.plusSeconds(5));
        assertThat(Watches.count(watch(pump))).isEqualTo(3);
    }

    @Test
    void writes_nothing_where_nothing_follows() {
        DeviceKey pump = registered();
        look(pump, WatchStoreContract::counted);
        DeviceWatch before = watch(pump);

        look(pump, (sighting, _) -> Observation.nothing(sighting.watch()));
        look(pump, (sighting, _) -> new Observation(new DeviceWatch(sighting.watch().presence(), Map.of(), null,
                sighting.watch().version()), List.of(), List.of()));

        assertThat(watch(pump)).isEqualTo(before);
    }

    /// A device comes online, with twenty alerts at once.
    private static Observation all(Sighting sighting, Supplier<AlertId> ids) {
        List<AlertChange> alerts = new ArrayList<>();
        List<RecordedEvent> events = new ArrayList<>();
        for (int i = 0; i < Observation.MAX_ALERTS; i++) {
            alerts.add(new AlertChange.Raised(anAlert().byRule("r" + i).build(ids.get(), sighting.device())));
            events.add(event(new DeviceCameOnline(sighting.device(),
                    new WatchPosition(sighting.watch().version() + 1, i))));
        }
        return new Observation(Watches.next(sighting.watch(), new Presence(true, 1L, null, T0)), alerts, events);
    }

    private static RecordedEvent event(Event event) {
        return new RecordedEvent(event, T0,
                TraceParent.parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01").orElseThrow());
    }

    @Test
    void stores_all_that_follows() {
        DeviceKey pump = registered();

        look(pump, WatchStoreContract::all);

        assertThat(alerts(pump.tenant())).hasSize(Observation.MAX_ALERTS).extracting(Alert::id)
                .doesNotHaveDuplicates();
        assertThat(watchEvents(pump)).hasSize(Observation.MAX_ALERTS)
                .allSatisfy(recorded -> assertThat(recorded).isEqualTo(event(recorded.event())))
                .isSortedAccordingTo((a, b) -> Long.compare(a.event().position(), b.event().position()));
        assertThat(watch(pump).presence()).isEqualTo(new Presence(true, 1L, null, T0));
    }

    @Test
    void stores_nothing_where_it_cannot_be_said_what_follows() {
        DeviceKey pump = registered();

        assertThatThrownBy(() -> stores().watches().look(pump, now(), true, (_, ids) -> {
            throw new ArithmeticException("no idea, but " + ids.get());
        })).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> stores().watches().look(pump, now(), true, (sighting, ids) -> new Observation(
                sighting.watch(), List.of(new AlertChange.Raised(anAlert().build(ids.get(), pump))), List.of())))
                .isInstanceOf(IllegalStateException.class);

        assertThat(watch(pump)).isEqualTo(DeviceWatch.NOTHING);
        assertThat(alerts(pump.tenant())).isEmpty();
        assertThat(device(pump).lastSeenAt()).isNull();
    }

    @Test
    void loses_no_change_of_those_that_look_at_the_same_time() {
        DeviceKey pump = registered();
        int rounds = 10;

        race(8, thread -> {
            IntStream.range(0, rounds).forEach(_ -> look(pump, WatchStoreContract::counted));
            return thread;
        });

        assertThat(Watches.count(watch(pump))).isEqualTo(8L * rounds);
    }

    @Test
    void ends_an_alert_and_leaves_alone_what_people_did_about_it() {
        DeviceKey pump = registered();
        Alert alert = raised(pump, anAlert());
        Care care = new Care("user:alice", T0.plusSeconds(1), T0.plusSeconds(60));
        assertThat(stores().alerts().care(alert.caredFor(care), List.of())).isTrue();

        cleared(pump, alert.id(), T0.plusSeconds(5));

        assertThat(alert(alert)).isEqualTo(alert.caredFor(care).clearedAt(T0.plusSeconds(5)));
    }

    @Test
    void leaves_an_alert_alone_that_is_over() {
        DeviceKey pump = registered();
        Alert alert = raised(pump, anAlert());
        cleared(pump, alert.id(), T0.plusSeconds(5));

        cleared(pump, alert.id(), T0.plusSeconds(9));
        cleared(pump, AlertId.of(999_999), T0.plusSeconds(9));

        assertThat(alerts(pump.tenant())).containsExactly(alert.clearedAt(T0.plusSeconds(5)));
    }

    @Test
    void keeps_alerts_that_were_over_when_they_were_told_of() {
        DeviceKey pump = registered();

        Alert over = raised(pump, anAlert().clearedAt(T0.plusMillis(1)));

        assertThat(alert(over)).isEqualTo(over);
    }

    private void checkAt(DeviceKey device, Instant time) {
        toBeChecked.add(device);
        look(device, (sighting, _) -> Watches.changed(sighting, watch -> Watches.next(watch, time)));
    }

    private List<DeviceKey> due(Instant now, int max) {
        return stores().watches().due(now, max);
    }

    @Test
    void tells_which_devices_are_due_the_longest_due_first() {
        DeviceKey second = registered();
        DeviceKey first = registered();
        DeviceKey later = registered();
        checkAt(second, LONG_AGO.plusMillis(2));
        checkAt(first, LONG_AGO.plusMillis(1));
        checkAt(later, LONG_AGO.plusMillis(4));

        within(PATIENCE, () -> assertThat(due(LONG_AGO.plusMillis(3), 10)).containsExactly(first, second));
        assertThat(due(LONG_AGO.plusMillis(4), 10)).containsExactly(first, second, later);
        assertThat(due(LONG_AGO.plusMillis(4), 2)).containsExactly(first, second);
        assertThat(due(LONG_AGO, 10)).isEmpty();
    }

    @Test
    void moves_the_time_at_which_a_device_is_due() {
        DeviceKey pump = registered();
        DeviceKey fan = registered();
        checkAt(pump, LONG_AGO.plusMillis(1));
        checkAt(fan, LONG_AGO.plusMillis(2));

        checkAt(pump, LONG_AGO.plusMillis(3));
        within(PATIENCE, () -> assertThat(due(LONG_AGO.plusMillis(3), 10)).containsExactly(fan, pump));

        look(fan, (sighting, _) -> Watches.changed(sighting, watch -> Watches.next(watch, (Instant) null)));
        within(PATIENCE, () -> assertThat(due(LONG_AGO.plusMillis(3), 10)).containsExactly(pump));

        look(pump, WatchStoreContract::counted);
        append(aWrite().from(pump).with(aReading()));
        assertThat(watch(pump).checkAt()).isEqualTo(LONG_AGO.plusMillis(3));
        assertThat(due(LONG_AGO.plusMillis(3), 10)).containsExactly(pump);
    }

    @Test
    void does_not_tell_of_devices_that_are_gone() {
        DeviceKey pump = registered();
        checkAt(pump, LONG_AGO.plusMillis(1));

        stores().registry().delete(pump, 1);
        within(PATIENCE, () -> assertThat(due(LONG_AGO.plusMillis(1), 10)).isEmpty());

        registered(aDevice().withKey(pump));
        assertThat(due(LONG_AGO.plusMillis(1), 10)).isEmpty();
    }

    @Test
    void forgets_a_device_that_was_deleted_with_its_alerts() {
        DeviceKey pump = registered();
        DeviceKey fan = registered(aDevice().in(pump.tenant()).withId("fan"));
        Alert gone = raised(pump, anAlert());
        Alert kept = raised(fan, anAlert());
        look(pump, Watches::online);

        stores().registry().delete(pump, 1);

        assertThat(watch(pump)).isEqualTo(DeviceWatch.NOTHING);
        assertThat(alerts(pump.tenant())).containsExactly(kept);
        assertThat(stores().alerts().find(pump.tenant(), gone.id())).isEmpty();
        assertThat(stores().alerts().care(gone.caredFor(Care.NONE), List.of())).isFalse();

        registered(aDevice().withKey(pump));

        assertThat(watch(pump)).isEqualTo(DeviceWatch.NOTHING);
        assertThat(device(pump).online()).isFalse();
        assertThat(alerts(pump.tenant())).containsExactly(kept);
        assertThat(raised(pump, anAlert()).id().number()).isGreaterThan(kept.id().number());
    }

    @Test
    void never_gives_a_place_among_a_devices_events_twice() {
        DeviceKey pump = registered();
        Instant start = now();
        IntStream.range(0, 3).forEach(_ -> stores().watches().look(pump, start, true, (sighting, _) -> came(sighting)));
        stores().registry().delete(pump, 1);
        registered(aDevice().withKey(pump));

        stores().watches().look(pump, start.plusSeconds(1), true, (sighting, _) -> came(sighting));

        assertThat(watchEvents(pump)).hasSize(4);
    }

    private static Observation came(Sighting sighting) {
        DeviceWatch next = Watches.next(sighting.watch(), new Presence(true, null, null, sighting.now()));
        return new Observation(next, List.of(),
                List.of(event(new DeviceCameOnline(sighting.device(), new WatchPosition(next.version(), 0)))));
    }

    @Test
    void shows_the_presence_of_a_device_where_it_is_registered() {
        DeviceKey pump = registered();
        DeviceKey fan = registered(aDevice().in(pump.tenant()).withId("fan"));

        look(pump, Watches::online);
        look(fan, Watches::online);
        look(fan, (sighting, _) -> new Observation(
                Watches.next(sighting.watch(), new Presence(false, null, null, sighting.now())), List.of(),
                List.of(event(new DeviceWentOffline(fan, new WatchPosition(sighting.watch().version() + 1, 0))))));

        assertThat(device(pump).online()).isTrue();
        assertThat(device(fan).online()).isFalse();
        assertThat(listed(pump, true)).containsExactly(pump);
        assertThat(listed(pump, false)).containsExactly(fan);

        look(pump, Watches::offline);
        assertThat(listed(pump, true)).isEmpty();
    }

    private List<DeviceKey> listed(DeviceKey beside, boolean online) {
        DeviceFilter filter = new DeviceFilter(null, null, online, null);
        return Pages.all(page -> stores().registry().list(beside.tenant(), filter, page)).stream().map(Device::key)
                .toList();
    }

    @Test
    void keeps_what_people_edit_and_what_is_remembered_apart() {
        DeviceKey pump = registered();
        Device before = device(pump);
        look(pump, Watches::online);
        Presence presence = watch(pump).presence();

        assertThat(stores().registry().update(before.changedTo(aDevice().withName("Another").profile(), now())))
                .isTrue();

        assertThat(watch(pump).presence()).isEqualTo(presence);
        assertThat(device(pump).online()).isTrue();
        assertThat(device(pump).version()).isEqualTo(2);
        look(pump, Watches::offline);
        assertThat(device(pump).version()).isEqualTo(2);
        assertThat(device(pump).profile().name()).isEqualTo("Another");
    }
}
