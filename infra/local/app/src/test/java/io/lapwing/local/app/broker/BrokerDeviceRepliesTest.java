package io.lapwing.local.app.broker;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.DeviceReply;
import io.lapwing.sharedmodel.fixtures.ToldReplies;
import io.lapwing.sharedmodel.port.DeviceReplies;
import io.lapwing.sharedmodel.port.DeviceRepliesContract;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Replies through the embedded broker, to devices that are connected to it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokerDeviceRepliesTest extends DeviceRepliesContract {

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
    protected DeviceReplies replies() {
        return broker.broker.replies();
    }

    @Override
    protected void connect(DeviceKey device) {
        try {
            DeviceClient client = DeviceClient.connect(broker, broker.register(device));
            client.subscribe(DeviceTopic.prefixOf(device) + "#", 1);
            devices.put(device, client);
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected List<DeviceReply> receivedBy(DeviceKey device) {
        DeviceClient client = Objects.requireNonNull(devices.get(device));
        List<MqttMessage> messages = List.copyOf(client.arrived);
        List<String> topics = List.copyOf(client.topics);
        return IntStream.range(0, messages.size())
                .mapToObj(i -> ToldReplies.read(device, topics.get(i), messages.get(i).getPayload())).toList();
    }
}
