package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.event.AlertEvent;
import io.lapwing.sharedmodel.event.AlertEvent.AlertCaredFor;
import io.lapwing.sharedmodel.event.AlertEvent.AlertCleared;
import io.lapwing.sharedmodel.event.AlertEvent.AlertRaised;
import io.lapwing.sharedmodel.event.CommandEvent;
import io.lapwing.sharedmodel.event.CommandEvent.CommandAdvanced;
import io.lapwing.sharedmodel.event.CommandEvent.CommandQueued;
import io.lapwing.sharedmodel.event.Event;
import io.lapwing.sharedmodel.event.FileEvent;
import io.lapwing.sharedmodel.event.FileEvent.FileAdvanced;
import io.lapwing.sharedmodel.event.FileEvent.FileReceived;
import io.lapwing.sharedmodel.event.PresenceEvent;
import io.lapwing.sharedmodel.event.PresenceEvent.DeviceCameOnline;
import io.lapwing.sharedmodel.event.PresenceEvent.DeviceWentOffline;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.event.RuleEvent;
import io.lapwing.sharedmodel.event.RuleEvent.RuleChanged;
import io.lapwing.sharedmodel.event.ShadowEvent;
import io.lapwing.sharedmodel.event.ShadowEvent.ShadowDiffered;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.io.StringWriter;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;

/// Events as stores keep them: one flat object, its times in milliseconds since 1970. Whatever was written once stays
/// readable: a `kind` keeps its meaning, and a reader ignores what it does not know.
public final class EventJson {

    private EventJson() {}

    public static String write(RecordedEvent recorded) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonFactories.OWN.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            EventFields fields = new EventFields(json);
            writeEvent(recorded.event(), fields);
            fields.time("at", recorded.at());
            TraceParent trace = recorded.trace();
            if (trace != null) {
                fields.text("trace", trace.header());
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    /// @throws IllegalArgumentException
    ///             if this is no event that is known here
    public static RecordedEvent read(String json) {
        try (JsonParser parser = JsonFactories.OWN.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            return EventReader.read(JsonTree.read(parser));
        }
    }

    private static void writeEvent(Event event, EventFields fields) {
        switch (event) {
            case AlertEvent alert -> writeAlert(alert, fields);
            case CommandEvent command -> writeCommand(command, fields);
            case FileEvent file -> writeFile(file, fields);
            case PresenceEvent presence -> writePresence(presence, fields);
            case RuleEvent rule -> writeRule(rule, fields);
            case ShadowEvent shadow -> writeShadow(shadow, fields);
        }
    }

    private static void writeAlert(AlertEvent alert, EventFields fields) {
        switch (alert) {
            case AlertRaised raised -> {
                fields.kind("alertRaised").device(raised.device()).text("alert", raised.alert())
                        .text("rule", raised.rule()).text("severity", raised.severity());
                fields.time("startedAt", raised.startedAt()).text("message", raised.message()).place(raised.place());
            }
            case AlertCleared cleared -> {
                fields.kind("alertCleared").device(cleared.device()).text("alert", cleared.alert())
                        .text("rule", cleared.rule()).text("severity", cleared.severity());
                fields.time("clearedAt", cleared.clearedAt()).place(cleared.place());
            }
            case AlertCaredFor cared ->
                fields.kind("alertCaredFor").device(cared.device()).text("alert", cared.alert())
                        .text("deed", cared.deed()).text("actor", cared.actor()).number("version", cared.version());
        }
    }

    private static void writeCommand(CommandEvent command, EventFields fields) {
        fields.kind(switch (command) {
            case CommandQueued _ -> "commandQueued";
            case CommandAdvanced _ -> "commandAdvanced";
        }).device(command.device()).text("command", command.command());
        if (command instanceof CommandAdvanced advanced) {
            fields.text("state", advanced.state());
        }
        fields.number("version", command.version());
    }

    private static void writeFile(FileEvent event, EventFields fields) {
        fields.kind(switch (event) {
            case FileReceived _ -> "fileReceived";
            case FileAdvanced _ -> "fileAdvanced";
        }).text("tenant", event.tenant()).text("file", event.file().id());
        if (event instanceof FileAdvanced advanced) {
            fields.text("state", advanced.state());
        }
        fields.number("version", event.version());
    }

    private static void writePresence(PresenceEvent presence, EventFields fields) {
        fields.kind(switch (presence) {
            case DeviceCameOnline _ -> "deviceCameOnline";
            case DeviceWentOffline _ -> "deviceWentOffline";
        }).device(presence.device()).place(presence.place());
    }

    private static void writeRule(RuleEvent rule, EventFields fields) {
        switch (rule) {
            case RuleChanged changed -> {
                fields.kind("ruleChanged").text("tenant", changed.tenant()).text("rule", changed.rule())
                        .number("version", changed.version()).number("page", changed.page());
                if (changed.after() != null) {
                    fields.text("after", changed.after());
                }
            }
        }
    }

    private static void writeShadow(ShadowEvent shadow, EventFields fields) {
        switch (shadow) {
            case ShadowDiffered differed -> fields.kind("shadowDiffered").device(differed.device())
                    .text("shadow", differed.shadow()).number("version", differed.version());
        }
    }
}
