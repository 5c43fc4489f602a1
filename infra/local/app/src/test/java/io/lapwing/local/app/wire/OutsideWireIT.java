package io.lapwing.local.app.wire;

import io.lapwing.local.adapters.OutsideBroker;
import io.lapwing.local.app.LapwingProcess;
import io.lapwing.local.app.datadir.RunFile;
import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.DeviceKey;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

/// Two processes behind one broker, on the database of one of them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutsideWireIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String ACCEPTED = "lapwing_messages_accepted_total";
    private static final int DEVICES = 5;

    private OutsideBroker broker;
    private LapwingProcess other;
    private Site site;
    private Rules rules;
    private Announcements announcements;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        broker = new OutsideBroker(folder.resolve("broker"));
        site = Site.open(onBroker(folder.resolve("one")));
        RunFile.Database database = RunFile.read(site.process().dataDir()).orElseThrow().database();
        other = onBroker(folder.resolve("other")).withEnvironment("LAPWING_DATABASE_URL", database.url())
                .withEnvironment("LAPWING_DATABASE_USER", database.user())
                .withEnvironment("LAPWING_DATABASE_PASSWORD", database.password())
                .with("--issuer-file", site.process().dataDir().resolve("issuer.json").toString()).start();
        rules = new Rules(site.admin(), site.process(), other);
        announcements = Announcements.of(site.process());
    }

    private LapwingProcess onBroker(Path dataDir) {
        return LapwingProcess.on(dataDir).withEnvironment("LAPWING_MQTT_URL", broker.url().toString());
    }

    @AfterAll
    void close() throws Exception {
        other.close();
        site.close();
        broker.close();
    }

    @Test
    void two_processes_make_one_alert_of_a_devices_breaching_readings() throws Exception {
        List<DeviceKey> keys = devices("breaching");
        rules.watch("{\"kind\":\"threshold\",\"metric\":\"t\",\"op\":\">\",\"raise\":80}",
                keys.toArray(DeviceKey[]::new));

        flood(keys, IntStream.range(0, 30).map(_ -> 90).toArray());

        for (DeviceKey key : keys) {
            List<SeenAlert> alerts = rules.alerts(key);
            assertThat(alerts).hasSize(1);
            assertThat(alerts.getFirst().isOpen()).isTrue();
            assertThat(announcements.alerts(key)).containsExactly("raised " + alerts.getFirst().id());
        }
    }

    @Test
    void two_processes_announce_each_transition_once_and_in_order() throws Exception {
        List<DeviceKey> keys = devices("crossing");
        rules.watch("{\"kind\":\"threshold\",\"metric\":\"t\",\"op\":\">\",\"raise\":80}",
                keys.toArray(DeviceKey[]::new));

        flood(keys, IntStream.range(0, 31).map(i -> i % 2 == 0 ? 70 : 90).toArray());

        for (DeviceKey key : keys) {
            List<SeenAlert> alerts = rules.alerts(key).reversed();
            assertThat(alerts).isNotEmpty();
            assertThat(announcements.alerts(key)).isEqualTo(alerts.stream().flatMap(alert -> alert.isOpen()
                    ? Stream.of("raised " + alert.id())
                    : Stream.of("raised " + alert.id(), "cleared " + alert.id())).toList());
            assertThat(alerts.stream().limit(alerts.size() - 1L)).noneMatch(SeenAlert::isOpen);
        }
    }

    @Test
    void two_processes_that_look_for_stale_devices_raise_one_alert_for_each() throws Exception {
        List<DeviceKey> keys = devices("silent");
        rules.watch("{\"kind\":\"stale\",\"metric\":\"t\",\"afterSeconds\":1}", keys.toArray(DeviceKey[]::new));

        flood(keys, 1, 2, 3, 4, 5);

        for (DeviceKey key : keys) {
            within(SOON, () -> assertThat(rules.alerts(key)).hasSize(1));
            assertThat(announcements.alerts(key)).containsExactly("raised " + rules.alerts(key).getFirst().id());
        }
    }

    @Test
    void the_will_of_a_former_session_leaves_a_device_online_and_that_of_the_current_one_does_not() throws Exception {
        DeviceKey key = Site.key("fenced");
        AccessToken token = site.register(key);
        try (WireDevice former = WireDevice.connect(broker.url(), key, token, "former", 1, Duration.ZERO);
                WireDevice current = WireDevice.connect(broker.url(), key, token, "current", 2, Duration.ZERO)) {
            long accepted = accepted();
            former.tell(true, 1);
            within(SOON, () -> assertThat(accepted()).isEqualTo(accepted + 1));
            assertThat(isOnline(key)).isTrue();
            current.tell(true, 2);
            within(SOON, () -> assertThat(accepted()).isEqualTo(accepted + 2));

            former.cut();
            within(SOON, () -> assertThat(accepted()).isEqualTo(accepted + 3));
            assertThat(isOnline(key)).isTrue();

            current.cut();
            within(SOON, () -> assertThat(isOnline(key)).isFalse());
            assertThat(announcements.all(key)).hasSize(2);
        }
    }

    private List<DeviceKey> devices(String prefix) {
        List<DeviceKey> keys = IntStream.range(0, DEVICES).mapToObj(_ -> Site.key(prefix)).toList();
        keys.forEach(site::register);
        return keys;
    }

    private record Message(DeviceKey device, String json) {}

    /// Has all devices send these values at once, a millisecond apart: in turns to the broker, which lets either process
    /// have them, and to each process, so that both have readings of each device. Returns once all of them are taken.
    private void flood(List<DeviceKey> keys, int... values) throws Exception {
        long before = accepted();
        long first = Instant.now().minusSeconds(1).toEpochMilli();
        List<List<Message>> ways = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < values.length; i++) {
            for (int device = 0; device < keys.size(); device++) {
                ways.get((i + device) % ways.size()).add(new Message(keys.get(device),
                        "{\"ts\":%d,\"values\":{\"t\":%d}}".formatted(first + i, values[i])));
            }
        }
        CompletableFuture<Void> posted = CompletableFuture.allOf(
                CompletableFuture.runAsync(() -> post(site.process(), ways.get(0)), this::startThread),
                CompletableFuture.runAsync(() -> post(other, ways.get(1)), this::startThread));
        publish(ways.get(2));
        posted.get(SOON.toSeconds(), TimeUnit.SECONDS);
        within(SOON, () -> assertThat(accepted()).isEqualTo(before + (long) keys.size() * values.length));
    }

    private void startThread(Runnable work) {
        Thread.ofVirtual().start(work);
    }

    private void post(LapwingProcess process, List<Message> messages) {
        for (Message message : messages) {
            HttpResponse<String> response = process.post("/v1/devices/" + message.device().device() + "/telemetry",
                    site.admin(), message.json());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        }
    }

    private void publish(List<Message> messages) throws Exception {
        List<IMqttToken> sent = new ArrayList<>();
        try (WireDevice sender = WireDevice.connect(broker.url(), messages.getFirst().device(), "anybody", "")) {
            for (Message message : messages) {
                sent.add(sender.send(message.device(), message.json()));
            }
            for (IMqttToken token : sent) {
                token.waitForCompletion(SOON.toMillis());
            }
        }
    }

    private long accepted() {
        return Site.counter(site.process(), ACCEPTED) + Site.counter(other, ACCEPTED);
    }

    private boolean isOnline(DeviceKey device) {
        return site.get("/v1/devices/" + device.device()).body().contains("\"online\":true");
    }
}
