package io.lapwing.local.app.fleet;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.util.JSONObjectUtils;

/// Telemetry as a device writes it: `{"ts":…,"seq":…,"values":{…}}`.
final class TelemetryText {

    private TelemetryText() {}

    static String message(Instant time, long seq, Map<String, Object> values) {
        return json(entry(time, seq, values));
    }

    /// What a gateway sends for its children: `{"childId":[{…}],…}`.
    static String gatewayMessage(Instant time, long seq, Map<String, Map<String, Object>> valuesByChild) {
        Map<String, Object> children = new LinkedHashMap<>();
        valuesByChild.forEach((child, values) -> children.put(child, List.of(entry(time, seq, values))));
        return json(children);
    }

    private static Map<String, Object> entry(Instant time, long seq, Map<String, Object> values) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("ts", time.toEpochMilli());
        entry.put("seq", seq);
        entry.put("values", values);
        return entry;
    }

    private static String json(Map<String, Object> fields) {
        return JSONObjectUtils.toJSONString(fields);
    }
}
