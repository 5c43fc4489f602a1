package io.lapwing.local.app.broker;

import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.command.CommandDelivery;
import io.lapwing.sharedmodel.json.CommandJson;
import io.lapwing.sharedmodel.port.CommandSender;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

import com.hivemq.extension.sdk.api.packets.general.Qos;
import com.hivemq.extension.sdk.api.services.builder.Builders;
import com.hivemq.extension.sdk.api.services.builder.PublishBuilder;
import com.hivemq.extension.sdk.api.services.publish.Publish;
import com.hivemq.extension.sdk.api.services.publish.PublishService;
import com.hivemq.extension.sdk.api.services.publish.PublishToClientResult;

/// Sends commands through the embedded broker: each to one connection, the newest of its device that listens to its
/// command topic, or to ThingsBoard's. While such a connection lasts, a command goes over it once.
///
/// Whoever sends to a device waits for whoever is at it already. Else one who is told that the device listens now would
/// leave a command to another who has asked too early, and who ends with nothing done.
final class BrokerCommandSender implements CommandSender {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int TURNS = 64;

    private final PublishService broker;
    private final Connections connections;
    private final PendingWork<CommandDelivery> deliveries;
    private final InstantSource clock;
    /// Each device has one of them.
    private final List<ReentrantLock> turns = Stream.generate(ReentrantLock::new).limit(TURNS).toList();

    BrokerCommandSender(PublishService broker, Connections connections, PendingWork<CommandDelivery> deliveries,
            InstantSource clock) {
        this.broker = broker;
        this.connections = connections;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    @Override
    public Sending send(Command command) {
        ReentrantLock turn = turns.get(Math.floorMod(command.device().hashCode(), TURNS));
        turn.lock();
        try {
            return sendNow(command);
        } finally {
            turn.unlock();
        }
    }

    private Sending sendNow(Command command) {
        List<Connection> open = connections.of(command.device());
        for (Connection connection : open) {
            if (connection.commands().contains(command.id())) {
                remind(connection, command);
                return Sending.SENT;
            }
        }
        for (Connection connection : open) {
            if (!connection.commands().claim(command.id(), command.expiresAt()) || sent(command, connection)) {
                return Sending.SENT;
            }
        }
        return Sending.UNREACHABLE;
    }

    /// Whoever sends what the device has acknowledged does not know that yet.
    private void remind(Connection connection, Command command) {
        if (connection.commands().isAcknowledged(command.id())) {
            deliveries.add(new CommandDelivery(command.device(), command.id(), clock.instant()));
        }
    }

    private boolean sent(Command command, Connection connection) {
        boolean sent = false;
        try {
            sent = publish(own(command), connection, command) || publish(thingsBoard(command), connection, command);
            return sent;
        } finally {
            if (!sent) {
                connection.commands().release(command.id());
            }
        }
    }

    /// @return false if the connection does not listen to the topic
    private boolean publish(Publish message, Connection connection, Command command) {
        try {
            return broker.publishToClient(message, connection.clientId()).get(PATIENCE.toMillis(),
                    TimeUnit.MILLISECONDS) == PublishToClientResult.SUCCESSFUL;
        } catch (ExecutionException | TimeoutException e) {
            throw unavailable(command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(command, e);
        }
    }

    private Publish own(Command command) {
        return message(command).topic(DeviceTopic.commandOf(command.device(), command.id()))
                .responseTopic(DeviceTopic.replyOf(command.device(), command.id())).build();
    }

    private Publish thingsBoard(Command command) {
        return message(command).topic(TopicRules.rpcRequest(command.id()))
                .responseTopic(TopicRules.rpcReply(command.id())).build();
    }

    private PublishBuilder message(Command command) {
        PublishBuilder message = Builders.publish().qos(Qos.AT_LEAST_ONCE).contentType("application/json")
                .correlationData(ByteBuffer.wrap(command.id().value().getBytes(StandardCharsets.US_ASCII)))
                .messageExpiryInterval(command.secondsLeft(clock.instant()))
                .payload(ByteBuffer.wrap(CommandJson.request(command)));
        TraceParent trace = command.trace();
        if (trace != null) {
            message.userProperty("traceparent", trace.header());
        }
        return message;
    }

    private static StoreUnavailable unavailable(Command command, Throwable cause) {
        return new StoreUnavailable("CommandSender.send", command.device() + "/" + command.id(), cause);
    }
}
