package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.RuleFields;
import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.alert.Alert.Care;
import io.lapwing.sharedmodel.json.RuleJson;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// An alert as apps see it.
final class AlertJson {
    private AlertJson() {}

    static Map<String, @Nullable Object> of(Alert alert) {
        Care care = alert.care();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", alert.id().value());
        json.put("deviceId", alert.device().device().value());
        json.put("ruleId", alert.rule().value());
        json.put("severity", RuleFields.text(alert.severity()));
        json.put("state", alert.isOpen() ? "open" : "cleared");
        json.put("startedAt", alert.startedAt());
        json.put("raisedAt", alert.raisedAt());
        json.put("clearedAt", alert.clearedAt());
        json.put("acknowledgedBy", care.acknowledgedBy());
        json.put("acknowledgedAt", care.acknowledgedAt());
        json.put("silencedUntil", care.silencedUntil());
        Double value = alert.value();
        json.put("value", value == null ? null : RuleJson.number(value));
        json.put("message", alert.message());
        return json;
    }
}
