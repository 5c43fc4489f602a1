package io.lapwing.local.app.broker;

import io.lapwing.local.adapters.PahoListener;
import io.lapwing.sharedmodel.device.DeviceKey;

import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/// An MQTT 5 device.
final class DeviceClient implements AutoCloseable, PahoListener {

    private static final long PATIENCE_MILLIS = 10_000;

    final BlockingQueue<MqttMessage> arrived = new LinkedBlockingQueue<>();
    /// The topics of those that arrived, in their order.
    final Queue<String> topics = new ConcurrentLinkedQueue<>();
    /// Completed with the reason when the broker ends the connection.
    final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private final MqttAsyncClient client;

    private DeviceClient(String url, String clientId) throws MqttException {
        client = new MqttAsyncClient(url, clientId, new MemoryPersistence());
        client.setCallback(this);
    }

    static DeviceClient connect(BrokerUnderTest broker, DeviceKey device) throws MqttException {
        return connect(broker.url(), "", device.toString(), broker.tokenOf(device));
    }

    static DeviceClient connect(String url, String clientId, String username, String password) throws MqttException {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(username);
        options.setPassword(password.isEmpty() ? null : password.getBytes(StandardCharsets.UTF_8));
        return connect(url, clientId, options);
    }

    static DeviceClient connect(String url, String clientId, MqttConnectionOptions options) throws MqttException {
        DeviceClient device = new DeviceClient(url, clientId);
        device.connect(options);
        return device;
    }

    /// Keeps its session, and leaves what it gets unacknowledged until it is told otherwise.
    static DeviceClient resume(BrokerUnderTest broker, DeviceKey device, boolean acknowledging) throws MqttException {
        MqttConnectionOptions options = options(broker, device);
        options.setCleanStart(false);
        options.setSessionExpiryInterval(3_600L);
        DeviceClient client = new DeviceClient(broker.url(), "resuming");
        client.client.setManualAcks(!acknowledging);
        client.connect(options);
        return client;
    }

    static MqttConnectionOptions options(BrokerUnderTest broker, DeviceKey device) {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(device.toString());
        options.setPassword(broker.tokenOf(device).getBytes(StandardCharsets.UTF_8));
        return options;
    }

    private void connect(MqttConnectionOptions options) throws MqttException {
        options.setAutomaticReconnect(false);
        options.setConnectionTimeout(10);
        client.connect(options).waitForCompletion(PATIENCE_MILLIS);
    }

    IMqttToken send(String topic, String payload) throws MqttException {
        return send(topic, new MqttMessage(payload.getBytes(StandardCharsets.UTF_8), 1, false, new MqttProperties()));
    }

    IMqttToken send(String topic, MqttMessage message) throws MqttException {
        return client.publish(topic, message);
    }

    IMqttToken subscribe(String filter, int qos) throws MqttException {
        IMqttToken token = client.subscribe(filter, qos);
        token.waitForCompletion(PATIENCE_MILLIS);
        return token;
    }

    boolean isConnected() {
        return client.isConnected();
    }

    /// Says goodbye, as a device does that means to go.
    void disconnect() throws MqttException {
        client.disconnect().waitForCompletion(PATIENCE_MILLIS);
    }

    /// Waits for the PUBACK and gives its reason code.
    static int reasonOf(IMqttToken token) throws MqttException {
        token.waitForCompletion(PATIENCE_MILLIS);
        int[] codes = token.getReasonCodes();
        return codes == null || codes.length == 0 ? 0 : codes[0];
    }

    /// Without a word, if it is still connected.
    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(0, 100, false);
        client.close(true);
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        ended.complete(response.getReturnCode());
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        topics.add(topic);
        arrived.add(message);
    }
}
