package io.lapwing.local.app.broker;

import io.lapwing.sharedmodel.telemetry.DeviceTopic;
import io.lapwing.sharedmodel.telemetry.MessageKind;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import com.hivemq.bootstrap.ClientConnection;
import com.hivemq.mqtt.event.PublishDroppedEvent;
import com.hivemq.mqtt.message.ProtocolVersion;
import com.hivemq.mqtt.message.QoS;
import com.hivemq.mqtt.message.mqtt5.Mqtt5UserProperties;
import com.hivemq.mqtt.message.puback.PUBACK;
import com.hivemq.mqtt.message.publish.PUBLISH;
import com.hivemq.mqtt.message.reason.Mqtt5DisconnectReasonCode;
import com.hivemq.mqtt.message.reason.Mqtt5PubAckReasonCode;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stands in a device's channel between MQTT's codec and the broker, and makes a PUBACK mean "committed".
///
/// What devices send goes to the batcher instead of the broker, and its PUBACKs leave when its batch is in the store, in
/// the order in which it came. Whatever cannot be stored in time ends the connection, and the device sends it again. A
/// device that has too much on its way is not read from until some of it is through, so that TCP makes it wait, whatever
/// its MQTT version. Only a device's status goes to the broker as well, which retains it for whoever subscribes.
///
/// A channel handler, because a PUBACK that is held by an extension's interceptor holds all that its client sends
/// behind it too, in a queue without a bound, and leaves as a success if the hold times out.
///
/// All on the channel's own thread, but for [#wakeUp].
final class UplinkGate extends ChannelDuplexHandler {

    static final String NAME = "lapwing_uplink_gate";

    private static final Logger LOG = LoggerFactory.getLogger(UplinkGate.class);

    private final TopicRules rules;
    private final Connection connection;
    private final GateContext context;
    private final CommandTraffic commands;
    private final Wills.@Nullable Will will;
    private final HeldMessages held;
    private final AtomicBoolean wakeUpPending = new AtomicBoolean();
    private @Nullable ChannelHandlerContext channel;
    private boolean paused;
    private boolean timing;
    private boolean closing;

    /// @param connection which this ends
    UplinkGate(TopicRules rules, Connection connection, Wills.@Nullable Will will, GateContext context) {
        this.rules = rules;
        this.connection = connection;
        this.will = will;
        this.context = context;
        this.commands = new CommandTraffic(rules, connection, context);
        this.held = new HeldMessages(context.settings().window(), context.settings().windowBytes());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        channel = ctx;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof PUBLISH publish)) {
            commands.comes(message);
            ctx.fireChannelRead(message);
        } else if (!closing) {
            try {
                receive(ctx, publish);
            } catch (RuntimeException e) {
                LOG.error("a publish of {} failed", rules.device(), e);
                disconnect(ctx, Mqtt5DisconnectReasonCode.IMPLEMENTATION_SPECIFIC_ERROR, "a publish failed");
            }
        }
    }

    /// Holds the broker's own answers back too, until those before them are given.
    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof PUBLISH publish && !commands.maySend(publish)) {
            // What the broker itself does with a message that is left out.
            ctx.fireUserEventTriggered(new PublishDroppedEvent(publish));
            return;
        }
        commands.goes(message, promise);
        HeldMessage waiting = message instanceof PUBACK puback ? held.awaitingAnswer(puback.getPacketIdentifier())
                : null;
        if (waiting != null && message instanceof PUBACK puback) {
            waiting.answering(puback, promise);
            answerReady(ctx);
        } else {
            ChannelFuture _ = ctx.write(message, promise);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        closing = true;
        held.clear();
        ctx.fireChannelInactive();
        context.connections().closed(connection);
        handOver();
        leaveWill(ClientConnection.of(ctx.channel()));
    }

    /// What this connection took with it goes over another one that its device has.
    private void handOver() {
        if (!context.connections().of(rules.device()).isEmpty()) {
            context.wanted().add(rules.device());
        }
    }

    /// After the broker has decided whether the will counts.
    private void leaveWill(ClientConnection broker) {
        Wills.Will left = will;
        if (left != null && broker.isSendWill()) {
            Long sessionExpiry = broker.getClientSessionExpiryInterval();
            long seconds = Math.min(left.publish().getDelayInterval(), sessionExpiry == null ? 0 : sessionExpiry);
            context.wills().leave(connection.clientId(), left, Duration.ofSeconds(seconds));
        }
    }

    private void receive(ChannelHandlerContext ctx, PUBLISH publish) {
        Optional<DeviceTopic> topic = rules.uplink(publish.getTopic());
        if (publish.getQoS() == QoS.EXACTLY_ONCE) {
            disconnect(ctx, Mqtt5DisconnectReasonCode.QOS_NOT_SUPPORTED, "the maximum QoS is 1");
        } else if (topic.isPresent()) {
            offer(ctx, publish, topic.get());
        } else {
            refuse(ctx, publish);
        }
    }

    private void offer(ChannelHandlerContext ctx, PUBLISH publish, DeviceTopic topic) {
        if (publish.isDuplicateDelivery() && held.holds(publish.getPacketIdentifier())) {
            return; // Sent again on the same connection: the first one's answer is on its way.
        }
        ReceivedMessage message = PublishReader.read(publish, topic, context.clock().instant());
        boolean answered = publish.getQoS() == QoS.AT_LEAST_ONCE;
        boolean passed = topic.kind() == MessageKind.STATUS;
        HeldMessage holding = hold(answered ? publish.getPacketIdentifier() : 0, message.payload().size());
        if (answered && !passed) {
            holding.answering(new PUBACK(publish.getPacketIdentifier()), null);
        }
        if (context.batcher().offer(message, holding)) {
            add(ctx, holding);
            if (passed) {
                ctx.fireChannelRead(publish); // The broker answers it, and the answer waits for the outcome.
            }
        } else if (answered) {
            disconnect(ctx, Mqtt5DisconnectReasonCode.SERVER_BUSY, "too many messages are waiting");
        } else {
            context.dropped().increment();
        }
    }

    private void refuse(ChannelHandlerContext ctx, PUBLISH publish) {
        context.refusals().publish(rules.device(), publish.getTopic());
        if (ClientConnection.of(ctx.channel()).getProtocolVersion() != ProtocolVersion.MQTTv5) {
            disconnect(ctx, Mqtt5DisconnectReasonCode.NOT_AUTHORIZED, "not authorized");
        } else if (publish.getQoS() == QoS.AT_LEAST_ONCE) {
            HeldMessage holding = hold(publish.getPacketIdentifier(), 0).concerningNobody();
            holding.answering(new PUBACK(publish.getPacketIdentifier(), Mqtt5PubAckReasonCode.NOT_AUTHORIZED,
                    "not authorized", Mqtt5UserProperties.NO_USER_PROPERTIES), null);
            add(ctx, holding);
            answerReady(ctx);
        }
    }

    private HeldMessage hold(int packetId, int bytes) {
        return new HeldMessage(packetId, bytes, System.nanoTime() + context.settings().ackTime().toNanos(),
                this::wakeUp);
    }

    private void add(ChannelHandlerContext ctx, HeldMessage holding) {
        held.add(holding);
        watchDeadline(ctx);
        if (!paused && held.isFull()) {
            paused = true;
            ctx.channel().config().setAutoRead(false);
        }
    }

    /// Called on a lane's thread for each message of a batch; the channel's thread then answers all that are ready.
    private void wakeUp() {
        ChannelHandlerContext ctx = channel;
        if (ctx == null || !wakeUpPending.compareAndSet(false, true)) {
            return;
        }
        try {
            ctx.executor().execute(() -> {
                wakeUpPending.set(false);
                answerReady(ctx);
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("the broker ended before {} was answered, which sends again", rules.device());
        }
    }

    private void answerReady(ChannelHandlerContext ctx) {
        boolean written = false;
        for (HeldMessage first = held.first(); first != null && !closing; first = held.first()) {
            HeldMessage.State state = first.state();
            if (state == HeldMessage.State.WAITING) {
                break;
            }
            if (state == HeldMessage.State.FAILED) {
                disconnect(ctx, Mqtt5DisconnectReasonCode.SERVER_BUSY, "the message could not be stored");
                break;
            }
            held.removeFirst();
            written |= answer(ctx, first);
        }
        if (written) {
            ctx.flush();
        }
        readOnIfRoom(ctx);
    }

    private static boolean answer(ChannelHandlerContext ctx, HeldMessage message) {
        PUBACK answer = message.answer();
        if (answer == null) {
            return false;
        }
        ChannelPromise promise = message.promise();
        ChannelFuture _ = ctx.write(answer, promise == null ? ctx.newPromise() : promise);
        return true;
    }

    private void readOnIfRoom(ChannelHandlerContext ctx) {
        if (paused && held.hasRoom() && !closing) {
            paused = false;
            ctx.channel().config().setAutoRead(true);
        }
    }

    /// One timer for the connection, set to the deadline of its oldest message.
    private void watchDeadline(ChannelHandlerContext ctx) {
        HeldMessage first = held.first();
        if (first != null && !timing && !closing) {
            timing = true;
            Future<?> _ = ctx.executor().schedule(() -> {
                timing = false;
                HeldMessage oldest = held.first();
                if (oldest != null && oldest.deadlineNanos() - System.nanoTime() <= 0) {
                    disconnect(ctx, Mqtt5DisconnectReasonCode.SERVER_BUSY, "the message was not stored in time");
                }
                watchDeadline(ctx);
            }, Math.max(1, first.deadlineNanos() - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
    }

    private void disconnect(ChannelHandlerContext ctx, Mqtt5DisconnectReasonCode reason, String text) {
        if (!closing) {
            closing = true;
            held.clear();
            LOG.debug("{} is disconnected: {}", rules.device(), text);
            context.disconnector().disconnect(ctx.channel(), null, text, reason, text);
        }
    }
}
