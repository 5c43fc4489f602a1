package io.lapwing.local.app.broker;

import io.lapwing.sharedmodel.device.DeviceReply;
import io.lapwing.sharedmodel.json.DeviceReplyJson;
import io.lapwing.sharedmodel.port.DeviceReplies;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import com.hivemq.extension.sdk.api.packets.general.Qos;
import com.hivemq.extension.sdk.api.services.builder.Builders;
import com.hivemq.extension.sdk.api.services.builder.PublishBuilder;
import com.hivemq.extension.sdk.api.services.publish.PublishService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes replies through the embedded broker.
final class BrokerDeviceReplies implements DeviceReplies {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerDeviceReplies.class);

    private static final int MAX_ON_THEIR_WAY = 10_000;

    private final PublishService broker;
    private final AtomicInteger onTheirWay = new AtomicInteger();

    BrokerDeviceReplies(PublishService broker) {
        this.broker = broker;
    }

    @Override
    public void send(List<DeviceReply> replies) {
        replies.forEach(this::send);
    }

    private void send(DeviceReply reply) {
        if (onTheirWay.incrementAndGet() > MAX_ON_THEIR_WAY) {
            onTheirWay.decrementAndGet();
            LOG.warn("a reply to {} is dropped: too many are on their way", reply.device());
            return;
        }
        PublishBuilder publish = Builders.publish().topic(DeviceTopic.of(reply)).qos(Qos.AT_LEAST_ONCE)
                .contentType("application/json").payload(ByteBuffer.wrap(DeviceReplyJson.write(reply)));
        TraceParent trace = reply.trace();
        if (trace != null) {
            publish.userProperty("traceparent", trace.header());
        }
        CompletableFuture<Void> _ = broker.publish(publish.build()).whenComplete((_, failure) -> {
            onTheirWay.decrementAndGet();
            if (failure != null) {
                LOG.warn("a reply to {} could not be published", reply.device(), failure);
            }
        });
    }
}
