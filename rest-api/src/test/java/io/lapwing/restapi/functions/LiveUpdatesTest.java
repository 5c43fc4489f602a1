package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.StreamFilter;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.alert.RuleId;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.AlertEvent.AlertCaredFor;
import io.lapwing.sharedmodel.event.AlertEvent.AlertCleared;
import io.lapwing.sharedmodel.event.AlertEvent.AlertRaised;
import io.lapwing.sharedmodel.event.CommandEvent.CommandQueued;
import io.lapwing.sharedmodel.event.Event;
import io.lapwing.sharedmodel.event.FileEvent.FileReceived;
import io.lapwing.sharedmodel.event.PresenceEvent.DeviceCameOnline;
import io.lapwing.sharedmodel.event.PresenceEvent.DeviceWentOffline;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.event.WatchPosition;
import io.lapwing.sharedmodel.file.ContentType;
import io.lapwing.sharedmodel.file.FileId;
import io.lapwing.sharedmodel.file.FileKey;
import io.lapwing.sharedmodel.file.FilePurpose;
import io.lapwing.sharedmodel.file.FileSpec;
import io.lapwing.sharedmodel.file.FileSpec.UnknownDevices;
import io.lapwing.sharedmodel.file.Profile;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.live.LiveEntry;
import io.lapwing.sharedmodel.live.LiveEntry.Happened;
import io.lapwing.sharedmodel.live.LiveEntry.Measured;
import io.lapwing.sharedmodel.live.LiveKind;
import io.lapwing.sharedmodel.port.CommandStore;
import io.lapwing.sharedmodel.telemetry.Reading;
import io.lapwing.sharedmodel.telemetry.StoredReading;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aCommand;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.json;
import static org.assertj.core.api.Assertions.assertThat;

class LiveUpdatesTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final DeviceKey PUMP = DeviceKey.of("acme", "pump-1");
    private static final WatchPosition PLACE = new WatchPosition(1, 0);

    private final Api api = new Api();
    private final LiveUpdates updates = new LiveUpdates(api.stores.alerts(), api.stores.commands(),
            api.stores.files());

    @BeforeEach
    void register() {
        api.register(aDevice().withKey(PUMP).build());
    }

    private static LiveEntry happened(long number, Event event) {
        return new Happened(number, new RecordedEvent(event, T0, null));
    }

    private static LiveEntry measured(DeviceKey device, Reading reading) {
        return new Measured(1, 0, device, new StoredReading(reading.key(), true, reading.values()));
    }

    private List<String> told(StreamFilter filter, LiveEntry... entries) {
        return updates.of(ACME, List.of(entries), filter).stream()
                .map(update -> update.event() + " " + data(update)).toList();
    }

    private List<String> told(LiveEntry... entries) {
        return told(StreamFilter.ALL, entries);
    }

    private static String data(LiveUpdate update) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        update.writeDataTo(data);
        assertThat(data.size()).isEqualTo(update.size());
        return data.toString(StandardCharsets.UTF_8);
    }

    private static LiveEntry raised(String id) {
        return happened(1,
                new AlertRaised(PUMP, new AlertId(id), new RuleId("hot"), Severity.WARNING, T0, "hot", PLACE));
    }

    @Test
    void shows_readings_as_they_are_stored() {
        assertThat(told(measured(PUMP, aReading().withSeq(4).withValue("t", 21.5).withValue("n", 9_007_199_254_740_993L)
                .withValue("j", json("{\"a\":\n[1]}")).build())))
                .containsExactly("reading {\"deviceId\":\"pump-1\",\"ts\":\"2026-01-01T00:00:00.000Z\",\"seq\":4,"
                        + "\"late\":true,\"values\":{\"t\":21.5,\"n\":9007199254740993,\"j\":{\"a\": [1]}}}");
    }

    @Test
    void shows_who_comes_and_goes() {
        assertThat(
                told(happened(1, new DeviceCameOnline(PUMP, PLACE)), happened(2, new DeviceWentOffline(PUMP, PLACE))))
                .containsExactly(
                        "presence {\"deviceId\":\"pump-1\",\"online\":true,\"at\":\"2026-01-01T00:00:00.000Z\"}",
                        "presence {\"deviceId\":\"pump-1\",\"online\":false,\"at\":\"2026-01-01T00:00:00.000Z\"}");
    }

    @Test
    void shows_alerts_as_they_are_and_what_happened_to_them() {
        api.measure("pump-1", T0, 81);
        AlertId id = new AlertId("A-1");
        String alert = api.viewer().get("/v1/alerts/A-1").bodyText();

        assertThat(told(raised("A-1"),
                happened(2, new AlertCaredFor(PUMP, id, AlertCaredFor.Deed.SILENCED, "user:alice", 2)),
                happened(3, new AlertCleared(PUMP, id, new RuleId("hot"), Severity.WARNING, T0, PLACE))))
                .containsExactly("alert {\"change\":\"raised\",\"alert\":" + alert + "}",
                        "alert {\"change\":\"silenced\",\"alert\":" + alert + "}",
                        "alert {\"change\":\"cleared\",\"alert\":" + alert + "}");
    }

    @Test
    void shows_commands_as_they_are() {
        assertThat(api.stores.commands().save(aCommand().to(PUMP).withId("c-1").build(), List.of()))
                .isEqualTo(CommandStore.Written.DONE);

        assertThat(told(happened(1, new CommandQueued(PUMP, new CommandId("c-1"), 1))))
                .containsExactly("command " + api.viewer().get("/v1/commands/c-1").bodyText());
    }

    @Test
    void shows_files_as_they_are_to_those_who_name_no_device() {
        FileSpec spec = new FileSpec("a.csv", 8, new ContentType("text/csv"), null, FilePurpose.TELEMETRY,
                Profile.DEFAULT, UnknownDevices.REFUSE);
        StoredFile file = StoredFile.announced(new FileKey(ACME, FileId.of(T0, new byte[10])), spec, "user:alice", T0,
                T0.plusSeconds(60));
        StoredFile received = file.received(T0.plusSeconds(1));
        assertThat(api.stores.files().save(file, List.of())).isTrue();
        assertThat(api.stores.files().save(received, List.of())).isTrue();
        LiveEntry entry = happened(1, new FileReceived(file.key(), 2));

        assertThat(told(entry)).singleElement().asString()
                .startsWith("file {\"id\":\"" + file.key().id() + "\",\"name\":\"a.csv\"")
                .contains("\"state\":\"RECEIVED\"");
        assertThat(told(new StreamFilter(Set.of(new DeviceId("pump-1")), Set.of(LiveKind.values())), entry)).isEmpty();
        assertThat(told(new StreamFilter(Set.of(), Set.of(LiveKind.ALERTS)), entry)).isEmpty();
    }

    @Test
    void leaves_out_what_is_gone() {
        assertThat(told(raised("A-9"), happened(2, new CommandQueued(PUMP, new CommandId("c-9"), 1)))).isEmpty();
    }

    @Test
    void leaves_out_what_nobody_asked_for() {
        api.measure("pump-1", T0, 81);
        DeviceKey tank = DeviceKey.of("acme", "tank-1");
        LiveEntry[] entries = {raised("A-1"), happened(2, new DeviceCameOnline(PUMP, PLACE)),
                measured(PUMP, aReading().build()), measured(tank, aReading().build())};

        assertThat(told(new StreamFilter(Set.of(new DeviceId("tank-1")), Set.of(LiveKind.values())), entries))
                .singleElement().asString().contains("tank-1");
        assertThat(told(new StreamFilter(Set.of(), Set.of(LiveKind.PRESENCE)), entries)).singleElement().asString()
                .startsWith("presence");
        assertThat(updates.of(ACME, List.of(entries), StreamFilter.ALL)).hasSize(4)
                .extracting(LiveUpdate::entry).containsExactly(entries);
    }
}
