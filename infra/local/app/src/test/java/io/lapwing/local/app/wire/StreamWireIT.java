package io.lapwing.local.app.wire;

import io.lapwing.sharedmodel.device.DeviceKey;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static io.lapwing.local.app.wire.Site.T0;
import static org.assertj.core.api.Assertions.assertThat;

/// What apps hear that listen to what happens.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamWireIT {

    private Site site;
    private String viewer;

    @BeforeAll
    void open(@TempDir Path folder) {
        site = Site.open(folder);
        viewer = site.process().token(Site.TENANT, "viewer");
    }

    @AfterAll
    void close() {
        site.close();
    }

    private StreamClient listen(String query) {
        return StreamClient.open(site.process(), viewer, query, "").awaitReady();
    }

    private long slowClients() {
        return site.counter("lapwing_stream_cutoffs_total\\{code=\"SLOW_CLIENT\"\\}");
    }

    @Test
    void every_kind_of_update_arrives() throws Exception {
        try (WireDevice device = site.device();
                StreamClient app = listen("?devices=" + device.key().device())) {
            String id = device.key().device().value();
            assertThat(site.post("/v1/rules", """
                    {"id":"hot-%1$s","name":"Hot","severity":"critical","selector":{"deviceIds":["%1$s"]},
                     "condition":{"kind":"threshold","metric":"t","op":">","raise":80}}""".formatted(id)).statusCode())
                    .isEqualTo(201);
            // A new rule is known to all within two seconds.
            app.await(() -> {
                publish(device, "{\"t\":81}");
                assertThat(app.data("alert")).isNotEmpty();
            });
            assertThat(app.data("reading")).anyMatch(data -> data.startsWith("{\"deviceId\":\"" + id + "\",\"ts\":\"")
                    && data.contains("\"values\":{\"t\":81}"));
            String alert = app.data("alert").getFirst();
            assertThat(alert).startsWith("{\"change\":\"raised\",\"alert\":{\"id\":\"A-");
            String alertId = alert.replaceFirst(".*\"id\":\"(A-[0-9]+)\".*", "$1");
            assertThat(site.post("/v1/alerts/" + alertId + ":acknowledge", "").statusCode()).isEqualTo(200);
            app.await(() -> assertThat(app.data("alert"))
                    .anyMatch(data -> data.startsWith("{\"change\":\"acknowledged\"") && data.contains("user:")));

            HttpResponse<String> command = site.process().send(site.process().request("/v1/devices/" + id + "/commands")
                    .header("Authorization", "Bearer " + site.process().token(Site.TENANT, "operator"))
                    .header("Content-Type", "application/json").header("Idempotency-Key", "k-" + id)
                    .POST(BodyPublishers.ofString("{\"method\":\"stop\"}")));
            assertThat(command.statusCode()).isEqualTo(202);
            app.await(() -> assertThat(app.data("command"))
                    .anyMatch(data -> data.contains("\"method\":\"stop\"") && data.contains("\"deviceId\":\"" + id)));

            device.cut();
            app.await(() -> assertThat(app.data("presence"))
                    .anyMatch(data -> data.startsWith("{\"deviceId\":\"" + id + "\",\"online\":false,\"at\":\"")));
            assertThat(app.events()).extracting(StreamClient.Event::id).doesNotContain("");
        }
    }

    private static void publish(WireDevice device, String json) {
        try {
            device.publish(json);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void hears_of_what_it_asked_for_and_of_its_own_tenant_only() throws Exception {
        String theirs = site.process().token("other", "admin");
        try (WireDevice one = site.device();
                WireDevice two = site.device();
                StreamClient ofOne = listen("?devices=" + one.key().device() + "&kinds=readings");
                StreamClient alerts = listen("?kinds=alerts");
                StreamClient others = StreamClient.open(site.process(), theirs, "", "").awaitReady();
                StreamClient all = listen("?kinds=readings")) {
            two.publish("{\"ts\":%d,\"values\":{\"two\":2}}".formatted(T0));
            one.publish("{\"ts\":%d,\"values\":{\"one\":1}}".formatted(T0));

            all.await(() -> assertThat(all.data("reading")).anyMatch(data -> data.contains("{\"two\":2}"))
                    .anyMatch(data -> data.contains("{\"one\":1}")));
            ofOne.await(() -> assertThat(ofOne.data("reading")).singleElement().asString().contains("{\"one\":1}"));
            assertThat(alerts.events()).extracting(StreamClient.Event::name).containsExactly("ready");
            assertThat(others.events()).extracting(StreamClient.Event::name).containsExactly("ready");
        }
    }

    @Test
    void a_duplicate_is_not_told_and_a_late_reading_is() throws Exception {
        try (WireDevice device = site.device();
                StreamClient app = listen("?kinds=readings&devices=" + device.key().device())) {
            device.publish("{\"ts\":%d,\"values\":{\"t\":1}}".formatted(T0 + 5000));
            device.publish("{\"ts\":%d,\"values\":{\"t\":1}}".formatted(T0 + 5000));
            device.publish("{\"ts\":%d,\"values\":{\"t\":0}}".formatted(T0));

            app.await(() -> assertThat(app.data("reading")).hasSizeGreaterThanOrEqualTo(2));
            assertThat(app.data("reading")).containsExactly(
                    "{\"deviceId\":\"%s\",\"ts\":\"2026-01-01T00:00:05.000Z\",\"seq\":0,\"late\":false,\"values\":{\"t\":1}}"
                            .formatted(device.key().device()),
                    "{\"deviceId\":\"%s\",\"ts\":\"2026-01-01T00:00:00.000Z\",\"seq\":0,\"late\":true,\"values\":{\"t\":0}}"
                            .formatted(device.key().device()));
        }
    }

    @Test
    void a_client_that_reads_nothing_is_cut_off_while_others_get_everything() throws Exception {
        int messages = 4000;
        String filler = "x".repeat(4000);
        try (WireDevice device = site.device();
                StreamClient slow = StreamClient.silent(site.process(), viewer,
                        "?kinds=readings&devices=" + device.key().device(), "");
                StreamClient other = listen("?kinds=readings&devices=" + device.key().device())) {
            long cutOffs = slowClients();
            CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> {
                other.await(() -> assertThat(slowClients()).isEqualTo(cutOffs + 1));
                slow.read();
            }, task -> Thread.ofVirtual().start(task));
            List<IMqttToken> sent = new ArrayList<>();
            for (int i = 0; i < messages; i++) {
                sent.add(device.send("{\"ts\":%d,\"values\":{\"n\":%d,\"f\":\"%s\"}}".formatted(T0 + i, i, filler)));
                if (i >= 100) {
                    sent.get(i - 100).waitForCompletion(20_000);
                }
            }

            reading.get(60, TimeUnit.SECONDS);
            slow.await(() -> assertThat(slow.data("end")).singleElement().asString().contains("SLOW_CLIENT"));
            slow.await(() -> assertThat(slow.hasEnded()).isTrue());
            other.await(() -> assertThat(other.data("reading")).hasSize(messages));
            assertThat(numbers(other)).containsExactlyElementsOf(IntStream.range(0, messages).boxed().toList());

            // What it missed, it gets when it comes back.
            try (StreamClient back = StreamClient.open(site.process(), viewer,
                    "?kinds=readings&devices=" + device.key().device(), slow.lastId())) {
                int before = slow.data("reading").size();
                back.await(() -> assertThat(back.data("reading")).hasSize(messages - before));
                assertThat(numbers(back).getFirst()).isEqualTo(before);
            }
        }
    }

    static List<Integer> numbers(StreamClient app) {
        return app.data("reading").stream().map(data -> Integer.valueOf(data.replaceFirst(".*\"n\":([0-9]+).*", "$1")))
                .toList();
    }

    @Test
    void ends_with_its_token() {
        String brief = site.process().run("token", "--tenant", Site.TENANT, "--role", "viewer", "--ttl", "PT6S")
                .strip();
        try (StreamClient app = StreamClient.open(site.process(), brief, "", "")) {
            app.await(() -> assertThat(app.data("end")).singleElement().asString().contains("TOKEN_EXPIRED"));
            app.await(() -> assertThat(app.hasEnded()).isTrue());
        }
    }

    @Test
    void is_reset_where_what_it_saw_last_means_nothing() throws Exception {
        DeviceKey key = Site.key("reset");
        try (StreamClient app = StreamClient.open(site.process(), viewer, "", "1-1-0").awaitReady();
                StreamClient strange = StreamClient.open(site.process(), viewer, "?lastEventId=elsewhere", "")
                        .awaitReady();
                WireDevice device = WireDevice.connect(site.process().mqttAddress(), key, site.register(key))) {
            app.await(() -> assertThat(app.data("reset")).hasSize(1));
            strange.await(() -> assertThat(strange.data("reset")).hasSize(1));

            device.publish("{\"reset\":1}");

            app.await(() -> assertThat(app.data("reading")).anyMatch(data -> data.contains("{\"reset\":1}")));
            strange.await(() -> assertThat(strange.data("reading")).anyMatch(data -> data.contains("{\"reset\":1}")));
        }
    }

    @Test
    void is_refused_with_a_problem() {
        assertThat(site.get("/v1/stream?kinds=everything").statusCode()).isEqualTo(400);
        HttpResponse<String> anonymous = site.process().send(site.process().request("/v1/stream"));
        assertThat(anonymous.statusCode()).isEqualTo(401);
        assertThat(anonymous.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(site.post("/v1/stream", "{}").statusCode()).isEqualTo(405);
    }
}
