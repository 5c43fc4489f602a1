package io.lapwing.aws.emulator;

import io.lapwing.sharedmodel.json.Json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Events of a queue that IoT Core's rule fills, as Lambda hands them over.
public final class SqsEvents {

    private static final String ARN = "arn:aws:sqs:eu-central-1:000000000000:emulated";

    private SqsEvents() {}

    /// A message of a device, as it came over MQTT.
    ///
    /// @param contentType empty for none
    /// @param userProperties of MQTT 5
    public record DeviceMessage(String topic, String payload, String contentType,
            Map<String, String> userProperties) {

        public DeviceMessage {
            userProperties = Map.copyOf(userProperties);
        }

        /// JSON readings.
        public static DeviceMessage of(String tenant, String device, String payload) {
            return new DeviceMessage("iot/v1/" + tenant + "/" + device + "/telemetry", payload, "", Map.of());
        }

        public DeviceMessage withContentType(String type) {
            return new DeviceMessage(topic, payload, type, userProperties);
        }

        public DeviceMessage withUserProperties(Map<String, String> properties) {
            return new DeviceMessage(topic, payload, contentType, properties);
        }

        /// What the rule puts into the queue.
        String envelope(long receivedAt) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("topic", topic);
            fields.put("clientId", "emulated");
            fields.put("principal", "5f86");
            fields.put("receivedAt", receivedAt);
            fields.put("payload", Base64.getEncoder().encodeToString(payload.getBytes(StandardCharsets.ISO_8859_1)));
            if (!contentType.isEmpty()) {
                fields.put("contentType", contentType);
            }
            List<Map<String, String>> properties = new ArrayList<>();
            userProperties.forEach((name, value) -> properties.add(Map.of(name, value)));
            fields.put("userProperties", properties);
            return new String(Json.write(fields), StandardCharsets.UTF_8);
        }
    }

    /// One event with all `messages`.
    ///
    /// @param id of the event; the messages' ids begin with it
    /// @param receivedAt in epoch milliseconds
    public static String of(String id, long receivedAt, List<DeviceMessage> messages) {
        List<Map<String, Object>> records = new ArrayList<>();
        for (DeviceMessage message : messages) {
            Map<String, Object> sqs = new LinkedHashMap<>();
            sqs.put("messageId", id + "-" + records.size());
            sqs.put("receiptHandle", "handle-" + records.size());
            sqs.put("body", message.envelope(receivedAt));
            sqs.put("attributes",
                    Map.of("ApproximateReceiveCount", "1", "SentTimestamp", Long.toString(receivedAt), "SenderId",
                            "AIDAEMULATED", "ApproximateFirstReceiveTimestamp", Long.toString(receivedAt)));
            sqs.put("messageAttributes", Map.of());
            sqs.put("eventSource", "aws:sqs");
            sqs.put("eventSourceARN", ARN);
            sqs.put("awsRegion", "eu-central-1");
            records.add(sqs);
        }
        return new String(Json.write(Map.of("Records", records)), StandardCharsets.UTF_8);
    }
}
