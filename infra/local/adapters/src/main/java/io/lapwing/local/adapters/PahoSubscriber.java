package io.lapwing.local.adapters;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes what devices send to an outside MQTT broker, with Eclipse Paho.
///
/// Any number of processes share the work, each with its own client id. A message is acknowledged once it is in the
/// store; what is not acknowledged is sent again, here or after a restart, and has no second effect. A lost connection
/// is made anew, with growing pauses, for as long as it takes.
///
/// Thread-safe.
public final class PahoSubscriber implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PahoSubscriber.class);

    private static final Duration SETTLE = Duration.ofSeconds(5);

    private final MqttSettings settings;
    private final MessageBatcher batcher;
    private final InstantSource clock;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread;
    private final AtomicLong connections = new AtomicLong();
    private volatile @Nullable PahoConnection current;

    private PahoSubscriber(MqttSettings settings, MessageBatcher batcher, InstantSource clock) {
        this.settings = settings;
        this.batcher = batcher;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("lapwing-mqtt").daemon().unstarted(this::work);
    }

    /// Starts to connect. Returns at once: a broker that is not there yet is waited for.
    ///
    /// @param clock gives the time of receipt
    public static PahoSubscriber start(MqttSettings settings, MessageBatcher batcher, InstantSource clock) {
        PahoSubscriber subscriber = new PahoSubscriber(settings, batcher, clock);
        subscriber.thread.start();
        return subscriber;
    }

    public boolean isConnected() {
        PahoConnection connection = current;
        return connection != null && connection.isOpen();
    }

    /// How often a connection has been made.
    public long connections() {
        return connections.get();
    }

    /// Acknowledges what was taken, if it is stored soon, and disconnects. The broker keeps what comes meanwhile.
    @Override
    public void close() {
        try {
            PahoConnection connection = current;
            if (connection != null) {
                connection.settle(SETTLE);
            }
            ending.countDown();
            if (connection != null) {
                connection.giveUp();
            }
            if (!thread.join(SETTLE)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            ending.countDown();
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    /// Sends a message, if there is a connection, and waits until the broker has it.
    ///
    /// @return false if it is not known to have it
    boolean publish(String topic, MqttMessage message) {
        PahoConnection connection = current;
        if (connection == null || !connection.isOpen()) {
            return false;
        }
        try {
            connection.publish(topic, message, SETTLE);
            return true;
        } catch (MqttException e) {
            LOG.debug("not sent on {}: {}", topic, e.getMessage());
            return false;
        }
    }

    /// Sends a message, and waits until the broker has it.
    ///
    /// @return false if the broker says that nobody has subscribed to it; not every broker does
    /// @throws MqttException if it is not known to have it
    boolean deliver(String topic, MqttMessage message) throws MqttException {
        PahoConnection connection = current;
        if (connection == null || !connection.isOpen()) {
            throw new MqttException(MqttClientException.REASON_CODE_CLIENT_NOT_CONNECTED);
        }
        return connection.publish(topic, message, SETTLE);
    }

    private void work() {
        long pause = settings.minReconnect().toMillis();
        while (ending.getCount() > 0) {
            boolean connected = connectOnce();
            pause = connected ? settings.minReconnect().toMillis()
                    : Math.min(2 * pause, settings.maxReconnect().toMillis());
            long wait = pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1);
            try {
                if (ending.await(wait, TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /// Connects, and stays until the connection is lost.
    ///
    /// @return whether a connection came about at all
    private boolean connectOnce() {
        PahoConnection connection = null;
        boolean opened = false;
        try {
            connection = new PahoConnection(settings, batcher, clock);
            connection.open();
            opened = true;
            connections.incrementAndGet();
            current = connection;
            if (ending.getCount() == 0) {
                return true;
            }
            LOG.info("connected to {}", settings);
            connection.awaitLoss();
        } catch (MqttException e) {
            LOG.warn("no connection to {}: {}", settings, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            current = null;
            if (connection != null) {
                connection.close();
            }
        }
        return opened;
    }
}
