package io.lapwing.local.app.fleet;

import io.lapwing.sharedmodel.json.Json;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Telemetry as a device writes it: `{"ts":…,"seq":…,"values":{…}}`, or with a `mid`.
final class TelemetryText {

    private TelemetryText() {}

    static String message(Instant time, long seq, Map<String, Object> values) {
        return json(entry(time, Map.of("seq", seq), values));
    }

    /// A message that is known by its name.
    static String message(Instant time, String mid, Map<String, Object> values) {
        return json(entry(time, Map.of("mid", mid), values));
    }

    /// What a gateway sends for its children: `{"childId":[{…}],…}`.
    static String gatewayMessage(Instant time, Map<String, Map<String, Object>> valuesByChild) {
        Map<String, Object> children = new LinkedHashMap<>();
        valuesByChild.forEach((child, values) -> children.put(child, List.of(entry(time, Map.of(), values))));
        return json(children);
    }

    private static Map<String, Object> entry(Instant time, Map<String, Object> identity, Map<String, Object> values) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("ts", time.toEpochMilli());
        entry.putAll(identity);
        entry.put("values", values);
        return entry;
    }

    private static String json(Map<String, Object> fields) {
        return Json.text(fields).json();
    }
}
