package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.DeviceReply;
import io.lapwing.sharedmodel.fixtures.ToldReplies;
import io.lapwing.sharedmodel.port.DeviceReplies;
import io.lapwing.sharedmodel.port.DeviceRepliesContract;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

/// Replies through an outside broker.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PahoDeviceRepliesTest extends DeviceRepliesContract {

    private final Map<DeviceKey, Publisher> devices = new ConcurrentHashMap<>();
    private OutsideBroker broker;
    private MessageBatcher batcher;
    private PahoSubscriber subscriber;
    private PahoDeviceReplies replies;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        broker = new OutsideBroker(folder);
        batcher = new MessageBatcher(new RecordingIngest(), _ -> {}, BatcherSettings.DEFAULT);
        subscriber = PahoSubscriber.start(MqttSettings.of(broker.url(), null, null, "replies"), batcher,
                InstantSource.system());
        within(Duration.ofSeconds(30), () -> assertThat(subscriber.isConnected()).isTrue());
    }

    @BeforeEach
    void begin() {
        replies = new PahoDeviceReplies(subscriber);
    }

    @AfterEach
    void end() throws MqttException {
        replies.close();
        for (Publisher device : devices.values()) {
            device.close();
        }
        devices.clear();
    }

    @AfterAll
    void close() throws Exception {
        subscriber.close();
        batcher.close();
        broker.close();
    }

    @Override
    protected DeviceReplies replies() {
        return replies;
    }

    @Override
    protected void connect(DeviceKey device) {
        try {
            Publisher client = new Publisher(broker.url(), device.toString());
            client.subscribe(DeviceTopic.prefixOf(device) + "#");
            devices.put(device, client);
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected List<DeviceReply> receivedBy(DeviceKey device) {
        Publisher client = Objects.requireNonNull(devices.get(device));
        List<MqttMessage> messages = List.copyOf(client.arrived);
        List<String> topics = List.copyOf(client.topics);
        return IntStream.range(0, messages.size())
                .mapToObj(i -> ToldReplies.read(device, topics.get(i), messages.get(i).getPayload())).toList();
    }
}
