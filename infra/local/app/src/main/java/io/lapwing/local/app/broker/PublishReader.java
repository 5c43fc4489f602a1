package io.lapwing.local.app.broker;

import io.lapwing.sharedmodel.telemetry.DeviceTopic;
import io.lapwing.sharedmodel.telemetry.MessageId;
import io.lapwing.sharedmodel.telemetry.Payload;
import io.lapwing.sharedmodel.telemetry.PayloadFormat;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.time.Instant;

import com.hivemq.mqtt.message.connect.MqttWillPublish;
import com.hivemq.mqtt.message.mqtt5.Mqtt5UserProperties;
import com.hivemq.mqtt.message.mqtt5.MqttUserProperty;
import com.hivemq.mqtt.message.publish.PUBLISH;
import org.jspecify.annotations.Nullable;

/// Turns what a device publishes into the record that functions work on.
final class PublishReader {

    private PublishReader() {}

    static ReceivedMessage read(PUBLISH publish, DeviceTopic topic, Instant now) {
        return new Content(publish.getTopic(), publish.getPayload(), publish.getContentType(),
                publish.getUserProperties()).read(topic, now);
    }

    /// A will, as it is when it is due.
    static ReceivedMessage read(MqttWillPublish will, DeviceTopic topic, Instant now) {
        return new Content(will.getTopic(), will.getPayload(), will.getContentType(), will.getUserProperties())
                .read(topic, now);
    }

    @SuppressWarnings("ArrayRecordComponent") // The broker's own; nobody compares it.
    private record Content(String name, byte @Nullable [] payload, @Nullable String contentType,
            Mqtt5UserProperties properties) {

        ReceivedMessage read(DeviceTopic topic, Instant now) {
            byte[] bytes = payload == null ? new byte[0] : payload;
            return new ReceivedMessage(topic.device(), topic.kind(), name,
                    Payload.of(bytes, PayloadFormat.of(contentType)),
                    MessageId.ofCloudEvent(this::property).orElse(null), now,
                    TraceParent.parse(property("traceparent")).orElse(null), null);
        }

        private @Nullable String property(String wanted) {
            for (MqttUserProperty property : properties.asList()) {
                if (property.getName().equals(wanted)) {
                    return property.getValue();
                }
            }
            return null;
        }
    }
}
