package io.lapwing.local.app.broker;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.port.CommandSender;
import io.lapwing.sharedmodel.port.CommandSenderContract;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Commands through the embedded broker, to devices that are connected to it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokerCommandSenderTest extends CommandSenderContract {

    private final Map<DeviceKey, DeviceClient> devices = new ConcurrentHashMap<>();
    private BrokerUnderTest broker;

    @BeforeAll
    void open(@TempDir Path folder) {
        broker = BrokerUnderTest.in(folder);
    }

    @AfterAll
    void close() throws MqttException {
        for (DeviceClient device : devices.values()) {
            device.close();
        }
        broker.close();
    }

    @Override
    protected CommandSender sender() {
        return broker.broker.commands();
    }

    @Override
    protected void connect(DeviceKey device) {
        try {
            DeviceClient client = DeviceClient.connect(broker, broker.register(device));
            client.subscribe(DeviceTopic.prefixOf(device) + "cmd/+", 1);
            devices.put(device, client);
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected List<Received> receivedBy(DeviceKey device) {
        DeviceClient client = Objects.requireNonNull(devices.get(device));
        List<MqttMessage> messages = List.copyOf(client.arrived);
        List<String> topics = List.copyOf(client.topics);
        List<Received> received = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            received.add(received(topics.get(i), messages.get(i)));
        }
        return received;
    }

    private static Received received(String topic, MqttMessage message) {
        MqttProperties properties = message.getProperties();
        byte[] correlation = properties.getCorrelationData();
        String trace = properties.getUserProperties().stream().filter(one -> one.getKey().equals("traceparent"))
                .map(UserProperty::getValue).findFirst().orElse(null);
        return new Received(topic, new String(message.getPayload(), StandardCharsets.UTF_8),
                properties.getContentType(), properties.getResponseTopic(),
                correlation == null ? null : new String(correlation, StandardCharsets.UTF_8),
                properties.getMessageExpiryInterval(), trace);
    }
}
