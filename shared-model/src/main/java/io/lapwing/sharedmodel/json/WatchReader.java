package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.alert.RuleId;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.watch.DeviceWatch;
import io.lapwing.sharedmodel.watch.Presence;
import io.lapwing.sharedmodel.watch.RuleProgress;
import io.lapwing.sharedmodel.watch.RuleProgress.Breach;
import io.lapwing.sharedmodel.watch.RuleProgress.OpenAlert;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/// Reads what [WatchJson] wrote, field by field; those that it does not know are passed over.
final class WatchReader {

    private final JsonParser json;

    private WatchReader(JsonParser json) {
        this.json = json;
    }

    static DeviceWatch read(byte[] bytes) {
        try (JsonParser parser = JsonFactories.OWN.createParser(ObjectReadContext.empty(), bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("the watch of a device is a JSON object");
            }
            return new WatchReader(parser).watch();
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the watch of a device is not well-formed JSON", e);
        }
    }

    private DeviceWatch watch() {
        long format = 0;
        long version = 0;
        boolean online = false;
        Long sid = null;
        String connection = null;
        Instant since = null;
        Instant checkAt = null;
        Map<RuleId, RuleProgress> rules = Map.of();
        for (String name = field(); name != null; name = field()) {
            switch (name) {
                case "v" -> format = json.getLongValue();
                case "n" -> version = json.getLongValue();
                case "on" -> online = json.getBooleanValue();
                case "sid" -> sid = json.getLongValue();
                case "conn" -> connection = json.getString();
                case "since" -> since = time();
                case "check" -> checkAt = time();
                case "rules" -> rules = rules();
                default -> json.skipChildren();
            }
        }
        if (format != WatchJson.FORMAT) {
            throw new IllegalArgumentException("the watch of a device has format " + WatchJson.FORMAT + ", not "
                    + format + ": a newer program wrote it");
        }
        return new DeviceWatch(new Presence(online, sid, connection, since), rules, checkAt, version);
    }

    private Map<RuleId, RuleProgress> rules() {
        Map<RuleId, RuleProgress> rules = new HashMap<>();
        for (String name = field(); name != null; name = field()) {
            rules.put(new RuleId(name), progress());
        }
        return rules;
    }

    private RuleProgress progress() {
        long version = 0;
        Instant ts = null;
        long seq = 0;
        Breach breach = null;
        OpenAlert open = null;
        for (String name = field(); name != null; name = field()) {
            switch (name) {
                case "v" -> version = json.getLongValue();
                case "ts" -> ts = time();
                case "seq" -> seq = json.getLongValue();
                case "breach" -> breach = breach();
                case "open" -> open = open();
                default -> json.skipChildren();
            }
        }
        return new RuleProgress(version, ts == null ? null : new ReadingKey(ts, seq), breach, open);
    }

    private Breach breach() {
        Instant since = null;
        Double value = null;
        for (String name = field(); name != null; name = field()) {
            switch (name) {
                case "at" -> since = time();
                case "value" -> value = json.getDoubleValue();
                default -> json.skipChildren();
            }
        }
        return new Breach(required("breach.at", since), value);
    }

    private OpenAlert open() {
        AlertId id = null;
        Severity severity = null;
        Instant startedAt = null;
        boolean announced = false;
        for (String name = field(); name != null; name = field()) {
            switch (name) {
                case "id" -> id = AlertId.of(json.getLongValue());
                case "sev" -> severity = Severity.valueOf(json.getString());
                case "at" -> startedAt = time();
                case "told" -> announced = json.getBooleanValue();
                default -> json.skipChildren();
            }
        }
        return new OpenAlert(required("open.id", id), required("open.sev", severity), required("open.at", startedAt),
                announced);
    }

    /// The next field of the object, with the parser at its value; null at its end.
    private @Nullable String field() {
        String name = json.nextName();
        if (name != null) {
            json.nextToken();
        }
        return name;
    }

    private Instant time() {
        return Instant.ofEpochMilli(json.getLongValue());
    }

    private static <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("the watch of a device lacks " + name);
        }
        return value;
    }
}
