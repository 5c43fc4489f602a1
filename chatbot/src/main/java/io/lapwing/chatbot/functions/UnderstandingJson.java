package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.channels.Payload;
import io.lapwing.chatbot.domain.language.Intent;
import io.lapwing.chatbot.domain.language.Slots;
import io.lapwing.chatbot.domain.language.Understanding;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.device.DeviceId;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// What was understood, with the names of the wire contract, section 10: only what was said.
final class UnderstandingJson {
    private UnderstandingJson() {}

    static Map<String, Object> tree(Understanding understanding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("intent", understanding.intent().contractName());
        json.put("slots", slots(understanding.slots()));
        json.put("confirm", understanding.confirm());
        return json;
    }

    private static Map<String, Object> slots(Slots slots) {
        Map<String, Object> json = new LinkedHashMap<>();
        put(json, "devices", slots.devices().isEmpty() ? null
                : slots.devices().stream().map(DeviceId::value).toList());
        put(json, "type", slots.type());
        put(json, "site", slots.site());
        put(json, "state", slots.state());
        put(json, "severity", slots.severity() == null ? null : slots.severity().name().toLowerCase(Locale.ROOT));
        put(json, "metric", slots.metric());
        put(json, "alerts", slots.alerts().isEmpty() ? null : slots.alerts().stream().map(AlertId::value).toList());
        put(json, "from", slots.from());
        put(json, "to", slots.to());
        put(json, "until", slots.until());
        put(json, "method", slots.method());
        put(json, "params", slots.params());
        put(json, "scope", slots.scope());
        put(json, "agg", slots.agg());
        put(json, "target", slots.target());
        return json;
    }

    private static void put(Map<String, Object> json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    /// Reads what [#tree] wrote: what it takes to follow up on it.
    static Understanding read(Payload json) {
        String name = json.at("intent").text();
        return Understanding.of(
                Intent.of(name).orElseThrow(() -> new IllegalArgumentException("no intent: " + name)),
                slots(json.at("slots")));
    }

    private static Slots slots(Payload json) {
        return new Slots(json.at("devices").items().stream().map(id -> new DeviceId(id.text())).toList(),
                text(json, "type"), text(json, "site"), text(json, "state"),
                json.at("severity").optionalText().map(word -> Severity.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(null),
                text(json, "metric"), alerts(json), time(json, "from"), time(json, "to"), time(json, "until"),
                text(json, "method"),
                json.at("params").isPresent() ? json.at("params").json() : null, text(json, "scope"),
                text(json, "agg"), text(json, "target"));
    }

    private static List<AlertId> alerts(Payload json) {
        return json.at("alerts").items().stream().map(id -> new AlertId(id.text())).toList();
    }

    private static @Nullable String text(Payload json, String name) {
        return json.at(name).optionalText().orElse(null);
    }

    private static @Nullable Instant time(Payload json, String name) {
        return json.at(name).optionalText().map(Instant::parse).orElse(null);
    }
}
