package io.lapwing.local.app.wire;

import io.lapwing.local.adapters.PahoListener;
import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/// A device on the wire, which listens to its error topic.
final class WireDevice implements AutoCloseable, PahoListener {

    private static final long PATIENCE_MILLIS = 20_000;

    private final BlockingQueue<String> errors = new LinkedBlockingQueue<>();
    private final DeviceKey key;
    private final MqttAsyncClient client;

    private WireDevice(DeviceKey key, MqttAsyncClient client) {
        this.key = key;
        this.client = client;
    }

    static WireDevice connect(URI broker, DeviceKey key, AccessToken token) throws MqttException {
        return connect(broker, key, key.toString(), token.value());
    }

    static WireDevice connect(URI broker, DeviceKey key, String username, String password) throws MqttException {
        MqttAsyncClient client = new MqttAsyncClient("tcp://" + broker.getHost() + ":" + broker.getPort(),
                "wire-" + key.device(), new MemoryPersistence());
        WireDevice device = new WireDevice(key, client);
        client.setCallback(device);
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(username);
        options.setPassword(password.isEmpty() ? null : password.getBytes(StandardCharsets.UTF_8));
        options.setAutomaticReconnect(false);
        client.connect(options).waitForCompletion(PATIENCE_MILLIS);
        client.subscribe(DeviceTopic.errorOf(key), 1).waitForCompletion(PATIENCE_MILLIS);
        return device;
    }

    DeviceKey key() {
        return key;
    }

    /// Publishes telemetry with QoS 1, and waits for its PUBACK.
    void publish(String json) throws MqttException {
        publish(DeviceTopic.telemetryOf(key), json.getBytes(StandardCharsets.UTF_8), new MqttProperties());
    }

    void publish(byte[] payload, String contentType) throws MqttException {
        MqttProperties properties = new MqttProperties();
        properties.setContentType(contentType);
        publish(DeviceTopic.telemetryOf(key), payload, properties);
    }

    /// Publishes telemetry as a CloudEvent in binary mode.
    void publishEvent(String id, String json) throws MqttException {
        MqttProperties properties = new MqttProperties();
        properties.setUserProperties(List.of(new UserProperty("specversion", "1.0"), new UserProperty("id", id),
                new UserProperty("source", "test"), new UserProperty("type", "telemetry")));
        publish(DeviceTopic.telemetryOf(key), json.getBytes(StandardCharsets.UTF_8), properties);
    }

    /// @return the reason code of the PUBACK
    int publish(String topic, byte[] payload, MqttProperties properties) throws MqttException {
        IMqttToken token = client.publish(topic, new MqttMessage(payload, 1, false, properties));
        token.waitForCompletion(PATIENCE_MILLIS);
        int[] codes = token.getReasonCodes();
        return codes == null || codes.length == 0 ? 0 : codes[0];
    }

    /// Publishes without waiting.
    IMqttToken send(String json) throws MqttException {
        return client.publish(DeviceTopic.telemetryOf(key),
                new MqttMessage(json.getBytes(StandardCharsets.UTF_8), 1, false, new MqttProperties()));
    }

    /// The next thing that it is told on its error topic.
    String nextError() throws InterruptedException {
        String error = errors.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        if (error == null) {
            throw new AssertionError(key + " was told nothing");
        }
        return error;
    }

    /// Cuts the connection without a word.
    void cut() throws MqttException {
        client.disconnectForcibly(0, 0, false);
        client.close(true);
    }

    @Override
    public void close() throws MqttException {
        if (client.isConnected()) {
            cut();
        }
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        errors.add(new String(message.getPayload(), StandardCharsets.UTF_8));
    }
}
