package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.telemetry.DeviceTopic;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.Payload;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection of a [PahoSubscriber], from its CONNECT to its end. A client of its own for each connection: an
/// acknowledgement that comes late reaches the client of its own connection, which is closed, and never a later
/// connection, where its packet id would be another message's.
final class PahoConnection implements PahoListener {

    private static final Logger LOG = LoggerFactory.getLogger(PahoConnection.class);

    /// All that devices send. Shared by all processes, so that each message goes to one of them.
    private static final List<String> FILTERS = Stream
            .of("telemetry", "gateway/telemetry", "shadow/+/get", "shadow/+/update", "cmd/+/res", "status")
            .map(levels -> "$share/lapwing/" + DeviceTopic.ROOT + "+/+/" + levels).toList();

    /// A bit more than the largest message that is looked at.
    private static final long MAX_PACKET_BYTES = 8L * Payload.MAX_BYTES + 64 * 1024;

    private static final int FAILURE = 0x80;
    private static final int NO_MATCHING_SUBSCRIBERS = 0x10;
    private static final Duration END = Duration.ofMillis(500);

    private final MqttSettings settings;
    private final MessageBatcher batcher;
    private final InstantSource clock;
    private final MqttAsyncClient client;
    private final CountDownLatch lost = new CountDownLatch(1);
    private final AtomicInteger unacknowledged = new AtomicInteger();
    private volatile boolean closing;

    PahoConnection(MqttSettings settings, MessageBatcher batcher, InstantSource clock) throws MqttException {
        this.settings = settings;
        this.batcher = batcher;
        this.clock = clock;
        client = new MqttAsyncClient(settings.pahoUrl(), settings.clientId(), new MemoryPersistence());
        client.setManualAcks(true);
        client.setCallback(this);
    }

    /// Connects and subscribes, each within the time that is set.
    void open() throws MqttException {
        client.connect(options()).waitForCompletion(settings.connectTime().toMillis());
        MqttSubscription[] subscriptions = FILTERS.stream().map(filter -> new MqttSubscription(filter, 1))
                .toArray(MqttSubscription[]::new);
        IMqttToken subscribed = client.subscribe(subscriptions);
        subscribed.waitForCompletion(settings.connectTime().toMillis());
        for (int code : subscribed.getReasonCodes()) {
            if (code >= FAILURE) {
                throw new MqttException(code);
            }
        }
    }

    boolean isOpen() {
        return client.isConnected() && lost.getCount() > 0;
    }

    void awaitLoss() throws InterruptedException {
        lost.await();
    }

    /// Takes no more messages, and waits for those that were taken to be acknowledged.
    void settle(Duration patience) throws InterruptedException {
        closing = true;
        long end = System.nanoTime() + patience.toNanos();
        while (unacknowledged.get() > 0 && isOpen() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /// Makes whoever waits for the connection's end close it.
    void giveUp() {
        closing = true;
        lost.countDown();
    }

    void close() {
        giveUp();
        try {
            client.disconnectForcibly(0, END.toMillis(), true);
        } catch (MqttException e) {
            LOG.debug("the connection had ended already: {}", e.getMessage());
        }
        try {
            client.close(true);
        } catch (MqttException e) {
            LOG.debug("the connection was not closed in order: {}", e.getMessage());
        }
    }

    /// Sends a message, and waits until the broker has it. One at a time: Paho fails when more are on their way than
    /// the broker takes, and has numbered the topic by then, which the broker will not understand.
    ///
    /// @return false if the broker says that nobody has subscribed to it
    synchronized boolean publish(String topic, MqttMessage message, Duration patience) throws MqttException {
        IMqttToken published = client.publish(topic, message);
        published.waitForCompletion(patience.toMillis());
        int[] codes = published.getReasonCodes();
        return codes == null || Arrays.stream(codes).noneMatch(code -> code == NO_MATCHING_SUBSCRIBERS);
    }

    /// Hands the message on. While there is no room for it the broker is not read from; in the end the connection is
    /// given up, since Paho does not keep it alive during a longer wait, and the broker sends the message again.
    @Override
    public void messageArrived(String topic, MqttMessage message) {
        if (closing) {
            return;
        }
        if (message.isRetained()) {
            // Not news: it was heard when it was sent. A status from before a restart may be wrong by now.
            acknowledge(message);
            return;
        }
        Optional<DeviceTopic> known = DeviceTopic.parse(topic);
        if (known.isEmpty()) {
            LOG.warn("a message on {}, which is no device's topic, is left aside", topic);
            acknowledge(message);
            return;
        }
        unacknowledged.incrementAndGet(); // Before the offer: it can be answered before that returns.
        if (!offer(PahoMessages.read(known.get(), topic, message, clock.instant()), new Acknowledgement(message))) {
            LOG.warn("too many messages wait: the connection is given up, and what waits comes again");
            unacknowledged.decrementAndGet();
            giveUp();
        }
    }

    private boolean offer(ReceivedMessage message, MessageBatcher.Completion completion) {
        long end = System.nanoTime() + settings.roomTime().toNanos();
        while (!batcher.offer(message, completion)) {
            if (closing || System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        return true;
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        LOG.warn("the connection to the broker is lost: {}", response);
        lost.countDown();
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        LOG.warn("the broker's connection: {}", exception.getMessage());
    }

    private void acknowledge(MqttMessage message) {
        if (message.getQos() == 1 && lost.getCount() > 0) {
            try {
                client.messageArrivedComplete(message.getId(), 1);
            } catch (MqttException e) {
                LOG.debug("not acknowledged, and will come again: {}", e.getMessage());
            }
        }
    }

    private MqttConnectionOptions options() {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setAutomaticReconnect(false);
        options.setCleanStart(false);
        options.setSessionExpiryInterval(settings.sessionExpiry().toSeconds());
        options.setReceiveMaximum(settings.receiveMaximum());
        options.setMaximumPacketSize(MAX_PACKET_BYTES);
        options.setKeepAliveInterval((int) settings.keepAlive().toSeconds());
        options.setConnectionTimeout((int) settings.connectTime().toSeconds());
        options.setSocketFactory(settings.isEncrypted() ? NoDelaySocketFactory.tls() : NoDelaySocketFactory.plain());
        String user = settings.user();
        if (user != null) {
            options.setUserName(user);
        }
        String password = settings.password();
        if (password != null) {
            options.setPassword(password.getBytes(StandardCharsets.UTF_8));
        }
        return options;
    }

    /// Acknowledges a message once it is stored.
    private final class Acknowledgement implements MessageBatcher.Completion {

        private final MqttMessage message;

        Acknowledgement(MqttMessage message) {
            this.message = message;
        }

        @Override
        public void done(IngestOutcome outcome) {
            acknowledge(message);
            unacknowledged.decrementAndGet();
        }

        /// Only a new connection makes the broker send it again.
        @Override
        public void failed(Throwable cause) {
            unacknowledged.decrementAndGet();
            giveUp();
        }
    }
}
