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

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Reads what [EventJson] writes, out of the fields of its object.
final class EventReader {

    private final Map<?, ?> fields;

    private EventReader(Map<?, ?> fields) {
        this.fields = fields;
    }

    static RecordedEvent read(@Nullable Object json) {
        if (!(json instanceof Map<?, ?> fields)) {
            throw new IllegalArgumentException("an event is a JSON object");
        }
        EventReader reader = new EventReader(fields);
        return new RecordedEvent(reader.event(), reader.time("at"),
                TraceParent.parse(reader.textOrNull("trace")).orElse(null));
    }

    private Event event() {
        return switch (text("kind")) {
            case "alertRaised" -> new AlertRaised(device(), alert(), rule(), severity(), time("startedAt"),
                    text("message"), place());
            case "alertCleared" ->
                new AlertCleared(device(), alert(), rule(), severity(), time("clearedAt"), place());
            case "alertCaredFor" -> new AlertCaredFor(device(), alert(), AlertCaredFor.Deed.valueOf(text("deed")),
                    text("actor"), version());
            case "commandQueued" -> new CommandQueued(device(), command(), version());
            case "commandAdvanced" ->
                new CommandAdvanced(device(), command(), CommandState.valueOf(text("state")), version());
            case "fileReceived" -> new FileReceived(file(), version());
            case "fileAdvanced" -> new FileAdvanced(file(), FileState.valueOf(text("state")), version());
            case "deviceCameOnline" -> new DeviceCameOnline(device(), place());
            case "deviceWentOffline" -> new DeviceWentOffline(device(), place());
            case "ruleChanged" ->
                new RuleChanged(tenant(), rule(), version(), Math.toIntExact(number("page")), deviceAfter());
            case "shadowDiffered" -> new ShadowDiffered(device(), new ShadowName(text("shadow")), version());
            case String other -> throw new IllegalArgumentException("no kind of event: " + other);
        };
    }

    private TenantId tenant() {
        return new TenantId(text("tenant"));
    }

    private DeviceKey device() {
        return new DeviceKey(tenant(), new DeviceId(text("device")));
    }

    private @Nullable DeviceId deviceAfter() {
        String after = textOrNull("after");
        return after == null ? null : new DeviceId(after);
    }

    private AlertId alert() {
        return new AlertId(text("alert"));
    }

    private RuleId rule() {
        return new RuleId(text("rule"));
    }

    private Severity severity() {
        return Severity.valueOf(text("severity"));
    }

    private CommandId command() {
        return new CommandId(text("command"));
    }

    private FileKey file() {
        return new FileKey(tenant(), new FileId(text("file")));
    }

    private long version() {
        return number("version");
    }

    private WatchPosition place() {
        return new WatchPosition(number("watchVersion"), Math.toIntExact(number("index")));
    }

    private Instant time(String name) {
        return Instant.ofEpochMilli(number(name));
    }

    private long number(String name) {
        if (fields.get(name) instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException("an event without " + name);
    }

    private String text(String name) {
        String text = textOrNull(name);
        if (text == null) {
            throw new IllegalArgumentException("an event without " + name);
        }
        return text;
    }

    private @Nullable String textOrNull(String name) {
        return fields.get(name) instanceof String text ? text : null;
    }
}
