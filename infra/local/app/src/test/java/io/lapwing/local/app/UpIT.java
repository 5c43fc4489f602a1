package io.lapwing.local.app;

import io.lapwing.local.app.datadir.RunFile;
import io.lapwing.local.app.fleet.DeviceConnection;
import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.fixtures.Eventually;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/// The process as its users see it: what it prints, HTTP, MQTT, signals.
class UpIT {

    private static final DeviceKey DEVICE = DeviceKey.of("acme", "cold-1");
    private static final long T0 = 1_767_225_600_000L;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_reading_travels_from_a_device_over_mqtt_to_an_app_over_http() throws Exception {
        try (LapwingProcess lapwing = LapwingProcess.on(folder.resolve("data")).withFirstStart().start()) {
            String admin = lapwing.token("acme", "admin");
            AccessToken device = lapwing.register(DEVICE, admin);

            publish(lapwing, device, "{\"ts\":%d,\"values\":{\"temperature\":21.5,\"door\":\"00123\"}}".formatted(T0));

            // Acknowledged means stored: nothing to wait for.
            HttpResponse<String> latest = lapwing.get("/v1/devices/cold-1/telemetry/latest", admin);
            assertThat(latest.statusCode()).isEqualTo(200);
            assertThat(latest.body()).contains("\"value\":21.5", "\"value\":\"00123\"", "2026-01-01T00:00:00.000Z");
            assertThat(lapwing.startTime()).isLessThan(Duration.ofSeconds(60));
        }
    }

    @Test
    void keeps_its_data_over_a_clean_stop_and_over_a_kill() throws Exception {
        try (LapwingProcess lapwing = LapwingProcess.on(folder.resolve("data")).start()) {
            String admin = lapwing.token("acme", "admin");
            AccessToken device = lapwing.register(DEVICE, admin);
            publish(lapwing, device, "{\"ts\":%d,\"values\":{\"a\":1}}".formatted(T0));

            assertThat(lapwing.terminate()).isZero();
            lapwing.start();
            publish(lapwing, device, "{\"ts\":%d,\"values\":{\"b\":2}}".formatted(T0 + 1));

            lapwing.kill();
            lapwing.start();
            publish(lapwing, device, "{\"ts\":%d,\"values\":{\"c\":3}}".formatted(T0 + 2));

            assertThat(lapwing.get("/v1/devices/cold-1/telemetry?metrics=a,b,c&from=2026-01-01T00:00:00Z"
                    + "&to=2026-01-02T00:00:00Z", admin).body()).contains("{\"a\":1}", "{\"b\":2}", "{\"c\":3}");
        }
    }

    @Test
    void says_on_standard_output_only_that_it_is_ready_and_stops_with_0() throws Exception {
        try (LapwingProcess lapwing = LapwingProcess.on(folder.resolve("data"))) {
            Process process = lapwing.launch("up", List.of("--http-port", "0", "--mqtt-port", "0"));
            Path runFile = folder.resolve("data").resolve("run.json");
            Eventually.within(Duration.ofSeconds(60), () -> assertThat(runFile).exists());
            String line = process.inputReader().readLine();

            // The handle: destroying the process itself would close the pipe that is still to be read.
            process.toHandle().destroy();

            assertThat(line)
                    .matches("Lapwing is ready: http://127\\.0\\.0\\.1:\\d+ mqtt://127\\.0\\.0\\.1:\\d+");
            assertThat(process.waitFor(12, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(process.inputReader().readLine()).isNull();
            assertThat(runFile).doesNotExist();
        }
    }

    @Test
    void refuses_a_data_directory_that_another_process_works_on() throws Exception {
        try (LapwingProcess lapwing = LapwingProcess.on(folder.resolve("data")).start()) {
            Process second = lapwing.launch("up", List.of("--http-port", "0", "--mqtt-port", "0"));

            assertThat(second.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(second.exitValue()).isEqualTo(1);
            assertThat(second.inputReader().readLine()).isNull();
            assertThat(lapwing.log().lines()).filteredOn(line -> line.startsWith("lapwing: ")).singleElement()
                    .asString().contains("another Lapwing runs on", "--data-dir");
            assertThat(lapwing.get("/readyz", "").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shares_a_database_and_an_issuer_with_another_process() {
        try (LapwingProcess first = LapwingProcess.on(folder.resolve("first")).start();
                LapwingProcess second = LapwingProcess.on(folder.resolve("second"))) {
            RunFile.Database database = RunFile.read(first.dataDir()).orElseThrow().database();
            second.withEnvironment("LAPWING_DATABASE_URL", database.url())
                    .withEnvironment("LAPWING_DATABASE_USER", database.user())
                    .withEnvironment("LAPWING_DATABASE_PASSWORD", database.password())
                    .with("--issuer-file", first.dataDir().resolve("issuer.json").toString()).start();
            String admin = first.token("acme", "admin");

            first.register(DEVICE, admin);

            assertThat(second.get("/v1/devices/cold-1", admin).statusCode()).isEqualTo(200);
            assertThat(second.dataDir().resolve("postgres")).doesNotExist();
        }
    }

    @Test
    void names_a_port_that_is_taken() throws Exception {
        try (LapwingProcess lapwing = LapwingProcess.on(folder.resolve("data")).start();
                LapwingProcess other = LapwingProcess.on(folder.resolve("other"))) {
            String port = Integer.toString(lapwing.mqttAddress().getPort());
            Process second = other.launch("up", List.of("--http-port", "0", "--mqtt-port", port));

            assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(second.exitValue()).isEqualTo(1);
            assertThat(other.log().lines()).singleElement().asString().contains(port, "--mqtt-port");
        }
    }

    @Test
    void serves_health_metrics_and_limits_over_http() {
        try (LapwingProcess lapwing = LapwingProcess.on(folder.resolve("data")).start()) {
            assertThat(lapwing.send(lapwing.request("/healthz")).statusCode()).isEqualTo(200);
            assertThat(lapwing.send(lapwing.request("/readyz")).statusCode()).isEqualTo(200);
            assertThat(lapwing.send(lapwing.request("/metrics")).body()).contains("lapwing_messages_accepted_total 0",
                    "lapwing_batcher_messages", "jvm_memory_used_bytes");
            assertThat(lapwing.send(lapwing.request("/v1/devices")).statusCode()).isEqualTo(401);
            assertThat(lapwing
                    .send(lapwing.request("/v1/devices").POST(BodyPublishers.ofByteArray(new byte[(1 << 20) + 1])))
                    .statusCode()).isEqualTo(413);
        }
    }

    @Test
    void replays_a_quarantined_message_from_the_command_line() throws Exception {
        try (LapwingProcess lapwing = LapwingProcess.on(folder.resolve("data")).start()) {
            String admin = lapwing.token("acme", "admin");
            AccessToken device = lapwing.register(DEVICE, admin);
            publish(lapwing, device, "{\"b\":1}", DeviceTopic.gatewayTelemetryOf(DEVICE));
            String quarantined = lapwing.get("/v1/quarantine", admin).body();
            String id = quarantined.replaceFirst("(?s).*\"id\":\"(Q-[0-9a-f]{32})\".*", "$1");

            // Nothing about the message has changed, so it is refused again: what counts is that it was found.
            Process replay = lapwing.launch("replay", List.of(id));

            assertThat(replay.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(lapwing.log()).contains("not replayed: 422");
        }
    }

    private static void publish(LapwingProcess lapwing, AccessToken token, String payload) throws Exception {
        publish(lapwing, token, payload, DeviceTopic.telemetryOf(DEVICE));
    }

    private static void publish(LapwingProcess lapwing, AccessToken token, String payload, String topic)
            throws Exception {
        try (DeviceConnection connection = lapwing.connect(DEVICE, token)) {
            connection.publish(topic, payload).get(20, TimeUnit.SECONDS);
        }
    }
}
