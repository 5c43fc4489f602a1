package io.lapwing.local.app;

import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

/// That the parts of a process are put together: a command, a shadow, an alert and presence, each once on its whole way.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SteeringIT {

    private static final Duration SOON = Duration.ofSeconds(15);

    private LapwingProcess lapwing;
    private String admin;

    @BeforeAll
    void start(@TempDir Path folder) {
        lapwing = LapwingProcess.on(folder.resolve("data")).start();
        admin = lapwing.token("acme", "admin");
    }

    @AfterAll
    void stop() {
        lapwing.close();
    }

    @Test
    void a_command_is_sent_acknowledged_and_answered() throws Exception {
        Device device = register("answering");
        try (Client client = device.connect()) {
            client.subscribe("cmd/+");
            String id = command(device, 60);
            String request = client.next();
            assertThat(request).contains("\"id\":\"" + id + "\"", "\"method\":\"setTarget\"");
            within(SOON, () -> assertThat(get("/v1/commands/" + id)).contains("\"state\":\"DELIVERED\""));
            client.send("cmd/" + id + "/res", "{\"status\":200,\"payload\":{\"target\":-20}}");
            assertThat(get("/v1/commands/" + id)).contains("\"state\":\"SUCCEEDED\"", "{\"target\":-20}");
        }
    }

    @Test
    void a_command_waits_for_its_device_and_is_sent_once_when_it_subscribes() throws Exception {
        Device device = register("late");
        String id = command(device, 60);
        assertThat(get("/v1/commands/" + id)).contains("\"state\":\"QUEUED\"");
        try (Client client = device.connect()) {
            client.subscribe("cmd/+");
            assertThat(client.next()).contains(id);
            assertThat(client.messages.poll(1, TimeUnit.SECONDS)).isNull();
        }
    }

    @Test
    void a_command_whose_time_runs_out_is_never_sent_though_nobody_asks_for_it() throws Exception {
        Device device = register("too-late");
        String id = command(device, 1);
        TimeUnit.SECONDS.sleep(3);
        try (Client client = device.connect()) {
            client.subscribe("cmd/+");
            assertThat(client.messages.poll(1, TimeUnit.SECONDS)).isNull();
        }
        // Its version tells that this is stored, and not only seen so.
        assertThat(get("/v1/commands/" + id)).contains("\"state\":\"EXPIRED\"");
    }

    @Test
    void what_is_desired_of_a_device_reaches_it_on_thingsboards_topic_too() throws Exception {
        Device device = register("desired");
        try (Client client = device.connect()) {
            client.client.subscribe("v1/devices/me/attributes", 1);
            client.client.publish("v1/devices/me/attributes", new MqttMessage("{\"r\":3}".getBytes(
                    StandardCharsets.UTF_8)));
            patch(device, "{\"state\":{\"desired\":{\"r\":5}}}");
            assertThat(client.next()).isEqualTo("{\"r\":5}");
        }
    }

    @Test
    void a_breaching_reading_raises_an_alert() throws Exception {
        Device device = register("hot");
        HttpResponse<String> rule = lapwing.post("/v1/rules", admin, """
                {"name":"Too hot","selector":{"deviceIds":["hot"]},"severity":"critical","enabled":true,
                "condition":{"kind":"threshold","metric":"t","op":">","raise":80}}""");
        assertThat(rule.statusCode()).as(rule.body()).isEqualTo(201);
        TimeUnit.SECONDS.sleep(3); // As long as rules may be remembered.
        try (Client client = device.connect()) {
            client.send("telemetry", "{\"t\":81}");
        }
        assertThat(get("/v1/alerts?deviceId=hot")).contains("\"state\":\"open\"");
    }

    @Test
    void a_device_is_online_while_it_is_connected_and_offline_when_its_process_was_killed() throws Exception {
        Device device = register("present");
        try (Client client = device.connect()) {
            within(SOON, () -> assertThat(get("/v1/devices/present")).contains("\"online\":true"));
            assertThat(client.client.isConnected()).isTrue();
        }
        within(SOON, () -> assertThat(get("/v1/devices/present")).contains("\"online\":false"));
        try (Client client = device.connect()) {
            within(SOON, () -> assertThat(get("/v1/devices/present")).contains("\"online\":true"));
            lapwing.kill();
            lapwing.start();
            within(SOON, () -> assertThat(get("/v1/devices/present")).contains("\"online\":false"));
            assertThat(client.client.isConnected()).isFalse();
        }
    }

    private record Device(LapwingProcess lapwing, DeviceKey key, AccessToken token) {

        Client connect() throws MqttException {
            return new Client(this);
        }
    }

    /// Of MQTT 3.1.1, which knows nothing of properties.
    private static final class Client implements AutoCloseable {

        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final MqttClient client;
        private final String prefix;

        Client(Device device) throws MqttException {
            prefix = DeviceTopic.prefixOf(device.key());
            client = new MqttClient("tcp://127.0.0.1:" + device.lapwing().mqttAddress().getPort(),
                    device.key().device().value(), new MemoryPersistence());
            client.setTimeToWait(10_000);
            MqttConnectOptions options = new MqttConnectOptions();
            options.setUserName(device.key().toString());
            options.setPassword(device.token().value().toCharArray());
            client.setCallback(new org.eclipse.paho.client.mqttv3.MqttCallback() {
                @Override
                public void connectionLost(Throwable cause) {
                    // The test knows.
                }

                @Override
                public void messageArrived(String topic, MqttMessage message) {
                    messages.add(new String(message.getPayload(), StandardCharsets.UTF_8));
                }

                @Override
                public void deliveryComplete(org.eclipse.paho.client.mqttv3.IMqttDeliveryToken token) {
                    // The publish waits for it.
                }
            });
            client.connect(options);
        }

        void subscribe(String levels) throws MqttException {
            client.subscribe(prefix + levels, 1);
        }

        void send(String levels, String payload) throws MqttException {
            client.publish(prefix + levels, payload.getBytes(StandardCharsets.UTF_8), 1, false);
        }

        String next() throws InterruptedException {
            String message = messages.poll(15, TimeUnit.SECONDS);
            assertThat(message).as("a message").isNotNull();
            return message;
        }

        @Override
        public void close() throws MqttException {
            if (client.isConnected()) {
                client.disconnect();
            }
            client.close();
        }
    }

    private Device register(String id) {
        DeviceKey key = DeviceKey.of("acme", id);
        return new Device(lapwing, key, lapwing.register(key, admin));
    }

    private String command(Device device, int ttlSeconds) {
        HttpResponse<String> created = lapwing.send(lapwing.request(
                "/v1/devices/" + device.key().device() + "/commands").header("Authorization", "Bearer " + admin)
                .header("Content-Type", "application/json").header("Idempotency-Key", device.key().toString())
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"method\":\"setTarget\",\"params\":{\"target\":-20},\"ttlSeconds\":" + ttlSeconds + "}")));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(202);
        Matcher id = Pattern.compile("\"id\":\"([^\"]+)\"").matcher(created.body());
        assertThat(id.find()).isTrue();
        return id.group(1);
    }

    private void patch(Device device, String json) {
        String path = "/v1/devices/" + device.key().device() + "/shadows/main";
        HttpResponse<String> shadow = lapwing.get(path, admin);
        String tag = shadow.headers().firstValue("ETag").orElse("\"0\"");
        HttpResponse<String> patched = lapwing.send(lapwing.request(path).header("Authorization", "Bearer " + admin)
                .header("Content-Type", "application/merge-patch+json").header("If-Match", tag)
                .method("PATCH", HttpRequest.BodyPublishers.ofString(json)));
        assertThat(patched.statusCode()).as(patched.body()).isEqualTo(200);
    }

    private String get(String path) {
        HttpResponse<String> response = lapwing.get(path, admin);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }
}
