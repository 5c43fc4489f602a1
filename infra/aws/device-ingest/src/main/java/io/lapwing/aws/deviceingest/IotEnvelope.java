package io.lapwing.aws.deviceingest;

import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.json.MalformedJson;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// What the IoT rule writes for each MQTT message, field by field; `docs/aws-envelope.md` says how.
///
/// @param payload in base64; null where there is none
/// @param clientId who was connected, for people to read
/// @param principal whose certificate it was, for people to read
/// @param receivedAt null where it is not told
/// @param userProperties by their names, the first of each
record IotEnvelope(String topic, @Nullable String payload, @Nullable String clientId, @Nullable String principal,
        @Nullable Instant receivedAt, @Nullable String contentType, Map<String, String> userProperties) {

    IotEnvelope {
        userProperties = Map.copyOf(userProperties);
    }

    /// Empty where this is no envelope.
    static Optional<IotEnvelope> read(String body) {
        try {
            return Json.read(body.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> fields
                    && fields.get("topic") instanceof String topic ? Optional.of(of(topic, fields)) : Optional.empty();
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    private static IotEnvelope of(String topic, Map<?, ?> fields) {
        return new IotEnvelope(topic, text(fields, "payload"), text(fields, "clientId"), text(fields, "principal"),
                fields.get("receivedAt") instanceof Long millis ? Instant.ofEpochMilli(millis) : null,
                text(fields, "contentType"), properties(fields.get("userProperties")));
    }

    private static @Nullable String text(Map<?, ?> fields, String name) {
        return fields.get(name) instanceof String text ? text : null;
    }

    private static Map<String, String> properties(@Nullable Object list) {
        Map<String, String> properties = new HashMap<>();
        if (list instanceof List<?> all) {
            for (Object one : all) {
                if (one instanceof Map<?, ?> map) {
                    map.forEach((name, value) -> properties.putIfAbsent(String.valueOf(name), String.valueOf(value)));
                }
            }
        }
        return properties;
    }
}
