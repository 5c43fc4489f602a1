package io.lapwing.local.app.broker;

import com.hivemq.mqtt.event.PublishDroppedEvent;
import com.hivemq.mqtt.handler.publish.PublishStatus;
import com.hivemq.mqtt.message.publish.PublishWithFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/// Stands behind the broker's handler that leaves out messages which have expired. That one tells of it in the wrong
/// direction: whoever counts the messages that a client has to acknowledge waits for the dropped one's acknowledgement
/// for ever, and the client gets nothing more on this connection.
final class ExpiredPublishes extends ChannelInboundHandlerAdapter {

    static final String NAME = "lapwing_expired_publishes";

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof PublishDroppedEvent dropped
                && dropped.getMessage() instanceof PublishWithFuture publish) {
            publish.getFuture().set(PublishStatus.DELIVERED);
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }
}
