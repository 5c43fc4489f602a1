package io.lapwing.local.app;

import io.lapwing.local.app.datadir.FleetFile;
import io.lapwing.sharedmodel.device.AccessToken;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

/// The demo fleet, as somebody sees it who has just typed `./lapwing up`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoFleetIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int MEMBERS = 12;
    private static final int RULES = 5;
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    private LapwingProcess lapwing;
    private String admin;
    private Instant ready;

    @BeforeAll
    void start(@TempDir Path folder) {
        lapwing = LapwingProcess.on(folder.resolve("data")).with("--fleet", "demo").withFirstStart().start();
        ready = Instant.now();
        admin = lapwing.token("demo", "admin");
    }

    @AfterAll
    void stop() {
        lapwing.close();
    }

    @Test
    void all_its_devices_come_online() {
        within(Duration.ofSeconds(60), () -> {
            assertThat(count(ID, get("/v1/devices?online=true&limit=200"))).isEqualTo(MEMBERS);
            assertThat(get("/v1/devices?online=true&type=cold-store&site=bremen")).contains("cold-store-1",
                    "cold-store-2");
        });
    }

    @Test
    void the_gateways_probes_have_readings() {
        within(SOON, () -> {
            for (int probe = 1; probe <= 3; probe++) {
                assertThat(get("/v1/devices/probe-" + probe + "/telemetry/latest")).contains("\"temperature\"",
                        "\"batteryMillivolts\"");
            }
        });
    }

    @Test
    void a_device_restarts_on_command_and_is_back_in_another_session() throws Exception {
        within(SOON, () -> assertThat(get("/v1/devices/cold-store-1")).contains("\"online\":true"));
        String before = status(lapwing, "cold-store-1");
        assertThat(before).startsWith("{\"online\":true,\"sid\":");

        String id = command("cold-store-1", "{\"method\":\"reboot\"}");

        within(SOON, () -> assertThat(get("/v1/commands/" + id)).contains("\"state\":\"SUCCEEDED\""));
        within(SOON, () -> assertThat(get("/v1/devices/cold-store-1")).contains("\"online\":false"));
        within(SOON, () -> assertThat(get("/v1/devices/cold-store-1")).contains("\"online\":true"));
        assertThat(status(lapwing, "cold-store-1")).startsWith("{\"online\":true,\"sid\":").isNotEqualTo(before);
    }

    @Test
    void a_device_says_which_commands_it_cannot_do() {
        String unknown = command("pump-1", "{\"method\":\"makeIce\"}");
        String wrong = command("cold-store-3", "{\"method\":\"setTarget\",\"params\":{\"temperature\":900}}");

        within(SOON, () -> {
            assertThat(get("/v1/commands/" + unknown)).contains("\"state\":\"FAILED\"", "404", "no such method");
            assertThat(get("/v1/commands/" + wrong)).contains("\"state\":\"FAILED\"", "400", "\"error\"");
        });
    }

    @Test
    void a_device_does_what_is_desired_and_reports_it() {
        String path = "/v1/devices/cold-store-4/shadows/main";
        within(SOON, () -> assertThat(lapwing.get(path, admin).body()).contains("\"firmwareVersion\"",
                "\"targetTemperature\":4.0"));

        desire(path, "{\"state\":{\"desired\":{\"targetTemperature\":1.5,\"intervalSeconds\":2}}}");

        within(SOON, () -> assertThat(get(path)).matches(
                ".*\"reported\":\\{[^}]*\"intervalSeconds\":2[,}].*").matches(
                        ".*\"reported\":\\{[^}]*\"targetTemperature\":1\\.5[,}].*"));
        // It was at 4, and comes near to 1.5 only by and by.
        within(Duration.ofSeconds(60), () -> assertThat(get("/v1/devices/cold-store-4/telemetry/latest"))
                .containsPattern("\"temperature\":\\{[^}]*\"value\":[12]\\."));
    }

    @Test
    void what_was_commanded_is_not_undone_by_what_was_desired_before() {
        String path = "/v1/devices/cold-store-3/shadows/main";
        within(SOON, () -> assertThat(lapwing.get(path, admin).body()).contains("\"reported\""));
        desire(path, "{\"state\":{\"desired\":{\"targetTemperature\":3}}}");
        within(SOON, () -> assertThat(get(path)).matches(".*\"reported\":\\{[^}]*\"targetTemperature\":3[,}].*"));

        String id = command("cold-store-3", "{\"method\":\"setTarget\",\"params\":{\"temperature\":2}}");

        within(SOON, () -> assertThat(get("/v1/commands/" + id)).contains("\"state\":\"SUCCEEDED\""));
        within(SOON, () -> assertThat(get(path)).contains("\"desired\":{\"targetTemperature\":2}")
                .matches(".*\"reported\":\\{[^}]*\"targetTemperature\":2[,}].*").contains("\"delta\":{}"));
    }

    @Test
    void an_alert_is_raised_within_two_minutes_and_clears_again() {
        within(Duration.ofMinutes(3), () -> assertThat(get("/v1/alerts?deviceId=cold-store-2"))
                .contains("\"ruleId\":\"cold-store-too-warm\"", "\"severity\":\"critical\""));
        Matcher raised = Pattern.compile("\"raisedAt\":\"([^\"]+)\"").matcher(get("/v1/alerts?deviceId=cold-store-2"));
        assertThat(raised.find()).isTrue();
        assertThat(Instant.parse(raised.group(1))).isBefore(ready.plus(Duration.ofMinutes(2)));

        within(Duration.ofMinutes(3), () -> assertThat(get("/v1/alerts?deviceId=cold-store-2&state=cleared"))
                .contains("\"ruleId\":\"cold-store-too-warm\""));
    }

    @Test
    void a_truck_loses_its_connection_and_brings_its_readings_when_it_is_back() {
        within(Duration.ofMinutes(3), () -> assertThat(get("/v1/devices/truck-1")).contains("\"online\":false"));
        Instant lost = Instant.now();
        within(Duration.ofMinutes(2), () -> assertThat(get("/v1/devices/truck-1")).contains("\"online\":true"));

        within(SOON, () -> assertThat(count(Pattern.compile("\"ts\""), get(
                "/v1/devices/truck-1/telemetry?metrics=speed&from=" + lost + "&to=" + lost.plusSeconds(25))))
                .isGreaterThanOrEqualTo(4));
    }

    @Test
    void a_restart_goes_on_with_the_same_fleet_and_leaves_deleted_rules_deleted(@TempDir Path folder)
            throws Exception {
        try (LapwingProcess other = LapwingProcess.on(folder.resolve("data")).with("--fleet", "demo").start()) {
            String token = other.token("demo", "admin");
            within(Duration.ofSeconds(60), () -> assertThat(
                    count(ID, other.get("/v1/devices?online=true&limit=200", token).body())).isEqualTo(MEMBERS));
            assertThat(count(ID, other.get("/v1/rules", token).body())).isEqualTo(RULES);
            Map<String, AccessToken> tokens = new FleetFile(other.dataDir()).read();
            String session = status(other, "cold-store-1");
            HttpResponse<String> deleted = other.send(other.request("/v1/rules/probe-silent")
                    .header("Authorization", "Bearer " + token).header("If-Match", "\"1\"").DELETE());
            assertThat(deleted.statusCode()).as(deleted.body()).isEqualTo(204);

            long stopping = System.nanoTime();
            assertThat(other.terminate()).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - stopping)).isLessThan(Duration.ofSeconds(12));
            other.start();

            within(Duration.ofSeconds(60), () -> assertThat(status(other, "cold-store-1"))
                    .contains("\"online\":true").isNotEqualTo(session));
            assertThat(count(ID, other.get("/v1/rules", token).body())).isEqualTo(RULES - 1);
            assertThat(new FleetFile(other.dataDir()).read()).isEqualTo(tokens);
            assertThat(other.log()).doesNotContain("WARN", "ERROR");
        }
    }

    /// What the broker has retained on a device's status topic.
    private static String status(LapwingProcess lapwing, String device) {
        BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        try (MqttClient client = new MqttClient("tcp://127.0.0.1:" + lapwing.mqttAddress().getPort(), "observer",
                new MemoryPersistence())) {
            AccessToken token = Objects.requireNonNull(new FleetFile(lapwing.dataDir()).read().get(device));
            MqttConnectOptions options = new MqttConnectOptions();
            options.setUserName("demo/" + device);
            options.setPassword(token.value().toCharArray());
            client.setTimeToWait(20_000);
            client.connect(options);
            client.subscribe("iot/v1/demo/" + device + "/status", 1,
                    (_, message) -> messages.add(new String(message.getPayload(), StandardCharsets.UTF_8)));
            String status = messages.poll(20, TimeUnit.SECONDS);
            client.disconnect();
            assertThat(status).isNotNull();
            return status;
        } catch (MqttException | IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String command(String device, String json) {
        HttpResponse<String> created = lapwing.send(lapwing.request("/v1/devices/" + device + "/commands")
                .header("Authorization", "Bearer " + admin).header("Content-Type", "application/json")
                .header("Idempotency-Key", device + json.hashCode()).POST(BodyPublishers.ofString(json)));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(202);
        Matcher id = ID.matcher(created.body());
        assertThat(id.find()).isTrue();
        return id.group(1);
    }

    /// Again, where the device itself has written in between.
    private void desire(String path, String json) {
        within(SOON, () -> {
            String tag = lapwing.get(path, admin).headers().firstValue("ETag").orElse("\"0\"");
            HttpResponse<String> patched = lapwing.send(lapwing.request(path)
                    .header("Authorization", "Bearer " + admin).header("Content-Type", "application/merge-patch+json")
                    .header("If-Match", tag).method("PATCH", BodyPublishers.ofString(json)));
            assertThat(patched.statusCode()).as(patched.body()).isEqualTo(200);
        });
    }

    private static long count(Pattern pattern, String text) {
        return pattern.matcher(text).results().count();
    }

    private String get(String path) {
        HttpResponse<String> response = lapwing.get(path, admin);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }
}
