package io.lapwing.local.app.wire;

import io.lapwing.local.adapters.PahoListener;
import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

/// A device on the wire, which listens to its error topic.
public final class WireDevice implements AutoCloseable, PahoListener {

    private static final long PATIENCE_MILLIS = 20_000;
    private static final int NO_RECEIVE_MAXIMUM = 65_535;

    private final BlockingQueue<String> errors = new LinkedBlockingQueue<>();
    private final DeviceKey key;
    private final MqttAsyncClient client;
    /// How many messages the broker takes ahead of its acknowledgements.
    private int receiveMaximum = NO_RECEIVE_MAXIMUM;

    private WireDevice(DeviceKey key, MqttAsyncClient client) {
        this.key = key;
        this.client = client;
    }

    public static WireDevice connect(URI broker, DeviceKey key, AccessToken token) throws MqttException {
        return connect(broker, key, key.toString(), token.value());
    }

    static WireDevice connect(URI broker, DeviceKey key, String username, String password) throws MqttException {
        return connect(broker, key, "wire-" + key.device(), options(username, password));
    }

    /// Connects in a session that the device names, with the will that belongs to it.
    ///
    /// @param clientId a device may be connected by several
    /// @param willDelay how long the broker keeps the will back once the device is gone
    static WireDevice connect(URI broker, DeviceKey key, AccessToken token, String clientId, long sid,
            Duration willDelay) throws MqttException {
        MqttConnectionOptions options = options(key.toString(), token.value());
        MqttProperties properties = new MqttProperties();
        properties.setWillDelayInterval(willDelay.toSeconds());
        options.setWill(DeviceTopic.statusOf(key), new MqttMessage(status(false, sid), 1, true, properties));
        options.setWillMessageProperties(properties);
        options.setSessionExpiryInterval(3_600L);
        return connect(broker, key, clientId, options);
    }

    private static MqttConnectionOptions options(String username, String password) {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(username);
        options.setPassword(password.isEmpty() ? null : password.getBytes(StandardCharsets.UTF_8));
        options.setAutomaticReconnect(false);
        return options;
    }

    private static WireDevice connect(URI broker, DeviceKey key, String clientId, MqttConnectionOptions options)
            throws MqttException {
        MqttAsyncClient client = new MqttAsyncClient("tcp://" + broker.getHost() + ":" + broker.getPort(), clientId,
                new MemoryPersistence());
        WireDevice device = new WireDevice(key, client);
        client.setCallback(device);
        IMqttToken connected = client.connect(options);
        connected.waitForCompletion(PATIENCE_MILLIS);
        Integer most = connected.getResponseProperties().getReceiveMaximum();
        device.receiveMaximum = most == null ? NO_RECEIVE_MAXIMUM : most;
        client.subscribe(DeviceTopic.errorOf(key), 1).waitForCompletion(PATIENCE_MILLIS);
        return device;
    }

    public DeviceKey key() {
        return key;
    }

    /// Publishes telemetry with QoS 1, and waits for its PUBACK.
    public void publish(String json) throws MqttException {
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

    /// Says on the status topic, retained, that it is there, or not.
    void tell(boolean online, long sid) throws MqttException {
        client.publish(DeviceTopic.statusOf(key), new MqttMessage(status(online, sid), 1, true, new MqttProperties()))
                .waitForCompletion(PATIENCE_MILLIS);
    }

    private static byte[] status(boolean online, long sid) {
        return "{\"online\":%b,\"sid\":%d}".formatted(online, sid).getBytes(StandardCharsets.UTF_8);
    }

    /// Publishes without waiting for the PUBACK. Paho fails when more messages are in flight than the broker takes, and
    /// counts one for longer than its token waits: so this waits for room. In a lost connection there is none to wait for.
    IMqttToken send(String json) throws MqttException {
        return send(key, json);
    }

    /// The same on behalf of any device, where the broker lets it.
    IMqttToken send(DeviceKey sender, String json) throws MqttException {
        within(Duration.ofMillis(PATIENCE_MILLIS),
                () -> assertThat(client.isConnected() ? client.getPendingTokens().length : 0)
                        .isLessThan(receiveMaximum));
        return client.publish(DeviceTopic.telemetryOf(sender),
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
