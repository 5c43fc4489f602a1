package io.lapwing.local.app.wire;

import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static io.lapwing.local.app.wire.Site.T0;
import static org.assertj.core.api.Assertions.assertThat;

/// What becomes of readings that can be taken.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TelemetryWireIT {

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
    void keeps_two_readings_of_one_moment_apart_by_their_seq() throws Exception {
        try (WireDevice device = site.device()) {
            device.publish("{\"ts\":%d,\"seq\":1,\"values\":{\"t\":1}}".formatted(T0));
            device.publish("{\"ts\":%d,\"seq\":2,\"values\":{\"t\":2}}".formatted(T0));

            assertThat(site.readings(device.key(), "t")).contains("\"seq\":1", "\"seq\":2", "{\"t\":1}", "{\"t\":2}");
            assertThat(site.latest(device.key())).contains("\"seq\":2,\"value\":2");
        }
    }

    @Test
    void lets_the_last_write_of_a_moment_win_and_counts_it() throws Exception {
        try (WireDevice device = site.device()) {
            long overwritten = site.counter("lapwing_readings_overwritten_total");

            device.publish("{\"ts\":%d,\"values\":{\"t\":1,\"u\":7}}".formatted(T0));
            device.publish("{\"ts\":%d,\"values\":{\"t\":2,\"u\":7}}".formatted(T0));

            assertThat(site.readings(device.key(), "t")).contains("{\"t\":2}").doesNotContain("{\"t\":1}");
            assertThat(site.counter("lapwing_readings_overwritten_total")).isEqualTo(overwritten + 1);
        }
    }

    @Test
    void stores_a_late_reading_without_moving_the_latest_back() throws Exception {
        try (WireDevice device = site.device()) {
            device.publish("{\"ts\":%d,\"values\":{\"t\":20}}".formatted(T0 + 2000));
            device.publish("{\"ts\":%d,\"values\":{\"t\":10}}".formatted(T0 + 1000));

            assertThat(site.readings(device.key(), "t")).contains(
                    "{\"ts\":\"2026-01-01T00:00:01.000Z\",\"seq\":0,\"late\":true,\"values\":{\"t\":10}}",
                    "{\"ts\":\"2026-01-01T00:00:02.000Z\",\"seq\":0,\"late\":false,\"values\":{\"t\":20}}");
            assertThat(site.latest(device.key())).contains("\"value\":20");
        }
    }

    @Test
    void takes_the_values_of_a_message_that_can_be_taken_exactly() throws Exception {
        try (WireDevice device = site.device()) {
            device.publish(
                    "{\"ts\":%d,\"values\":{\"a\":NaN,\"b\":1,\"c\":\"00123\",\"d\":9007199254740993,\"e\":1e400}}"
                            .formatted(T0));

            assertThat(device.nextError()).contains("VALUE_NOT_FINITE");
            assertThat(device.nextError()).contains("VALUE_NOT_FINITE");
            assertThat(site.readings(device.key(), "a,b,c,d,e"))
                    .contains("\"values\":{\"b\":1,\"c\":\"00123\",\"d\":9007199254740993}");
        }
    }

    @Test
    void takes_names_and_texts_of_any_script() throws Exception {
        try (WireDevice device = site.device()) {
            device.publish("{\"temp°C\":1,\"日本\":\"🚰\"}");

            assertThat(site.latest(device.key())).contains("\"temp°C\":{", "\"日本\":{", "\"value\":\"🚰\"");
        }
    }

    @Test
    void takes_cbor_and_senml() throws Exception {
        try (WireDevice device = site.device()) {
            // {"ts": 1767225600000, "values": {"t": 21.5}}
            device.publish(HexFormat.of().parseHex("a26274731b0000019b76daa800" + "6676616c756573a16174f94d60"),
                    "application/cbor");
            device.publish("[{\"bn\":\"tank/\",\"bt\":1767225601,\"n\":\"level\",\"v\":3.5}]"
                    .getBytes(StandardCharsets.UTF_8), "application/senml+json");

            assertThat(site.readings(device.key(), "t,tank/level")).contains("{\"t\":21.5}", "{\"tank/level\":3.5}",
                    "2026-01-01T00:00:01.000Z");
        }
    }

    @Test
    void takes_a_cloud_events_id_as_the_message_id() throws Exception {
        try (WireDevice device = site.device()) {
            long duplicates = site.counter("lapwing_messages_duplicate_total");

            device.publishEvent("e-1", "{\"ts\":%d,\"values\":{\"t\":1}}".formatted(T0));
            device.publishEvent("e-1", "{\"ts\":%d,\"values\":{\"t\":2}}".formatted(T0));

            assertThat(site.readings(device.key(), "t")).contains("{\"t\":1}").doesNotContain("{\"t\":2}");
            assertThat(site.counter("lapwing_messages_duplicate_total")).isEqualTo(duplicates + 1);
        }
    }

    @Test
    void takes_what_a_gateway_reports_for_its_own_children_only() throws Exception {
        DeviceKey gateway = Site.key("gateway");
        DeviceKey child = Site.key("child");
        DeviceKey stranger = Site.key("stranger");
        AccessToken token = site.register("{\"id\":\"%s\",\"name\":\"g\",\"type\":\"t\",\"gateway\":true}"
                .formatted(gateway.device()));
        site.register(stranger);
        site.register("{\"id\":\"%s\",\"name\":\"c\",\"type\":\"t\",\"gatewayId\":\"%s\"}".formatted(child.device(),
                gateway.device()));
        try (WireDevice device = WireDevice.connect(site.process().mqttAddress(), gateway, token)) {
            device.publish(DeviceTopic.gatewayTelemetryOf(gateway),
                    "{\"%s\":[{\"ts\":%d,\"values\":{\"t\":1}}],\"%s\":[{\"ts\":%d,\"values\":{\"t\":2}}]}"
                            .formatted(child.device(), T0, stranger.device(), T0).getBytes(StandardCharsets.UTF_8),
                    new MqttProperties());

            assertThat(device.nextError()).contains("UNKNOWN_CHILD");
            assertThat(site.readings(child, "t")).contains("{\"t\":1}");
            assertThat(site.readings(stranger, "t")).contains("\"items\":[]");
        }
    }

    @Test
    void takes_a_thingsboard_device_as_it_is() throws Exception {
        DeviceKey key = Site.key("tb");
        AccessToken token = site.register(key);
        try (WireDevice device = WireDevice.connect(site.process().mqttAddress(), key, token.value(), "")) {
            device.publish("v1/devices/me/telemetry",
                    "{\"ts\":%d,\"values\":{\"t\":1}}".formatted(T0).getBytes(StandardCharsets.UTF_8),
                    new MqttProperties());
        }
        HttpResponse<String> posted = site.process()
                .send(site.process().request("/api/v1/" + token.value() + "/telemetry")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"ts\":%d,\"values\":{\"t\":2}}".formatted(T0 + 1))));

        assertThat(posted.statusCode()).isEqualTo(200);
        assertThat(site.readings(key, "t")).contains("{\"t\":1}", "{\"t\":2}");
    }

    @Test
    void takes_131072_bytes_and_no_more() throws Exception {
        try (WireDevice device = site.device()) {
            device.publish(ofSize(131_072, 1));
            assertThat(site.latest(device.key())).contains("\"value\":1}");

            device.publish(ofSize(131_073, 2));
            assertThat(device.nextError()).contains("PAYLOAD_TOO_LARGE");
            assertThat(site.latest(device.key())).contains("\"value\":1}");
            assertThat(site.quarantine()).contains("131073");
        }
    }

    @Test
    void takes_10000_metrics_of_a_message_or_none() throws Exception {
        try (WireDevice device = site.device()) {
            device.publish(withMetrics(10_001));
            assertThat(device.nextError()).contains("PAYLOAD_TOO_LARGE");
            assertThat(site.latest(device.key())).contains("\"values\":{}");

            device.publish(withMetrics(10_000));
            String latest = site.latest(device.key());
            assertThat(latest.split("\"value\":1", -1)).hasSize(10_001);
        }
    }

    private static String withMetrics(int count) {
        StringBuilder json = new StringBuilder("{\"ts\":" + T0 + ",\"values\":{");
        for (int i = 0; i < count; i++) {
            json.append(i == 0 ? "" : ",").append("\"m").append(i).append("\":1");
        }
        return json.append("}}").toString();
    }

    /// A message of exactly so many bytes, blank for the most part.
    private static String ofSize(int bytes, int value) {
        String json = "{\"t\":" + value + "}";
        return json + " ".repeat(bytes - json.length());
    }
}
