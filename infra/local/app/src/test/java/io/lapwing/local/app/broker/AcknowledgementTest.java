package io.lapwing.local.app.broker;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AcknowledgementTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    /// How many readings a device has on its way at once.
    private static final int WINDOW = 100;

    @TempDir
    private Path dataDir;

    @Test
    void a_reading_is_acknowledged_once_its_batch_is_stored() throws Exception {
        try (BrokerUnderTest under = BrokerUnderTest.in(dataDir)) {
            DeviceKey pump = under.register("pump-1");
            under.ingest.hold();
            try (DeviceClient device = DeviceClient.connect(under, pump)) {
                IMqttToken sent = device.send(DeviceTopic.telemetryOf(pump), "{\"t\":21.5}");
                within(SOON, () -> assertThat(under.ingest.entered()).hasSize(1));
                assertThat(sent.isComplete()).isFalse();
                under.ingest.release();
                assertThat(DeviceClient.reasonOf(sent)).isZero();
                assertThat(under.ingest.payloadsOf(pump)).containsExactly("{\"t\":21.5}");
            }
        }
    }

    @Test
    void readings_of_a_device_keep_their_order() throws Exception {
        try (BrokerUnderTest under = BrokerUnderTest.in(dataDir)) {
            DeviceKey pump = under.register("pump-1");
            try (DeviceClient device = DeviceClient.connect(under, pump)) {
                List<String> payloads = IntStream.range(0, 1_000).mapToObj(i -> "{\"n\":" + i + "}").toList();
                List<IMqttToken> sent = new ArrayList<>();
                for (String payload : payloads) {
                    if (sent.size() >= WINDOW) {
                        assertThat(DeviceClient.reasonOf(sent.get(sent.size() - WINDOW))).isZero();
                    }
                    sent.add(device.send(DeviceTopic.telemetryOf(pump), payload));
                }
                for (IMqttToken token : sent) {
                    assertThat(DeviceClient.reasonOf(token)).isZero();
                }
                assertThat(under.ingest.payloadsOf(pump)).isEqualTo(payloads);
            }
        }
    }

    @Test
    void an_outage_of_the_store_only_delays_the_acknowledgement() throws Exception {
        try (BrokerUnderTest under = BrokerUnderTest.in(dataDir)) {
            DeviceKey pump = under.register("pump-1");
            under.ingest.loseStoreFor(5);
            try (DeviceClient device = DeviceClient.connect(under, pump)) {
                IMqttToken sent = device.send(DeviceTopic.telemetryOf(pump), "{\"t\":1}");
                assertThat(DeviceClient.reasonOf(sent)).isZero();
                assertThat(under.ingest.sawOutageEnd()).isTrue();
                assertThat(under.ingest.payloadsOf(pump)).containsExactly("{\"t\":1}");
            }
        }
    }

    @Test
    void a_device_whose_reading_is_not_stored_in_time_is_disconnected_without_an_acknowledgement() throws Exception {
        try (BrokerUnderTest under = BrokerUnderTest.in(dataDir,
                settings -> settings.acknowledgingWithin(Duration.ofMillis(300)))) {
            DeviceKey pump = under.register("pump-1");
            under.ingest.hold();
            try (DeviceClient device = DeviceClient.connect(under, pump)) {
                IMqttToken sent = device.send(DeviceTopic.telemetryOf(pump), "{\"t\":1}");
                assertThat(device.ended.get(10, TimeUnit.SECONDS))
                        .isEqualTo(MqttReturnCode.RETURN_CODE_SERVER_BUSY);
                assertThatThrownBy(() -> DeviceClient.reasonOf(sent)).isInstanceOf(MqttException.class);
            }
        }
    }

    @Test
    void a_device_is_disconnected_when_too_many_readings_wait() throws Exception {
        try (BrokerUnderTest under = new BrokerUnderTest(dataDir, settings -> settings, BrokerUnderTest.patient(10))) {
            DeviceKey pump = under.register("pump-1");
            under.ingest.hold();
            try (DeviceClient device = DeviceClient.connect(under, pump)) {
                for (int i = 0; i <= 10; i++) {
                    device.send(DeviceTopic.telemetryOf(pump), "{\"n\":" + i + "}");
                }
                assertThat(device.ended.get(10, TimeUnit.SECONDS))
                        .isEqualTo(MqttReturnCode.RETURN_CODE_SERVER_BUSY);
                assertThat(under.batcher.waitingMessages()).isEqualTo(10);
            }
        }
    }

    @Test
    void readings_of_qos_0_are_taken_too() throws Exception {
        try (BrokerUnderTest under = BrokerUnderTest.in(dataDir)) {
            DeviceKey pump = under.register("pump-1");
            try (DeviceClient device = DeviceClient.connect(under, pump)) {
                device.send(DeviceTopic.telemetryOf(pump),
                        new MqttMessage("{\"t\":1}".getBytes(StandardCharsets.UTF_8), 0, false, new MqttProperties()));
                within(SOON, () -> assertThat(under.ingest.payloadsOf(pump)).containsExactly("{\"t\":1}"));
            }
        }
    }

    @Test
    void readings_of_qos_0_are_dropped_and_counted_when_too_many_wait() throws Exception {
        try (BrokerUnderTest under = new BrokerUnderTest(dataDir, settings -> settings, BrokerUnderTest.patient(10))) {
            DeviceKey pump = under.register("pump-1");
            under.ingest.hold();
            try (DeviceClient device = DeviceClient.connect(under, pump)) {
                for (int i = 0; i < 15; i++) {
                    device.send(DeviceTopic.telemetryOf(pump), new MqttMessage(new byte[]{'{', '}'}, 0, false,
                            new MqttProperties()));
                }
                within(SOON, () -> assertThat(under.broker.droppedMessages()).isEqualTo(5));
                assertThat(device.isConnected()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "shadow/main/update", "cmd/c-1/res", "gateway/telemetry"})
    void whatever_a_device_sends_is_acknowledged_once_its_batch_is_stored(String levels) throws Exception {
        try (BrokerUnderTest under = BrokerUnderTest.in(dataDir)) {
            DeviceKey pump = under.register("pump-1");
            under.ingest.hold();
            try (DeviceClient device = DeviceClient.connect(under, pump)) {
                IMqttToken sent = device.send(DeviceTopic.prefixOf(pump) + levels, "{}");
                within(SOON, () -> assertThat(under.ingest.entered()).hasSize(1));
                // The broker has time to answer a status by itself.
                DeviceClient.connect(under, under.register("other")).close();
                assertThat(sent.isComplete()).isFalse();
                under.ingest.release();
                assertThat(DeviceClient.reasonOf(sent)).isLessThan(0x80);
            }
        }
    }

    @Test
    void a_status_that_is_not_stored_in_time_is_not_acknowledged_though_the_broker_has_it() throws Exception {
        try (BrokerUnderTest under = BrokerUnderTest.in(dataDir,
                settings -> settings.acknowledgingWithin(Duration.ofMillis(300)))) {
            DeviceKey pump = under.register("pump-1");
            under.ingest.hold();
            try (DeviceClient device = DeviceClient.connect(under, pump)) {
                IMqttToken sent = device.send(DeviceTopic.statusOf(pump), "{\"online\":true,\"sid\":1}");
                assertThat(device.ended.get(10, TimeUnit.SECONDS))
                        .isEqualTo(MqttReturnCode.RETURN_CODE_SERVER_BUSY);
                assertThatThrownBy(() -> DeviceClient.reasonOf(sent)).isInstanceOf(MqttException.class);
            }
        }
    }

    @Test
    void what_the_broker_answers_itself_waits_for_the_readings_before_it() throws Exception {
        try (BrokerUnderTest under = BrokerUnderTest.in(dataDir)) {
            DeviceKey pump = under.register("pump-1");
            under.ingest.hold();
            try (DeviceClient device = DeviceClient.connect(under, pump)) {
                IMqttToken reading = device.send(DeviceTopic.telemetryOf(pump), "{\"t\":1}");
                IMqttToken status = device.send(DeviceTopic.prefixOf(pump) + "status", "{\"online\":true,\"sid\":1}");
                IMqttToken refused = device.send("iot/v1/acme/other/telemetry", "{\"t\":1}");
                within(SOON, () -> assertThat(under.ingest.entered()).isNotEmpty());
                within(SOON, () -> assertThat(under.refusals()).hasSize(1));
                assertThat(List.of(reading.isComplete(), status.isComplete(), refused.isComplete()))
                        .containsOnly(false);
                under.ingest.release();
                assertThat(DeviceClient.reasonOf(reading)).isZero();
                assertThat(DeviceClient.reasonOf(status)).isLessThan(0x80);
                assertThat(DeviceClient.reasonOf(refused)).isEqualTo(MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED);
            }
        }
    }
}
