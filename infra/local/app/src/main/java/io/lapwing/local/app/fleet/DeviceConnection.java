package io.lapwing.local.app.fleet;

import io.lapwing.local.adapters.NoDelaySocketFactory;
import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.DeviceKey;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/// The MQTT 5 connection of one device, under its own credentials. Keeps no session: what was not acknowledged when a
/// connection broke is the device's to send again.
///
/// Thread-safe.
public final class DeviceConnection implements AutoCloseable {

    /// Paho runs three tasks for each connection; they wait most of the time.
    public static final int THREADS_PER_CONNECTION = 4;

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration ACKNOWLEDGED_WITHIN = Duration.ofSeconds(30);
    private static final int AT_LEAST_ONCE = 1;
    private static final int FIRST_FAILURE = 0x80;

    private final MqttAsyncClient client;
    private final MqttConnectionOptions options;

    /// @param threads has at least [#THREADS_PER_CONNECTION] for each connection that it serves
    public DeviceConnection(URI broker, DeviceKey device, AccessToken token, ScheduledExecutorService threads)
            throws MqttException {
        client = new MqttAsyncClient(serverUri(broker), device.tenant() + "-" + device.device(),
                new MemoryPersistence(), null, threads);
        options = new MqttConnectionOptions();
        options.setUserName(device.toString());
        options.setPassword(token.value().getBytes(StandardCharsets.UTF_8));
        options.setCleanStart(true);
        options.setConnectionTimeout(Math.toIntExact(TIMEOUT.toSeconds()));
        options.setAutomaticReconnect(false);
        if (!serverUri(broker).startsWith("ws") && !serverUri(broker).startsWith("ssl")) {
            options.setSocketFactory(NoDelaySocketFactory.plain());
        }
    }

    /// Paho has its own names for the schemes that people write.
    private static String serverUri(URI broker) {
        return broker.toString().replaceFirst("^mqtt://", "tcp://").replaceFirst("^mqtts://", "ssl://");
    }

    /// Leaves a will with the broker, from the next [#connect] on: what it is to publish if the connection breaks.
    void leaveWill(DeviceMessage will) {
        options.setWill(will.topic(), mqtt(will));
    }

    /// Connects, with all that comes going to `received`, on a thread that must not be kept.
    void connect(Consumer<DeviceMessage> received) throws MqttException {
        client.setCallback(new Reception(received));
        connect();
    }

    public void connect() throws MqttException {
        client.connect(options).waitForCompletion(TIMEOUT.toMillis());
    }

    public boolean isConnected() {
        return client.isConnected();
    }

    /// Subscribes at QoS 1.
    void subscribe(String filter) throws MqttException {
        client.subscribe(filter, AT_LEAST_ONCE).waitForCompletion(TIMEOUT.toMillis());
    }

    /// Sends a message at QoS 1.
    ///
    /// @return completed when the broker has acknowledged it; failed when it refused it, or did not answer
    public CompletableFuture<Void> publish(String topic, String payload) {
        return publish(DeviceMessage.of(topic, payload));
    }

    /// The same.
    CompletableFuture<Void> publish(DeviceMessage message) {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        try {
            client.publish(message.topic(), mqtt(message), null, new Acknowledgement(acknowledged));
        } catch (MqttException e) {
            acknowledged.completeExceptionally(e);
        }
        return acknowledged.orTimeout(ACKNOWLEDGED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static MqttMessage mqtt(DeviceMessage message) {
        MqttMessage mqtt = new MqttMessage(message.payload().getBytes(StandardCharsets.UTF_8));
        mqtt.setQos(AT_LEAST_ONCE);
        mqtt.setRetained(message.retained());
        return mqtt;
    }

    @Override
    public void close() {
        try {
            if (client.isConnected()) {
                client.disconnect(0).waitForCompletion(TIMEOUT.toMillis());
            }
        } catch (MqttException e) {
            // It goes away either way, and the broker will see that it did.
        }
        drop();
    }

    /// Breaks the connection without a word to the broker, which publishes the will then. It cannot be used again.
    void drop() {
        try {
            client.disconnectForcibly(0, 0, false);
            client.close(true);
        } catch (MqttException e) {
            // Already closed.
        }
    }

    private record Acknowledgement(CompletableFuture<Void> acknowledged) implements MqttActionListener {

        @Override
        public void onSuccess(IMqttToken token) {
            int[] codes = token.getReasonCodes();
            if (codes != null && codes.length > 0 && codes[0] >= FIRST_FAILURE) {
                acknowledged.completeExceptionally(new PublishRefused(codes[0]));
            } else {
                acknowledged.complete(null);
            }
        }

        @Override
        public void onFailure(IMqttToken token, Throwable failure) {
            acknowledged.completeExceptionally(failure);
        }
    }
}
