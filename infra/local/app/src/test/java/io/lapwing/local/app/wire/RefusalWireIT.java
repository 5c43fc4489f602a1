package io.lapwing.local.app.wire;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.fixtures.Eventually;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static io.lapwing.local.app.wire.Site.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What becomes of messages that cannot be taken, and of devices that overreach.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalWireIT {

    private Site site;

    @BeforeAll
    void open(@TempDir Path folder) {
        site = Site.open(folder);
    }

    @AfterAll
    void close() {
        site.close();
    }

    @Test
    void tells_a_device_that_its_clock_is_ahead_or_counts_seconds() throws Exception {
        try (WireDevice device = site.device()) {
            device.publish(
                    "{\"ts\":%d,\"values\":{\"t\":1}}".formatted(Instant.now().plusSeconds(86_400).toEpochMilli()));
            assertThat(device.nextError()).contains("\"code\":\"TS_FUTURE\"");

            device.publish("{\"mid\":\"m-7\",\"ts\":%d,\"values\":{\"t\":2}}".formatted(T0 / 1000));
            assertThat(device.nextError()).contains("\"code\":\"TS_UNIT\"", "\"mid\":\"m-7\"");

            assertThat(site.latest(device.key())).contains("\"values\":{}");
            assertThat(site.readings(device.key(), "t", Instant.EPOCH)).contains("\"items\":[]");
        }
    }

    @Test
    void quarantines_poison_and_lets_a_corrected_replay_take_effect_once() throws Exception {
        try (WireDevice device = site.device()) {
            device.publish("{\"ts\":%d,\"values\":{\"t\":1}}".formatted(T0));
            device.publish("{\"t\":");
            device.publish("{\"ts\":%d,\"values\":{\"t\":2}}".formatted(T0 + 1));

            assertThat(device.nextError()).contains("PAYLOAD_MALFORMED");
            assertThat(site.readings(device.key(), "t")).contains("{\"t\":1}", "{\"t\":2}");
            String id = site.quarantinedOf(device.key());
            assertThat(site.get("/v1/quarantine/" + id).body()).contains("eyJ0Ijo=", "PAYLOAD_MALFORMED",
                    DeviceTopic.telemetryOf(device.key()));

            String corrected = "{\"payload\":{\"ts\":%d,\"values\":{\"t\":3}}}".formatted(T0 + 2);
            HttpResponse<String> first = site.post("/v1/quarantine/" + id + ":replay", corrected);
            HttpResponse<String> second = site.post("/v1/quarantine/" + id + ":replay",
                    corrected.replace("\"t\":3", "\"t\":4"));

            assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
            assertThat(second.statusCode()).as(second.body()).isEqualTo(409);
            assertThat(site.readings(device.key(), "t")).contains("{\"t\":3}").doesNotContain("{\"t\":4}");
        }
    }

    @Test
    void quarantines_what_is_not_utf8() throws Exception {
        try (WireDevice device = site.device()) {
            device.publish(new byte[]{(byte) 0xFF, (byte) 0xFE}, "application/json");
            device.publish("{\"ts\":%d,\"values\":{\"t\":2}}".formatted(T0));

            assertThat(device.nextError()).contains("PAYLOAD_MALFORMED");
            assertThat(site.get("/v1/quarantine/" + site.quarantinedOf(device.key())).body()).contains("\"//4=\"");
            assertThat(site.readings(device.key(), "t")).contains("{\"t\":2}");
        }
    }

    @Test
    void refuses_what_is_nested_too_deep() throws Exception {
        try (WireDevice device = site.device()) {
            device.publish("{\"a\":" + "[".repeat(1000) + "]".repeat(1000) + "}");

            assertThat(device.nextError()).contains("TOO_DEEP");
            device.publish("{\"ts\":%d,\"values\":{\"t\":1}}".formatted(T0));
            assertThat(site.readings(device.key(), "t")).contains("{\"t\":1}");
        }
    }

    @Test
    void refuses_and_audits_what_a_device_publishes_for_others() throws Exception {
        try (WireDevice device = site.device(); WireDevice other = site.device()) {
            String foreign = DeviceTopic.telemetryOf(DeviceKey.of("umbrella", "pump-1"));

            assertThat(publish(device, DeviceTopic.telemetryOf(other.key())))
                    .isEqualTo(MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED);
            assertThat(publish(device, foreign)).isEqualTo(MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED);

            assertThat(site.readings(other.key(), "t")).contains("\"items\":[]");
            Eventually.within(Duration.ofSeconds(10), () -> assertThat(site.get("/v1/audit?limit=200").body())
                    .contains(DeviceTopic.telemetryOf(other.key()), foreign, "device:" + device.key().device()));
        }
    }

    @Test
    void refuses_and_audits_a_wrong_token() {
        DeviceKey key = Site.key("locked");
        site.register(key);

        assertThatThrownBy(
                () -> WireDevice.connect(site.process().mqttAddress(), key, key.toString(), "not-the-token").close())
                .isInstanceOfSatisfying(MqttException.class,
                        e -> assertThat(e.getReasonCode()).isEqualTo(MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED));

        Eventually.within(Duration.ofSeconds(10),
                () -> assertThat(site.get("/v1/audit?limit=200").body()).contains(key.device().value()));
        assertThat(site.latest(key)).contains("\"values\":{}");
    }

    private static int publish(WireDevice device, String topic) throws MqttException {
        return device.publish(topic, "{\"ts\":%d,\"values\":{\"t\":1}}".formatted(T0).getBytes(StandardCharsets.UTF_8),
                new MqttProperties());
    }
}
