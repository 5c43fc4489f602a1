package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.alert.RuleId;
import io.lapwing.sharedmodel.watch.DeviceWatch;
import io.lapwing.sharedmodel.watch.Presence;
import io.lapwing.sharedmodel.watch.RuleProgress;
import io.lapwing.sharedmodel.watch.RuleProgress.Breach;
import io.lapwing.sharedmodel.watch.RuleProgress.OpenAlert;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/// What is remembered of a device, as stores keep it: one JSON object with short names, since it is written with most
/// readings of a device that rules watch. What is null, empty or false is left out; times are milliseconds.
///
/// ```
/// {"v":1,"n":7,"on":true,"sid":3,"conn":"c1","since":…,"check":…,"rules":{"cold":
///   {"v":2,"ts":…,"seq":4,"breach":{"at":…,"value":9.5},"open":{"id":102,"sev":"WARNING","at":…,"told":true}}}}
/// ```
///
/// Fields that are not known are passed over, so that a newer program can add some while an older one still runs.
public final class WatchJson {

    /// Of the format. A change that older programs must not read has another.
    static final int FORMAT = 1;

    private WatchJson() {}

    public static byte[] write(DeviceWatch watch) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JsonFactories.OWN.createGenerator(ObjectWriteContext.empty(), bytes,
                JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeNumberProperty("v", FORMAT);
            json.writeNumberProperty("n", watch.version());
            write(watch.presence(), json);
            writeTime("check", watch.checkAt(), json);
            if (!watch.rules().isEmpty()) {
                json.writeObjectPropertyStart("rules");
                for (Map.Entry<RuleId, RuleProgress> rule : new TreeMap<>(watch.rules()).entrySet()) {
                    json.writeObjectPropertyStart(rule.getKey().value());
                    write(rule.getValue(), json);
                    json.writeEndObject();
                }
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void write(Presence presence, JsonGenerator json) {
        if (presence.online()) {
            json.writeBooleanProperty("on", true);
        }
        if (presence.sid() != null) {
            json.writeNumberProperty("sid", presence.sid());
        }
        if (presence.connection() != null) {
            json.writeStringProperty("conn", presence.connection());
        }
        writeTime("since", presence.since(), json);
    }

    private static void write(RuleProgress progress, JsonGenerator json) {
        json.writeNumberProperty("v", progress.version());
        if (progress.last() != null) {
            writeTime("ts", progress.last().ts(), json);
            if (progress.last().seq() != 0) {
                json.writeNumberProperty("seq", progress.last().seq());
            }
        }
        Breach breach = progress.breach();
        if (breach != null) {
            json.writeObjectPropertyStart("breach");
            writeTime("at", breach.since(), json);
            if (breach.value() != null) {
                json.writeNumberProperty("value", breach.value());
            }
            json.writeEndObject();
        }
        OpenAlert open = progress.open();
        if (open != null) {
            write(open, json);
        }
    }

    private static void write(OpenAlert open, JsonGenerator json) {
        json.writeObjectPropertyStart("open");
        json.writeNumberProperty("id", open.id().number());
        json.writeStringProperty("sev", open.severity().name());
        writeTime("at", open.startedAt(), json);
        if (open.announced()) {
            json.writeBooleanProperty("told", true);
        }
        json.writeEndObject();
    }

    private static void writeTime(String name, @Nullable Instant time, JsonGenerator json) {
        if (time != null) {
            json.writeNumberProperty(name, time.toEpochMilli());
        }
    }

    /// @throws IllegalArgumentException
    ///             if these are no bytes that [#write] of this format gave
    public static DeviceWatch read(byte[] bytes) {
        return WatchReader.read(bytes);
    }
}
