package io.lapwing.local.adapters;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/// A device that is connected to an outside broker: each message is with the broker when `send` returns.
final class Publisher implements AutoCloseable, PahoListener {

    private static final long PATIENCE_MILLIS = 10_000;

    final BlockingQueue<MqttMessage> arrived = new LinkedBlockingQueue<>();
    /// The topics of those that arrived, in their order.
    final Queue<String> topics = new ConcurrentLinkedQueue<>();
    private final MqttAsyncClient client;

    Publisher(URI broker) throws MqttException {
        this(broker, "publisher");
    }

    Publisher(URI broker, String clientId) throws MqttException {
        client = new MqttAsyncClient(broker.toString(), clientId, new MemoryPersistence());
        client.setCallback(this);
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setSocketFactory(NoDelaySocketFactory.plain());
        client.connect(options).waitForCompletion(PATIENCE_MILLIS);
    }

    void send(String topic, String payload) throws MqttException {
        send(topic, new MqttMessage(payload.getBytes(StandardCharsets.UTF_8), 1, false, new MqttProperties()));
    }

    void send(String topic, MqttMessage message) throws MqttException {
        while (true) {
            try {
                client.publish(topic, message).waitForCompletion(PATIENCE_MILLIS);
                return;
            } catch (MqttException e) {
                // Paho answers a message before it counts it as answered.
                if (e.getReasonCode() != MqttClientException.REASON_CODE_MAX_INFLIGHT) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        }
    }

    void subscribe(String filter) throws MqttException {
        client.subscribe(filter, 1).waitForCompletion(PATIENCE_MILLIS);
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(0, 100, true);
        client.close(true);
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        topics.add(topic);
        arrived.add(message);
    }
}
