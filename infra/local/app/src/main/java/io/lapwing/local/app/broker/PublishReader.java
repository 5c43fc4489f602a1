package io.lapwing.local.app.broker;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;
import io.lapwing.sharedmodel.telemetry.MessageId;
import io.lapwing.sharedmodel.telemetry.MessageKind;
import io.lapwing.sharedmodel.telemetry.Payload;
import io.lapwing.sharedmodel.telemetry.PayloadFormat;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.time.Instant;

import com.hivemq.mqtt.message.mqtt5.MqttUserProperty;
import com.hivemq.mqtt.message.publish.PUBLISH;
import org.jspecify.annotations.Nullable;

/// Turns an MQTT PUBLISH into the record that functions work on.
final class PublishReader {

    private PublishReader() {}

    /// @param topic the publish's own, or the one that it stands for
    static ReceivedMessage read(PUBLISH publish, String topic, DeviceKey device, Instant now) {
        byte[] bytes = publish.getPayload();
        Payload payload = Payload.of(bytes == null ? new byte[0] : bytes, PayloadFormat.of(publish.getContentType()));
        MessageKind kind = topic.equals(DeviceTopic.gatewayTelemetryOf(device)) ? MessageKind.GATEWAY_TELEMETRY
                : MessageKind.TELEMETRY;
        return new ReceivedMessage(device, kind, topic, payload,
                MessageId.ofCloudEvent(name -> property(publish, name)).orElse(null), now,
                TraceParent.parse(property(publish, "traceparent")).orElse(null), null);
    }

    private static @Nullable String property(PUBLISH publish, String name) {
        for (MqttUserProperty property : publish.getUserProperties().asList()) {
            if (property.getName().equals(name)) {
                return property.getValue();
            }
        }
        return null;
    }
}
