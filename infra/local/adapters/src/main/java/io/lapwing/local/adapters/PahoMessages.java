package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.telemetry.DeviceTopic;
import io.lapwing.sharedmodel.telemetry.MessageId;
import io.lapwing.sharedmodel.telemetry.Payload;
import io.lapwing.sharedmodel.telemetry.PayloadFormat;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.time.Instant;

import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.jspecify.annotations.Nullable;

/// Turns a message of an outside broker into the record that functions work on. The broker has to see to it that
/// devices only publish on their own topics: who sent a message is read from its topic.
final class PahoMessages {

    private PahoMessages() {}

    static ReceivedMessage read(DeviceTopic known, String topic, MqttMessage message, Instant now) {
        MqttProperties properties = message.getProperties();
        Payload payload = Payload.of(message.getPayload(),
                PayloadFormat.of(properties == null ? null : properties.getContentType()));
        return new ReceivedMessage(known.device(), known.kind(), topic, payload,
                MessageId.ofCloudEvent(name -> property(properties, name)).orElse(null), now,
                TraceParent.parse(property(properties, "traceparent")).orElse(null), null);
    }

    private static @Nullable String property(@Nullable MqttProperties properties, String name) {
        if (properties == null) {
            return null;
        }
        for (UserProperty property : properties.getUserProperties()) {
            if (property.getKey().equals(name)) {
                return property.getValue();
            }
        }
        return null;
    }
}
