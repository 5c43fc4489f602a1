package io.lapwing.local.app.wire;

import io.lapwing.local.app.wire.SteeredDevice.Told;
import io.lapwing.local.app.wire.Steering.Owned;
import io.lapwing.sharedmodel.fixtures.Racing;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static io.lapwing.local.app.wire.Steering.SOON;
import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

/// Commands to devices that are there, and what they answer.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandWireIT {

    private static final int NOT_AUTHORIZED = 0x87;

    private Site site;
    private Steering steering;

    @BeforeAll
    void open(@TempDir Path folder) {
        site = Site.open(folder);
        steering = new Steering(site);
    }

    @AfterAll
    void close() {
        site.close();
    }

    @Test
    void a_request_says_where_its_reply_goes_and_until_when_and_the_reply_is_matched() throws Exception {
        Owned pump = steering.device("answering");
        try (SteeredDevice device = pump.connect().listeningTo("cmd/+")) {
            String id = steering.command(pump, 600);
            Told request = device.next();
            MqttProperties properties = request.properties();

            assertThat(request.topic()).isEqualTo(device.topic("cmd/" + id));
            assertThat(Steering.json(request.text())).containsEntry("id", id).containsEntry("method", "setTarget")
                    .containsEntry("expiresAt", steering.endOf(id).toEpochMilli());
            assertThat(properties.getResponseTopic()).isEqualTo(device.topic("cmd/" + id + "/res"));
            assertThat(properties.getCorrelationData()).asString(StandardCharsets.US_ASCII).isEqualTo(id);
            assertThat(properties.getMessageExpiryInterval()).isBetween(500L, 600L);
            steering.awaitState(id, "DELIVERED");

            MqttProperties reply = new MqttProperties();
            reply.setCorrelationData(properties.getCorrelationData());
            device.sayOn(properties.getResponseTopic(), "{\"status\":200,\"payload\":{\"target\":-20}}", reply);

            assertThat(steering.commandAsSeen(id)).contains("\"state\":\"SUCCEEDED\"", "\"late\":false",
                    "\"payload\":{\"target\":-20}");
        }
    }

    @Test
    void a_reply_that_is_no_success_fails_the_command_and_the_first_one_counts() throws Exception {
        Owned pump = steering.device("failing");
        try (SteeredDevice device = pump.connect().listeningTo("cmd/#")) {
            String id = steering.command(pump, 600);
            device.next();

            device.say("cmd/" + id + "/res", "{\"status\":503,\"payload\":\"stuck\"}");
            device.say("cmd/" + id + "/res", "{\"status\":200,\"payload\":\"after all\"}");

            assertThat(steering.commandAsSeen(id)).contains("\"state\":\"FAILED\"", "\"status\":503", "stuck");
        }
    }

    @Test
    void a_device_of_thingsboard_is_asked_and_answers_on_its_own_topics() throws Exception {
        Owned pump = steering.device("thingsboard");
        try (SteeredDevice device = pump.connect().listeningToAll("v1/devices/me/rpc/request/+")) {
            String id = steering.command(pump, 600);
            Told request = device.next();
            assertThat(request.topic()).isEqualTo("v1/devices/me/rpc/request/" + id);
            assertThat(Steering.json(request.text())).containsEntry("method", "setTarget");

            device.sayOn("v1/devices/me/rpc/response/" + id, "{\"target\":-20}", new MqttProperties());

            assertThat(steering.commandAsSeen(id)).contains("\"state\":\"SUCCEEDED\"", "{\"target\":-20}");
        }
    }

    @Test
    void a_reply_of_another_device_is_refused_and_audited() throws Exception {
        Owned pump = steering.device("replied-for");
        Owned other = steering.device("meddling");
        try (SteeredDevice device = pump.connect().listeningTo("cmd/+");
                SteeredDevice meddler = other.connect().listeningTo("error")) {
            String id = steering.command(pump, 600);
            device.next();
            String reply = "{\"status\":200,\"payload\":\"forged\"}";

            assertThat(meddler.sayOn(device.topic("cmd/" + id + "/res"), reply, new MqttProperties()))
                    .isEqualTo(NOT_AUTHORIZED);
            meddler.say("cmd/" + id + "/res", reply);
            meddler.sayOn("v1/devices/me/rpc/response/" + id, reply, new MqttProperties());

            assertThat(meddler.next().text()).contains("UNKNOWN_COMMAND");
            within(SOON, () -> assertThat(steering.ok("/v1/audit?limit=200")).contains(
                    refusal(other, "mqtt.publish", device.topic("cmd/" + id + "/res")),
                    refusal(other, "command.reply", meddler.topic("cmd/" + id + "/res")),
                    refusal(other, "command.reply", "v1/devices/me/rpc/response/" + id)));
            assertThat(steering.commandAsSeen(id)).contains("\"reply\":null");
            device.say("cmd/" + id + "/res", "{\"status\":200,\"payload\":\"own\"}");
            assertThat(steering.commandAsSeen(id)).contains("\"state\":\"SUCCEEDED\"", "\"payload\":\"own\"");
        }
    }

    private static String refusal(Owned device, String action, String target) {
        return "\"actor\":\"device:%s\",\"action\":\"%s\",\"target\":\"%s\",\"result\":\"REFUSED\"".formatted(
                device.id(),
                action, target);
    }

    @Test
    void a_reply_that_comes_too_late_is_recorded_and_its_command_stays_expired() throws Exception {
        Owned pump = steering.device("slow");
        try (SteeredDevice device = pump.connect().listeningTo("cmd/+")) {
            String id = steering.command(pump, 5);
            device.next();
            steering.awaitState(id, "EXPIRED");

            device.say("cmd/" + id + "/res", "{\"status\":200,\"payload\":\"done\"}");

            assertThat(steering.commandAsSeen(id)).contains("\"state\":\"EXPIRED\"", "\"late\":true",
                    "\"payload\":\"done\"");
        }
    }

    @Test
    void a_command_that_was_cancelled_in_time_is_not_sent() throws Exception {
        Owned pump = steering.device("cancelled");
        String cancelled = steering.command(pump, 600);

        HttpResponse<String> cancel = site.post("/v1/commands/" + cancelled + ":cancel", "");

        assertThat(cancel.statusCode()).as(cancel.body()).isEqualTo(200);
        String kept = steering.command(pump, 600);
        try (SteeredDevice device = pump.connect().listeningTo("cmd/+")) {
            // What waits is sent in its order.
            assertThat(Steering.text(device.next().text(), "id")).isEqualTo(kept);
            steering.awaitState(kept, "DELIVERED");
            assertThat(device.isToldNothing()).isTrue();
        }
        assertThat(steering.commandAsSeen(cancelled)).contains("\"state\":\"CANCELLED\"", "\"sentAt\":null");
        assertThat(site.post("/v1/commands/" + cancelled + ":cancel", "").statusCode()).isEqualTo(409);
    }

    @Test
    void requests_at_once_with_one_key_make_one_command_and_one_message() throws Exception {
        Owned pump = steering.device("eager");
        String key = "set-" + pump.id();
        try (SteeredDevice device = pump.connect().listeningTo("cmd/+")) {
            List<String> ids = Racing.race(8, _ -> madeWith(key, pump));

            assertThat(ids).containsOnly(ids.getFirst());
            assertThat(Steering.text(device.next().text(), "id")).isEqualTo(ids.getFirst());
            String last = steering.command(pump, 600);
            assertThat(Steering.text(device.next().text(), "id")).isEqualTo(last);
            assertThat(steering.ok("/v1/devices/" + pump.id() + "/commands").split("\"id\":", -1)).hasSize(3);
        }
        assertThat(steering.command(pump, 30, key).statusCode()).as("another body").isEqualTo(422);
        assertThat(site.post("/v1/devices/" + pump.id() + "/commands", "{\"method\":\"setTarget\"}").statusCode())
                .as("no key").isEqualTo(400);
    }

    /// Tries again while another's request with this key is running.
    private String madeWith(String key, Owned pump) {
        while (true) {
            HttpResponse<String> response = steering.command(pump, 600, key);
            if (response.statusCode() == 202) {
                return Steering.text(response.body(), "id");
            }
            assertThat(response.statusCode()).as(response.body()).isEqualTo(409);
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
        }
    }
}
