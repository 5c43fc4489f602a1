package io.lapwing.local.app.fuzz;

import io.lapwing.restapi.scenarios.Client;
import io.lapwing.restapi.scenarios.Client.Answer;
import io.lapwing.restapi.scenarios.OpenApiDocument.Described;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

/// A tenant with something of each kind in it, and a good request of each operation on it.
final class Premises {

    private static final String RULE = """
            {"id":"%s","name":"Hot","severity":"info","condition":{"kind":"threshold","metric":"t","op":">","raise":80}}""";

    /// A quote that is never closed: nothing of it is taken, but what stands before it can be.
    private static final String CUT_OFF = "device_id,ts,metric,value\n\"";
    private static final String FILE = """
            {"name":"cut off.csv","size":%d,"contentType":"text/csv","purpose":"telemetry"}"""
            .formatted(CUT_OFF.length());

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger NAMES = new AtomicInteger();

    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("device.create", "{\"id\":\"#\",\"name\":\"Pump\",\"type\":\"pump\"}"),
            Map.entry("device.import", "id,name,type\n#,Pump,pump"),
            Map.entry("device.update", "{\"name\":\"Big pump\"}"),
            Map.entry("telemetry.ingest", "{\"t\":5}"), Map.entry("telemetry.ingestByToken", "{\"t\":5}"),
            Map.entry("command.create", "{\"method\":\"stop\"}"),
            Map.entry("shadow.update", "{\"state\":{\"desired\":{\"rate\":6}}}"),
            Map.entry("rule.create", RULE.formatted("#")), Map.entry("rule.preview", "{\"ruleId\":\"hot\"}"),
            Map.entry("rule.update", RULE.replace("\"id\":\"%s\",", "")),
            Map.entry("alert.silence", "{\"until\":\"LATER\"}"),
            Map.entry("file.create", FILE), Map.entry("quarantine.replay", "{\"payload\":{\"t\":5}}"),
            Map.entry("chat.link", "{\"code\":\"ABCD-EFGH\"}"),
            Map.entry("chat.say", "{\"conversationId\":\"c-1\",\"text\":\"help\"}"),
            Map.entry("member.put", "{\"name\":\"Carol\",\"roles\":[\"operator\"]}"));

    private final Client admin;

    /// @param admin with the token of an admin of a tenant that is empty
    Premises(Client admin) {
        this.admin = admin;
    }

    /// What the settings of Schemathesis name.
    void furnish() {
        device("gateway-1", ",\"gateway\":true");
        device("pump-1", "");
        device("pump-2", ",\"gatewayId\":\"gateway-1\"");
        rule("gone");
        rule("hot");
        put("/v1/members/bob", "{\"name\":\"Bob\",\"roles\":[\"viewer\"]}");
        shadow("pump-1");
        quarantined("pump-1");
        raise("pump-1");
    }

    private Answer device(String id, String more) {
        return made(admin.post("/v1/devices",
                "{\"id\":\"%s\",\"name\":\"Pump\",\"type\":\"pump\"%s}".formatted(id, more)));
    }

    private void rule(String id) {
        made(admin.post("/v1/rules", RULE.formatted(id)));
    }

    private void shadow(String device) {
        made(admin.with("If-Match", "*").send("PATCH", "/v1/devices/" + device + "/shadows/main",
                "{\"state\":{\"desired\":{\"rate\":5}}}"));
    }

    private void put(String path, String json) {
        made(admin.send("PUT", path, json));
    }

    /// Lets the device say something that is kept for a replay.
    ///
    /// @return its id
    private String quarantined(String device) {
        assertThat(admin.post("/v1/devices/" + device + "/telemetry", "{\"t\":").status()).isEqualTo(400);
        return admin.get("/v1/quarantine?limit=1").column("id").getFirst();
    }

    /// Sends a file that is not trusted, and waits until that is seen.
    ///
    /// @return its id
    private String quarantinedFile() {
        Answer announced = made(admin.post("/v1/files", FILE));
        String id = String.valueOf(announced.field("id"));
        String url = String.valueOf(((Map<?, ?>) announced.field("upload")).get("url"));
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest upload = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE)
                    .header("Content-Type", "text/csv").PUT(BodyPublishers.ofString(CUT_OFF)).build();
            assertThat(client.send(upload, BodyHandlers.ofString()).statusCode()).isEqualTo(201);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("the upload was not answered", e);
        }
        within(PATIENCE, () -> assertThat(admin.get("/v1/files/" + id).field("state")).isEqualTo("QUARANTINED"));
        return id;
    }

    /// Lets the device measure too much, as soon as the rule is known to whoever evaluates it.
    private void raise(String device) {
        within(PATIENCE, () -> {
            made(admin.post("/v1/devices/" + device + "/telemetry", "{\"t\":90}"));
            assertThat(admin.get("/v1/alerts?limit=1").column("id")).isNotEmpty();
        });
    }

    private static Answer made(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isBetween(200, 299);
        return answer;
    }

    /// A good request, on things that no other request has touched.
    Errand errand(Described operation) {
        String path = operation.template().toString();
        String filled = path.replace("{name}", "main").replace("{sub}", fresh("member", path, "{sub}"))
                .replace("{accessToken}", fresh("token", path, "{accessToken}"))
                .replace("{folder}/{file}", "pages/fleet.js").replace("{file}", "main.js")
                .replace("{id}", fresh(path.contains("{id}") ? path.split("/", -1)[2] : "", path, "{id}"));
        String body = BODIES.getOrDefault(operation.id(), "").replace("#", "new-" + NAMES.incrementAndGet())
                .replace("LATER", Instant.now().plus(Duration.ofHours(1)).toString());
        return new Errand(operation, filled, operation.id().equals("device.import") ? "text/csv" : "application/json",
                body);
    }

    private String fresh(String kind, String path, String hole) {
        return path.contains(hole) ? fresh(kind) : "";
    }

    private String fresh(String kind) {
        String name = "fresh-" + NAMES.incrementAndGet();
        switch (kind) {
            case "devices" -> {
                device(name, "");
                shadow(name);
            }
            case "rules" -> rule(name);
            case "member" -> put("/v1/members/" + name, "{\"name\":\"Carol\",\"roles\":[]}");
            case "token" -> {
                return String.valueOf(((Map<?, ?>) device(name, "").field("credentials")).get("password"));
            }
            case "alerts" -> {
                return admin.get("/v1/alerts?limit=1").column("id").getFirst();
            }
            case "quarantine" -> {
                device(name, "");
                return quarantined(name);
            }
            case "files" -> {
                return quarantinedFile();
            }
            case "commands" -> {
                device(name, "");
                return Objects.toString(admin.with("Idempotency-Key", name)
                        .post("/v1/devices/" + name + "/commands", "{\"method\":\"stop\"}").field("id"));
            }
            default -> throw new AssertionError("nothing of kind " + kind);
        }
        return name;
    }
}
