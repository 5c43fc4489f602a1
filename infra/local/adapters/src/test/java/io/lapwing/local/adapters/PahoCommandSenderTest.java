package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.port.CommandSender;
import io.lapwing.sharedmodel.port.CommandSender.Sending;
import io.lapwing.sharedmodel.port.CommandSenderContract;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aCommand;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Commands through an outside broker.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PahoCommandSenderTest extends CommandSenderContract {

    private final Map<DeviceKey, Publisher> devices = new ConcurrentHashMap<>();
    private OutsideBroker broker;
    private MessageBatcher batcher;
    private PahoSubscriber subscriber;
    private CommandSender sender;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        broker = new OutsideBroker(folder);
        batcher = new MessageBatcher(new RecordingIngest(), _ -> {}, BatcherSettings.DEFAULT);
        subscriber = PahoSubscriber.start(MqttSettings.of(broker.url(), null, null, "commands"), batcher,
                InstantSource.system());
        sender = new PahoCommandSender(subscriber, InstantSource.system());
        within(Duration.ofSeconds(30), () -> assertThat(subscriber.isConnected()).isTrue());
    }

    @AfterEach
    void end() throws MqttException {
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
    protected CommandSender sender() {
        return sender;
    }

    @Override
    protected void connect(DeviceKey device) {
        try {
            Publisher client = new Publisher(broker.url(), device.toString());
            client.subscribe(DeviceTopic.prefixOf(device) + "cmd/+");
            devices.put(device, client);
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Paho does not tell the topic; the topic of the reply lies below it.
    @Override
    protected List<Received> receivedBy(DeviceKey device) {
        return Objects.requireNonNull(devices.get(device)).arrived.stream().map(PahoCommandSenderTest::received)
                .toList();
    }

    private static Received received(MqttMessage message) {
        MqttProperties properties = message.getProperties();
        String responseTopic = properties.getResponseTopic();
        return new Received(responseTopic.substring(0, responseTopic.length() - "/res".length()),
                new String(message.getPayload(), StandardCharsets.UTF_8), properties.getContentType(), responseTopic,
                new String(properties.getCorrelationData(), StandardCharsets.UTF_8),
                properties.getMessageExpiryInterval(), traceOf(properties));
    }

    private static @Nullable String traceOf(MqttProperties properties) {
        return properties.getUserProperties().stream().filter(property -> property.getKey().equals("traceparent"))
                .map(UserProperty::getValue).findFirst().orElse(null);
    }

    @Test
    void knows_from_the_broker_that_nobody_has_subscribed() {
        assertThat(sender.send(aCommand().build())).isEqualTo(Sending.UNREACHABLE);
    }

    @Test
    void fails_without_a_broker() throws Exception {
        try (PahoSubscriber lonely = PahoSubscriber.start(
                MqttSettings.of(URI.create("tcp://127.0.0.1:1"), null, null, "lonely"), batcher,
                InstantSource.system())) {
            CommandSender cut = new PahoCommandSender(lonely, InstantSource.system());

            assertThatThrownBy(() -> cut.send(aCommand().build())).isInstanceOf(StoreUnavailable.class);
        }
    }
}
