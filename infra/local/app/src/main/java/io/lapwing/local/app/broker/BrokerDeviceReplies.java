package io.lapwing.local.app.broker;

import io.lapwing.sharedmodel.device.DeviceReply;
import io.lapwing.sharedmodel.device.DeviceReply.ShadowReply;
import io.lapwing.sharedmodel.device.DeviceReply.ShadowReply.Channel;
import io.lapwing.sharedmodel.json.DeviceReplyJson;
import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.json.MalformedJson;
import io.lapwing.sharedmodel.port.DeviceReplies;
import io.lapwing.sharedmodel.shadow.ShadowName;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import com.hivemq.extension.sdk.api.packets.general.Qos;
import com.hivemq.extension.sdk.api.services.builder.Builders;
import com.hivemq.extension.sdk.api.services.builder.PublishBuilder;
import com.hivemq.extension.sdk.api.services.publish.Publish;
import com.hivemq.extension.sdk.api.services.publish.PublishService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes replies through the embedded broker.
final class BrokerDeviceReplies implements DeviceReplies {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerDeviceReplies.class);

    private static final int MAX_ON_THEIR_WAY = 10_000;

    private final PublishService broker;
    private final Connections connections;
    private final AtomicInteger onTheirWay = new AtomicInteger();

    BrokerDeviceReplies(PublishService broker, Connections connections) {
        this.broker = broker;
        this.connections = connections;
    }

    @Override
    public void send(List<DeviceReply> replies) {
        replies.forEach(this::send);
    }

    private void send(DeviceReply reply) {
        publish(reply, DeviceTopic.of(reply), DeviceReplyJson.write(reply), broker::publish);
        if (reply instanceof ShadowReply shadow && shadow.channel() == Channel.UPDATE_DELTA
                && shadow.shadow().equals(ShadowName.MAIN)) {
            tellThingsBoard(shadow);
        }
    }

    /// Devices of ThingsBoard's hear of what is desired of them as of attributes that were changed.
    private void tellThingsBoard(ShadowReply delta) {
        byte[] attributes = attributesOf(delta);
        for (Connection connection : connections.of(delta.device())) {
            publish(delta, TopicRules.ATTRIBUTES, attributes,
                    message -> broker.publishToClient(message, connection.clientId()));
        }
    }

    private static byte[] attributesOf(ShadowReply delta) {
        try {
            Object document = Json.read(delta.payload().json().getBytes(StandardCharsets.UTF_8));
            return Json.write(document instanceof Map<?, ?> fields ? fields.get("state") : null);
        } catch (MalformedJson e) {
            throw new IllegalArgumentException("a delta is JSON", e);
        }
    }

    private interface Way {
        CompletableFuture<?> publish(Publish message);
    }

    private void publish(DeviceReply reply, String topic, byte[] payload, Way way) {
        if (onTheirWay.incrementAndGet() > MAX_ON_THEIR_WAY) {
            onTheirWay.decrementAndGet();
            LOG.warn("a reply to {} is dropped: too many are on their way", reply.device());
            return;
        }
        PublishBuilder publish = Builders.publish().topic(topic).qos(Qos.AT_LEAST_ONCE)
                .contentType("application/json").payload(ByteBuffer.wrap(payload));
        TraceParent trace = reply.trace();
        if (trace != null) {
            publish.userProperty("traceparent", trace.header());
        }
        var _ = way.publish(publish.build()).whenComplete((_, failure) -> {
            onTheirWay.decrementAndGet();
            if (failure != null) {
                LOG.warn("a reply to {} could not be published", reply.device(), failure);
            }
        });
    }
}
