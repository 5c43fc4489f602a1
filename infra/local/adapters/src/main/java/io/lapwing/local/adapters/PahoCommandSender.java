package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.json.CommandJson;
import io.lapwing.sharedmodel.port.CommandSender;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;

import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/// Publishes commands through the connection of a [PahoSubscriber]. A broker that says that nobody has subscribed to a
/// command has dropped it; one that keeps sessions keeps it for a device that is away, as long as it lives.
public final class PahoCommandSender implements CommandSender {

    private final PahoSubscriber subscriber;
    private final InstantSource clock;

    public PahoCommandSender(PahoSubscriber subscriber, InstantSource clock) {
        this.subscriber = subscriber;
        this.clock = clock;
    }

    @Override
    public Sending send(Command command) {
        try {
            return subscriber.deliver(DeviceTopic.commandOf(command.device(), command.id()), message(command))
                    ? Sending.SENT
                    : Sending.UNREACHABLE;
        } catch (MqttException e) {
            throw new StoreUnavailable("CommandSender.send", command.device() + " " + command.id(), e);
        }
    }

    private MqttMessage message(Command command) {
        MqttProperties properties = new MqttProperties();
        properties.setContentType("application/json");
        properties.setResponseTopic(DeviceTopic.replyOf(command.device(), command.id()));
        properties.setCorrelationData(command.id().value().getBytes(StandardCharsets.US_ASCII));
        properties.setMessageExpiryInterval(command.secondsLeft(clock.instant()));
        TraceParent trace = command.trace();
        if (trace != null) {
            properties.setUserProperties(List.of(new UserProperty("traceparent", trace.header())));
        }
        return new MqttMessage(CommandJson.request(command), 1, false, properties);
    }
}
