package io.lapwing.local.app.wire;

import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static io.lapwing.local.app.wire.Site.T0;
import static org.assertj.core.api.Assertions.assertThat;

/// The commands that work on a running process.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandLineIT {

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
    void simulates_a_fleet_whose_every_message_is_acknowledged_and_stored() {
        long accepted = site.counter("lapwing_messages_accepted_total");

        String report = site.process().run("simulate", "--devices", "20", "--rate", "100", "--duration", "PT3S");

        assertThat(report).contains("devices        20", "refused        0", "unanswered     0");
        long sent = Long.parseLong(report.replaceFirst("(?s).*sent +(\\d+)\n.*", "$1"));
        assertThat(sent).isBetween(200L, 320L);
        assertThat(site.counter("lapwing_messages_accepted_total") - accepted).isEqualTo(sent);
    }

    @Test
    void replays_what_was_refused_once_its_cause_is_gone() throws Exception {
        DeviceKey gateway = Site.key("gateway");
        DeviceKey child = Site.key("child");
        AccessToken token = site.register("{\"id\":\"%s\",\"name\":\"g\",\"type\":\"t\",\"gateway\":true}"
                .formatted(gateway.device()));
        try (WireDevice device = WireDevice.connect(site.process().mqttAddress(), gateway, token)) {
            device.publish(DeviceTopic.gatewayTelemetryOf(gateway), "{\"%s\":[{\"ts\":%d,\"values\":{\"t\":1}}]}"
                    .formatted(child.device(), T0).getBytes(StandardCharsets.UTF_8), new MqttProperties());
        }
        site.register("{\"id\":\"%s\",\"name\":\"c\",\"type\":\"t\",\"gatewayId\":\"%s\"}".formatted(child.device(),
                gateway.device()));
        String id = site.quarantinedOf(gateway);

        assertThat(site.process().run("replay", id)).isEqualTo("replayed " + id
                + ": 1 values stored, 0 were there already" + System.lineSeparator());

        assertThat(site.readings(child, "t")).contains("{\"t\":1}");
    }
}
