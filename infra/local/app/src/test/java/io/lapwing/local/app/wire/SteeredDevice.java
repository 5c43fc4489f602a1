package io.lapwing.local.app.wire;

import io.lapwing.local.adapters.PahoListener;
import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;

import java.net.URI;
import java.nio.charset.StandardCharsets;
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

/// A device on the wire that is steered: it keeps what it is told, in its order, and answers. It keeps no session.
public final class SteeredDevice implements AutoCloseable, PahoListener {

    private static final long PATIENCE_MILLIS = 30_000;

    /// What it was told.
    public record Told(String topic, String text, MqttProperties properties) {}

    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
    private final DeviceKey key;
    private final MqttAsyncClient client;

    private SteeredDevice(DeviceKey key, MqttAsyncClient client) {
        this.key = key;
        this.client = client;
    }

    /// @param acknowledging whether it acknowledges what it is told
    public static SteeredDevice connect(URI broker, DeviceKey key, AccessToken token, boolean acknowledging)
            throws MqttException {
        MqttAsyncClient client = new MqttAsyncClient("tcp://" + broker.getHost() + ":" + broker.getPort(),
                "steered-" + key.device(), new MemoryPersistence());
        SteeredDevice device = new SteeredDevice(key, client);
        client.setCallback(device);
        client.setManualAcks(!acknowledging);
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(key.toString());
        options.setPassword(token.value().getBytes(StandardCharsets.UTF_8));
        options.setAutomaticReconnect(false);
        client.connect(options).waitForCompletion(PATIENCE_MILLIS);
        return device;
    }

    DeviceKey key() {
        return key;
    }

    /// Its own topic with these levels.
    String topic(String levels) {
        return DeviceTopic.prefixOf(key) + levels;
    }

    /// Listens to a filter of its own.
    public SteeredDevice listeningTo(String levels) throws MqttException {
        return listeningToAll(topic(levels));
    }

    SteeredDevice listeningToAll(String filter) throws MqttException {
        client.subscribe(filter, 1).waitForCompletion(PATIENCE_MILLIS);
        return this;
    }

    /// The next thing that it is told.
    public Told next() throws InterruptedException {
        Told next = told.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        if (next == null) {
            throw new AssertionError(key + " was told nothing");
        }
        return next;
    }

    /// Whether everything that it was told has been looked at.
    boolean isToldNothing() {
        return told.isEmpty();
    }

    /// Says something on a topic of its own.
    ///
    /// @return the reason code of the PUBACK
    public int say(String levels, String json) throws MqttException {
        return sayOn(topic(levels), json, new MqttProperties());
    }

    int sayOn(String topic, String json, MqttProperties properties) throws MqttException {
        IMqttToken token = client.publish(topic,
                new MqttMessage(json.getBytes(StandardCharsets.UTF_8), 1, false, properties));
        token.waitForCompletion(PATIENCE_MILLIS);
        int[] codes = token.getReasonCodes();
        return codes == null || codes.length == 0 ? 0 : codes[0];
    }

    /// Is gone without a word, if the broker is not gone before.
    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(0, 100, false);
        client.close(true);
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        told.add(new Told(topic, new String(message.getPayload(), StandardCharsets.UTF_8), message.getProperties()));
    }
}
