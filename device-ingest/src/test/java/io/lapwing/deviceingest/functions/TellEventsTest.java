package io.lapwing.deviceingest.functions;

import io.lapwing.deviceingest.domain.Delivery;
import io.lapwing.deviceingest.domain.Delivery.Delivered;
import io.lapwing.deviceingest.domain.Delivery.Failed;
import io.lapwing.deviceingest.domain.Delivery.Held;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.alert.RuleId;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.event.AlertEvent.AlertCaredFor;
import io.lapwing.sharedmodel.event.AlertEvent.AlertCaredFor.Deed;
import io.lapwing.sharedmodel.event.AlertEvent.AlertRaised;
import io.lapwing.sharedmodel.event.CommandEvent.CommandQueued;
import io.lapwing.sharedmodel.event.Event;
import io.lapwing.sharedmodel.event.FileEvent.FileReceived;
import io.lapwing.sharedmodel.event.PresenceEvent.DeviceCameOnline;
import io.lapwing.sharedmodel.event.PresenceEvent.DeviceWentOffline;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.event.RuleEvent.RuleChanged;
import io.lapwing.sharedmodel.event.ShadowEvent.ShadowDiffered;
import io.lapwing.sharedmodel.event.WatchPosition;
import io.lapwing.sharedmodel.file.FileId;
import io.lapwing.sharedmodel.file.FileKey;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.fixtures.ThresholdWatcher;
import io.lapwing.sharedmodel.inmemory.CountedCounters;
import io.lapwing.sharedmodel.inmemory.InMemoryStores;
import io.lapwing.sharedmodel.inmemory.RecordedUpdates;
import io.lapwing.sharedmodel.live.AppTopic;
import io.lapwing.sharedmodel.live.AppUpdate;
import io.lapwing.sharedmodel.live.LiveKind;
import io.lapwing.sharedmodel.port.CommandStore;
import io.lapwing.sharedmodel.port.Counters.Counter;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.shadow.ShadowName;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aCommand;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aFile;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aTokenHash;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static org.assertj.core.api.Assertions.assertThat;

class TellEventsTest {

    private static final DeviceKey PUMP = DeviceKey.of("acme", "pump-1");
    private static final DeviceKey ELSEWHERE = DeviceKey.of("other", "pump-1");
    private static final AlertId ALERT = AlertId.of(1);
    private static final RuleId RULE = new RuleId("r");
    private static final WatchPosition PLACE = new WatchPosition(1, 0);
    private static final Command COMMAND = aCommand().to(PUMP).withId("c-1").build();

    private final InMemoryStores stores = new InMemoryStores();
    private final RecordedUpdates apps = new RecordedUpdates();
    private final CountedCounters counters = new CountedCounters();
    private final TellEvents all = telling(new Delivered());

    /// @param outcomes what becomes of the events; the last one of all that follow
    private TellEvents telling(Delivery... outcomes) {
        return new TellEvents(events -> IntStream.range(0, events.size())
                .mapToObj(i -> outcomes[Math.min(i, outcomes.length - 1)]).toList(), apps,
                new TellEvents.Stores(stores.alerts(), stores.commands(), stores.files()), counters);
    }

    @BeforeEach
    void furnish() {
        stores.registry().create(aDevice().withKey(PUMP).build(), aTokenHash());
        stores.commands().save(COMMAND, List.of());
        stores.telemetryWatchedBy(new ThresholdWatcher()).append(List.of(aWrite().from(PUMP).receivedAt(T0)
                .with(aReading().of(PUMP).at(T0).withValue("t", 81)).build()));
    }

    private static List<RecordedEvent> recorded(Event... events) {
        return Arrays.stream(events).map(event -> new RecordedEvent(event, T0, null)).toList();
    }

    private static Event raised(DeviceKey device) {
        return new AlertRaised(device, ALERT, RULE, Severity.INFO, T0, "warm", PLACE);
    }

    private List<String> told() {
        return apps.all().stream().map(update -> update.kind().word() + " " + update.data().json()).toList();
    }

    @Test
    void tells_what_apps_would_hear_on_the_stream() {
        apps.listen(PUMP.tenant(), Set.of(LiveKind.values()));

        all.apply(recorded(new DeviceCameOnline(PUMP, PLACE), new DeviceWentOffline(PUMP, PLACE), raised(PUMP),
                new AlertCaredFor(PUMP, ALERT, Deed.SILENCED, "user:zoe", 3),
                new CommandQueued(PUMP, COMMAND.id(), 1)));

        assertThat(apps.all()).extracting(AppUpdate::tenant).hasSize(5).containsOnly(PUMP.tenant());
        assertThat(apps.all()).extracting(AppUpdate::subject).containsOnly(PUMP.device().value());
        assertThat(told()).satisfiesExactly(
                online -> assertThat(online).isEqualTo("presence {\"deviceId\":\"pump-1\",\"online\":true,"
                        + "\"at\":\"2026-01-01T00:00:00.000Z\"}"),
                offline -> assertThat(offline).contains("\"online\":false"),
                alert -> assertThat(alert).startsWith("alerts {\"change\":\"raised\",\"alert\":{\"id\":\"A-1\","
                        + "\"deviceId\":\"pump-1\",").contains("\"state\":\"open\""),
                silenced -> assertThat(silenced).startsWith("alerts {\"change\":\"silenced\",\"alert\":{"),
                command -> assertThat(command).startsWith("commands {\"id\":\"c-1\",\"deviceId\":\"pump-1\",")
                        .contains("\"state\":\"QUEUED\""));
    }

    @Test
    void tells_of_files_as_they_are_now() {
        apps.listen(PUMP.tenant(), Set.of(LiveKind.FILES));
        StoredFile file = aFile().withKey(new FileKey(PUMP.tenant(), new FileId("F-" + "0".repeat(32)))).announcedAt(T0)
                .build();
        stores.files().save(file, List.of());
        stores.files().save(file.received(T0), List.of());

        all.apply(recorded(new FileReceived(file.key(), 2)));

        assertThat(apps.all()).singleElement().satisfies(update -> {
            assertThat(AppTopic.of(update)).isEqualTo("app/v1/acme/files/" + file.key().id());
            assertThat(update.data().json()).contains("\"state\":\"RECEIVED\"");
        });
    }

    @Test
    void tells_of_nothing_that_nobody_listens_to() {
        apps.listen(PUMP.tenant(), Set.of(LiveKind.PRESENCE, LiveKind.READINGS));

        all.apply(
                recorded(raised(PUMP), new CommandQueued(PUMP, COMMAND.id(), 1), new DeviceCameOnline(ELSEWHERE, PLACE),
                        new DeviceCameOnline(PUMP, PLACE), new ShadowDiffered(PUMP, ShadowName.MAIN, 5),
                        new RuleChanged(PUMP.tenant(), RULE, 2, 0, null)));

        assertThat(told()).singleElement().asString().startsWith("presence ");
    }

    @Test
    void leaves_out_what_is_gone_by_now() {
        apps.listen(PUMP.tenant(), Set.of(LiveKind.values()));

        all.apply(recorded(new CommandQueued(PUMP, new CommandId("gone"), 1)));

        assertThat(told()).isEmpty();
    }

    @Test
    void tells_only_of_what_was_delivered_and_changes_no_outcome() {
        apps.listen(PUMP.tenant(), Set.of(LiveKind.values()));
        Delivery failed = new Failed("something could not be reached", true);

        List<Delivery> outcomes = telling(failed, new Held(), new Delivered())
                .apply(recorded(new DeviceCameOnline(PUMP, PLACE), new DeviceWentOffline(PUMP, PLACE), raised(PUMP)));

        assertThat(outcomes).containsExactly(failed, new Held(), new Delivered());
        assertThat(told()).singleElement().asString().startsWith("alerts ");
    }

    @Test
    void delivers_and_counts_what_cannot_be_looked_up() {
        apps.listen(PUMP.tenant(), Set.of(LiveKind.values()));
        TellEvents blind = new TellEvents(events -> events.stream().<Delivery>map(_ -> new Delivered()).toList(), apps,
                new TellEvents.Stores(stores.alerts(), CommandStore.class.cast(
                        Proxy.newProxyInstance(TellEventsTest.class.getClassLoader(),
                                new Class<?>[]{CommandStore.class}, (_, _, _) -> {
                                    throw new StoreUnavailable("CommandStore.find", "c-1", new TimeoutException());
                                })),
                        stores.files()),
                counters);

        List<Delivery> outcomes = blind
                .apply(recorded(new CommandQueued(PUMP, COMMAND.id(), 1), new DeviceCameOnline(PUMP, PLACE)));

        assertThat(outcomes).containsExactly(new Delivered(), new Delivered());
        assertThat(told()).singleElement().asString().startsWith("presence ");
        assertThat(counters.total(Counter.UPDATES_DROPPED)).isEqualTo(1);
    }
}
