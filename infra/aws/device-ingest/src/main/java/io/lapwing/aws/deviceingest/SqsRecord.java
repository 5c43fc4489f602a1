package io.lapwing.aws.deviceingest;

import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.json.MalformedJson;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// One message of an SQS event, as Lambda hands it over.
///
/// @param body null where it is no text, which SQS never sends
/// @param attributes SQS's own, by name
/// @param messageAttributes the sender's that are texts, by name
record SqsRecord(String messageId, @Nullable String body, Map<String, String> attributes,
        Map<String, String> messageAttributes) {

    /// @throws IllegalArgumentException if this is no SQS event: the function is wired to something else
    static List<SqsRecord> read(byte[] event) {
        List<SqsRecord> records = new ArrayList<>();
        for (Object record : recordsOf(event)) {
            if (!(record instanceof Map<?, ?> fields) || !(fields.get("messageId") instanceof String id)) {
                throw noSqsEvent("a record without a messageId", null);
            }
            records.add(new SqsRecord(id, fields.get("body") instanceof String body ? body : null,
                    texts(fields.get("attributes")), attributeTexts(fields.get("messageAttributes"))));
        }
        return List.copyOf(records);
    }

    private static List<?> recordsOf(byte[] event) {
        try {
            if (Json.read(event) instanceof Map<?, ?> fields && fields.get("Records") instanceof List<?> records) {
                return records;
            }
            throw noSqsEvent("there are no Records", null);
        } catch (MalformedJson e) {
            throw noSqsEvent(String.valueOf(e.getMessage()), e);
        }
    }

    private static IllegalArgumentException noSqsEvent(String why, @Nullable Throwable cause) {
        return new IllegalArgumentException("not an event of SQS: " + why, cause);
    }

    private static Map<String, String> texts(@Nullable Object fields) {
        Map<String, String> texts = new HashMap<>();
        if (fields instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if (value instanceof String text) {
                    texts.put(String.valueOf(name), text);
                }
            });
        }
        return texts;
    }

    private static Map<String, String> attributeTexts(@Nullable Object attributes) {
        Map<String, String> texts = new HashMap<>();
        if (attributes instanceof Map<?, ?> map) {
            map.forEach((name, attribute) -> {
                if (attribute instanceof Map<?, ?> fields && fields.get("stringValue") instanceof String text) {
                    texts.put(String.valueOf(name), text);
                }
            });
        }
        return texts;
    }
}
