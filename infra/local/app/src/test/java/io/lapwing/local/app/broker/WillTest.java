package io.lapwing.local.app.broker;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;
import io.lapwing.sharedmodel.telemetry.MessageKind;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

/// The broker publishes wills by itself; here they become messages of their devices.
class WillTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String OFFLINE = "{\"online\":false,\"sid\":7}";

    private static BrokerUnderTest under;

    @BeforeAll
    static void start(@TempDir Path dataDir) {
        under = BrokerUnderTest.in(dataDir);
    }

    @AfterAll
    static void stop() {
        under.close();
    }

    @Test
    void the_will_of_a_device_that_is_lost_reaches_the_function_and_is_retained() throws Exception {
        DeviceKey pump = under.register("lost");
        DeviceClient.connect(under.url(), "c", options(pump, DeviceTopic.statusOf(pump), 0)).close();
        assertThat(message(pump)).satisfies(will -> {
            assertThat(will.kind()).isEqualTo(MessageKind.STATUS);
            assertThat(will.topic()).isEqualTo(DeviceTopic.statusOf(pump));
            assertThat(will.payload().toBytes()).asString(StandardCharsets.UTF_8).isEqualTo(OFFLINE);
        });
        try (DeviceClient later = DeviceClient.connect(under, pump)) {
            later.subscribe(DeviceTopic.statusOf(pump), 1);
            MqttMessage retained = later.arrived.poll(10, TimeUnit.SECONDS);
            assertThat(retained).isNotNull();
            assertThat(retained.getPayload()).asString(StandardCharsets.UTF_8).isEqualTo(OFFLINE);
        }
    }

    @Test
    void the_will_of_a_device_that_says_goodbye_is_void() throws Exception {
        DeviceKey pump = under.register("polite");
        try (DeviceClient device = DeviceClient.connect(under.url(), "c",
                options(pump, DeviceTopic.statusOf(pump), 0))) {
            device.disconnect();
        }
        within(SOON, () -> assertThat(under.events.connectionsOf(pump)).hasSize(2));
        assertThat(messages(pump)).isEmpty();
    }

    @Test
    void a_will_can_be_anything_that_its_device_may_send_and_only_a_status_is_retained() throws Exception {
        DeviceKey pump = under.register("last-words");
        DeviceClient.connect(under.url(), "c", options(pump, DeviceTopic.telemetryOf(pump), 0)).close();
        assertThat(message(pump).kind()).isEqualTo(MessageKind.TELEMETRY);
        try (DeviceClient later = DeviceClient.connect(under, pump)) {
            later.subscribe(DeviceTopic.prefixOf(pump) + "#", 1);
            assertThat(later.arrived.poll(300, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    @Test
    void a_delayed_will_is_void_when_its_device_is_back_in_its_session_in_time() throws Exception {
        DeviceKey pump = under.register("back-in-time");
        DeviceClient.connect(under.url(), "c", options(pump, DeviceTopic.statusOf(pump), 2)).close();
        within(SOON, () -> assertThat(under.events.connectionsOf(pump)).hasSize(2));
        MqttConnectionOptions again = DeviceClient.options(under, pump);
        again.setCleanStart(false);
        again.setSessionExpiryInterval(60L);
        try (DeviceClient device = DeviceClient.connect(under.url(), "c", again)) {
            TimeUnit.SECONDS.sleep(3);
            assertThat(messages(pump)).isEmpty();
            assertThat(device.isConnected()).isTrue();
        }
    }

    @Test
    void a_delayed_will_is_due_when_its_device_stays_away() throws Exception {
        DeviceKey pump = under.register("away");
        DeviceClient.connect(under.url(), "c", options(pump, DeviceTopic.statusOf(pump), 1)).close();
        within(SOON, () -> assertThat(under.events.connectionsOf(pump)).hasSize(2));
        assertThat(messages(pump)).isEmpty();
        assertThat(message(pump).kind()).isEqualTo(MessageKind.STATUS);
    }

    @Test
    void a_delayed_will_is_due_when_its_device_begins_a_new_session() throws Exception {
        DeviceKey pump = under.register("new-session");
        DeviceClient.connect(under.url(), "c", options(pump, DeviceTopic.statusOf(pump), 3_000)).close();
        within(SOON, () -> assertThat(under.events.connectionsOf(pump)).hasSize(2));
        try (DeviceClient device = DeviceClient.connect(under.url(), "c", DeviceClient.options(under, pump))) {
            assertThat(message(pump).kind()).isEqualTo(MessageKind.STATUS);
            assertThat(device.isConnected()).isTrue();
        }
    }

    private static MqttConnectionOptions options(DeviceKey device, String topic, long delaySeconds) {
        MqttConnectionOptions options = DeviceClient.options(under, device);
        MqttProperties properties = new MqttProperties();
        properties.setWillDelayInterval(delaySeconds);
        options.setWill(topic, new MqttMessage(OFFLINE.getBytes(StandardCharsets.UTF_8), 1, true, properties));
        options.setWillMessageProperties(properties);
        options.setSessionExpiryInterval(3_600L);
        return options;
    }

    private static ReceivedMessage message(DeviceKey device) {
        within(SOON, () -> assertThat(messages(device)).hasSize(1));
        return messages(device).getFirst();
    }

    private static List<ReceivedMessage> messages(DeviceKey device) {
        return under.ingest.stored().stream().filter(message -> message.device().equals(device)).toList();
    }
}
