package io.lapwing.local.app.broker;

import com.hivemq.mqtt.message.connack.CONNACK;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/// Waits in a device's channel for its CONNACK, with which its connection begins, and goes. It stands nearer to the
/// network than the [UplinkGate], which the broker's CONNACK may pass by.
final class Arrival extends ChannelOutboundHandlerAdapter {

    static final String NAME = "lapwing_arrival";

    private final Connection connection;
    private final GateContext context;

    Arrival(Connection connection, GateContext context) {
        this.connection = connection;
        this.context = context;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof CONNACK connack) {
            ChannelFuture _ = promise.addListener(sent -> {
                if (sent.isSuccess()) {
                    arrived(connack.isSessionPresent());
                }
            });
            ChannelFuture _ = ctx.write(message, promise);
            ctx.pipeline().remove(this);
        } else {
            ChannelFuture _ = ctx.write(message, promise);
        }
    }

    /// Whoever comes back to his session is subscribed to what he was before.
    private void arrived(boolean sessionPresent) {
        if (sessionPresent) {
            connection.listens().set(true);
        }
        context.connections().opened(connection);
        context.wills().back(connection.clientId(), sessionPresent);
        if (sessionPresent) {
            context.wanted().add(connection.device());
        }
    }
}
