package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.alert.RuleId;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.command.CommandState;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.AlertEvent.AlertCaredFor;
import io.lapwing.sharedmodel.event.AlertEvent.AlertCaredFor.Deed;
import io.lapwing.sharedmodel.event.AlertEvent.AlertCleared;
import io.lapwing.sharedmodel.event.AlertEvent.AlertRaised;
import io.lapwing.sharedmodel.event.CommandEvent.CommandAdvanced;
import io.lapwing.sharedmodel.event.CommandEvent.CommandQueued;
import io.lapwing.sharedmodel.event.Event;
import io.lapwing.sharedmodel.event.FileEvent.FileAdvanced;
import io.lapwing.sharedmodel.event.FileEvent.FileReceived;
import io.lapwing.sharedmodel.event.PresenceEvent.DeviceCameOnline;
import io.lapwing.sharedmodel.event.PresenceEvent.DeviceWentOffline;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.event.RuleEvent.RuleChanged;
import io.lapwing.sharedmodel.event.ShadowEvent.ShadowDiffered;
import io.lapwing.sharedmodel.event.WatchPosition;
import io.lapwing.sharedmodel.file.FileId;
import io.lapwing.sharedmodel.file.FileKey;
import io.lapwing.sharedmodel.file.FileState;
import io.lapwing.sharedmodel.shadow.ShadowName;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventJsonTest {

    private static final Instant T0 = Instant.ofEpochMilli(1767225600000L);
    private static final Instant AT = T0.plusMillis(60_123);
    private static final DeviceKey COLD_STORE = DeviceKey.of("acme", "cold-1");
    private static final DeviceKey PUMP = DeviceKey.of("acme", "pump-1");
    private static final AlertId ALERT = AlertId.of(102);
    private static final RuleId RULE = new RuleId("too-warm");
    private static final CommandId COMMAND = new CommandId("c_1-A");
    private static final FileKey FILE = new FileKey(new TenantId("acme"),
            new FileId("F-" + "0123456789abcdef".repeat(2)));
    private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

    /// What stands in the golden file, line by line.
    private static final List<RecordedEvent> EVENTS = List.of(
            recorded(new AlertRaised(COLD_STORE, ALERT, RULE, Severity.CRITICAL, T0, "t is 81 °C, \"raise\" is 80",
                    new WatchPosition(7, 0)), new TraceParent(TRACE_ID, "b7ad6b7169203331", true)),
            recorded(new AlertCleared(COLD_STORE, ALERT, RULE, Severity.WARNING, T0, new WatchPosition(8, 999)), null),
            recorded(new AlertCaredFor(COLD_STORE, ALERT, Deed.SILENCED, "user:zoë", 3), null),
            recorded(new CommandQueued(PUMP, COMMAND, 1), new TraceParent(TRACE_ID, "b7ad6b7169203331", false)),
            recorded(new CommandAdvanced(PUMP, COMMAND, CommandState.DELIVERED, 3), null),
            recorded(new FileReceived(FILE, 2), null),
            recorded(new FileAdvanced(FILE, FileState.PROCESSING, 3), null),
            recorded(new DeviceCameOnline(PUMP, new WatchPosition(9007199254740993L, 1)), null),
            recorded(new DeviceWentOffline(PUMP, new WatchPosition(2, 0)), null),
            recorded(new RuleChanged(new TenantId("acme"), RULE, 2, 0, null), null),
            recorded(new RuleChanged(new TenantId("acme"), RULE, 2, 1, new DeviceId("pump-1")), null),
            recorded(new ShadowDiffered(PUMP, ShadowName.MAIN, 12), null));

    private static RecordedEvent recorded(Event event, @Nullable TraceParent trace) {
        return new RecordedEvent(event, AT, trace);
    }

    private static List<String> golden() throws IOException {
        try (InputStream file = Objects.requireNonNull(
                EventJsonTest.class.getResourceAsStream("event/an-event-is-one-flat-object.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void writes_an_event_as_one_flat_object() throws IOException {
        assertThat(EVENTS.stream().map(EventJson::write)).containsExactlyElementsOf(golden());
    }

    @Test
    void reads_what_was_written() throws IOException {
        assertThat(golden().stream().map(EventJson::read)).containsExactlyElementsOf(EVENTS);
    }

    @Test
    void knows_every_kind_of_event() {
        List<Class<?>> kinds = new ArrayList<>();
        addLeaves(Event.class, kinds);

        assertThat(EVENTS.stream().<Class<?>>map(recorded -> recorded.event().getClass()).distinct())
                .containsExactlyInAnyOrderElementsOf(kinds);
    }

    private static void addLeaves(Class<?> family, List<Class<?>> leaves) {
        if (family.isSealed()) {
            Arrays.stream(family.getPermittedSubclasses()).forEach(member -> addLeaves(member, leaves));
        } else {
            leaves.add(family);
        }
    }

    @Test
    void ignores_fields_that_a_later_version_may_have_added() {
        String json = "{\"kind\":\"deviceCameOnline\",\"tenant\":\"acme\",\"device\":\"pump-1\",\"because\":{\"a\":[1]},"
                + "\"watchVersion\":2,\"index\":0,\"at\":1767225660123}";

        assertThat(EventJson.read(json).event()).isEqualTo(new DeviceCameOnline(PUMP, new WatchPosition(2, 0)));
    }

    @Test
    void says_what_is_no_event() {
        assertThatThrownBy(() -> EventJson.read("{\"kind\":\"deviceExploded\",\"at\":1}"))
                .hasMessage("no kind of event: deviceExploded");
        Stream.of("{}", "{\"kind\":1}").forEach(json -> assertThatThrownBy(() -> EventJson.read(json))
                .hasMessage("an event without kind"));
        assertThatThrownBy(() -> EventJson.read("[]")).hasMessage("an event is a JSON object");
    }
}
