package io.lapwing.aws.runtime.sqs;

import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.json.MalformedJson;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// One message of an SQS event, as Lambda hands it over.
///
/// @param receiptHandle what it is known by until it comes again; null where it is missing
/// @param body null where it is no text, which SQS never sends
/// @param attributes SQS's own, by name
/// @param messageAttributes the sender's that are texts, by name
public record SqsRecord(String messageId, @Nullable String receiptHandle, @Nullable String body,
        Map<String, String> attributes, Map<String, String> messageAttributes) {

    /// @throws IllegalArgumentException if this is no SQS event: the function is wired to something else
    public static List<SqsRecord> read(byte[] event) {
        List<SqsRecord> records = new ArrayList<>();
        for (Object record : recordsOf(event)) {
            if (!(record instanceof Map<?, ?> fields) || !(fields.get("messageId") instanceof String id)) {
                throw noSqsEvent("a record without a messageId", null);
            }
            records.add(new SqsRecord(id, text(fields, "receiptHandle"), text(fields, "body"),
                    texts(fields.get("attributes")), attributeTexts(fields.get("messageAttributes"))));
        }
        return List.copyOf(records);
    }

    /// How often it was handed out, this time included; once where nobody tells.
    public int timesReceived() {
        try {
            return Math.clamp(Long.parseLong(attributes.getOrDefault("ApproximateReceiveCount", "1")), 1,
                    Integer.MAX_VALUE);
        } catch (NumberFormatException _) {
            return 1;
        }
    }

    private static @Nullable String text(Map<?, ?> fields, String name) {
        return fields.get(name) instanceof String text ? text : null;
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
