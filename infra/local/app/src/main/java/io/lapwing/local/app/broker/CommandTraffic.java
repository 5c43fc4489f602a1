package io.lapwing.local.app.broker;

import io.lapwing.sharedmodel.command.CommandDelivery;
import io.lapwing.sharedmodel.command.CommandId;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import com.hivemq.mqtt.message.puback.PUBACK;
import com.hivemq.mqtt.message.publish.PUBLISH;
import com.hivemq.mqtt.message.suback.SUBACK;
import com.hivemq.mqtt.message.subscribe.SUBSCRIBE;
import com.hivemq.mqtt.message.subscribe.Topic;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;

/// Watches what goes over a connection for what concerns commands: when the device can be sent some, which of them go
/// to it, and which it acknowledges.
///
/// All on the channel's own thread.
final class CommandTraffic {

    private static final int FIRST_FAILURE = 0x80;
    private static final int MAX_PENDING = 100;

    private final TopicRules rules;
    private final Connection connection;
    private final GateContext context;
    /// SUBSCRIBEs that wait for their SUBACK.
    private final Set<Integer> subscribing = new HashSet<>();

    CommandTraffic(TopicRules rules, Connection connection, GateContext context) {
        this.rules = rules;
        this.connection = connection;
        this.context = context;
    }

    /// The device sent this.
    void comes(Object message) {
        if (message instanceof SUBSCRIBE subscribe && subscribing.size() < MAX_PENDING) {
            if (subscribe.getTopics().stream().map(Topic::getTopic).anyMatch(rules::bringsCommands)) {
                subscribing.add(subscribe.getPacketIdentifier());
            }
        } else if (message instanceof PUBACK puback && puback.getReasonCode().getCode() < FIRST_FAILURE) {
            connection.commands().acknowledge(puback.getPacketIdentifier()).ifPresent(command -> context.deliveries()
                    .add(new CommandDelivery(rules.device(), command, context.clock().instant())));
        }
    }

    /// The broker sends this. A device can be sent commands once it knows that it is subscribed.
    void goes(Object message, ChannelPromise promise) {
        if (message instanceof SUBACK suback && subscribing.remove(suback.getPacketIdentifier())) {
            connection.listens().set(true);
            ChannelFuture _ = promise.addListener(_ -> context.wanted().add(rules.device()));
        }
    }

    /// Whether the broker may send this to the device: not a command that it got on this connection already, or whose
    /// time is over.
    boolean maySend(PUBLISH publish) {
        Optional<CommandId> command = rules.commandOn(publish.getTopic());
        return command.isEmpty() || connection.commands().maySend(command.get(), publish.getPacketIdentifier(),
                context.clock().instant());
    }
}
