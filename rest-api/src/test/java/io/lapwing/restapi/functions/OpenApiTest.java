package io.lapwing.restapi.functions;

import io.lapwing.restapi.RestApiConfiguration;
import io.lapwing.restapi.domain.Access;
import io.lapwing.restapi.domain.ProblemType;
import io.lapwing.restapi.scenarios.OpenApiDocument;
import io.lapwing.restapi.scenarios.OpenApiDocument.Described;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.command.Command.Reply;
import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.command.CommandStep.Advanced;
import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.document.JsonText;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.port.CommandStore.Written;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import static io.lapwing.restapi.functions.Answers.text;
import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class OpenApiTest {
    private final Api api = new Api();
    private final OpenApiDocument document = new OpenApiDocument(RestApiConfiguration.openApi());

    @Test
    void describes_exactly_the_routes_that_are_served() {
        TreeMap<String, String> described = new TreeMap<>();
        document.operations().forEach(operation -> described.put(operation.method() + " " + operation.template(),
                operation.id()));
        TreeMap<String, String> served = new TreeMap<>();
        api.function().routes()
                .forEach(route -> served.put(route.method() + " " + route.template(), route.operation()));

        assertThat(described).isEqualTo(served);
    }

    @Test
    void says_of_each_route_whether_it_needs_a_token_and_what_it_reads() {
        assertThat(api.function().routes()).allSatisfy(route -> {
            Map<?, ?> operation = document.operation(route.operation()).fields();
            assertThat(operation.containsKey("security")).isEqualTo(!(route.access() instanceof Access.AtLeast));
            if (document.resolve(operation.get("requestBody")).get("content") instanceof Map<?, ?> content
                    && !route.consumes().isEmpty()) {
                assertThat(content.keySet()).isEqualTo(route.consumes());
            }
        });
    }

    @Test
    void names_every_problem() {
        String yaml = new String(RestApiConfiguration.openApi(), UTF_8);

        assertThat(ProblemType.values()).filteredOn(type -> type != ProblemType.TELEMETRY_REFUSED
                && type != ProblemType.REPLAY_REFUSED && type != ProblemType.INGEST_FAILED
                && type != ProblemType.METHOD_NOT_ALLOWED).allSatisfy(type -> assertThat(yaml).contains("`" + type));
    }

    @Test
    void answers_as_its_schemas_say() {
        List<String> checked = new ArrayList<>();
        for (Exchange exchange : exchanges()) {
            Described operation = document.operation(exchange.operation());
            assertThat(document.violations(operation, exchange.answer())).as(exchange.toString()).isEmpty();
            checked.add(exchange.operation() + " " + exchange.answer().status());
        }

        TreeSet<String> operations = new TreeSet<>();
        api.function().routes().forEach(route -> operations.add(route.operation()));
        assertThat(checked).extracting(line -> line.substring(0, line.indexOf(' '))).containsAll(operations);
    }

    @Test
    void notices_an_answer_that_is_not_as_described() {
        Described me = document.operation("me.get");
        ApiResponse wrong = Replies.json(200, Map.of("sub", 5, "tenant", "acme", "extra", true));

        assertThat(document.violations(me, wrong)).hasSizeGreaterThan(2);
        assertThat(document.violations(me, Replies.json(299, Map.of()))).isNotEmpty();
    }

    @Test
    void is_served_as_it_is() {
        ApiResponse served = api.anonymous().get("/openapi.yaml");

        assertThat(served.body()).isEqualTo(RestApiConfiguration.openApi());
        assertThat(served.headers()).containsEntry("Content-Type", "application/yaml");
    }

    @Test
    void gives_examples_of_bodies_that_their_schemas_allow() {
        List<String> wrong = new ArrayList<>();
        document.operations().forEach(operation -> wrong.addAll(document.wrongExamples(operation)));

        assertThat(wrong).isEmpty();
    }

    /// A comma ends what is not in quotes, and what follows it is a keyword that there is not.
    @Test
    void has_no_key_that_is_a_piece_of_prose() {
        assertThat(document.keys()).filteredOn(key -> key.contains(" ")).allMatch(key -> key.startsWith("text/"));
    }

    private record Exchange(String operation, ApiResponse answer) {
        @Override
        public String toString() {
            return operation + " -> " + answer.status() + " " + answer.bodyText();
        }
    }

    private List<Exchange> exchanges() {
        AccessToken token = api.register(aDevice().withId("gw").asGateway().withLabel("a", "b").build());
        String device = "/v1/devices/pump-1";
        String saying = "{\"conversationId\":\"c-1\",\"text\":\"Is pump-1 on?\"}";
        String byToken = "/api/v1/" + token.value() + "/telemetry";
        List<Exchange> all = new ArrayList<>(List.of(
                exchange("device.create", api.admin().withJson("""
                        {"id":"pump-1","name":"P","type":"pump","gatewayId":"gw","aliases":["x"]}""")
                        .post("/v1/devices")),
                exchange("device.create", api.admin().withJson("{\"id\":5}").post("/v1/devices")),
                exchange("device.create", api.viewer().withJson("{}").post("/v1/devices")),
                exchange("device.list", api.viewer().get("/v1/devices?limit=1")),
                exchange("device.list", api.viewer().get("/v1/devices?limit=0")),
                exchange("device.get", api.viewer().get(device)),
                exchange("device.get", api.viewer().get("/v1/devices/absent")),
                exchange("device.rotateCredentials", api.admin().post(device + "/credentials")),
                exchange("device.update", api.admin().with("If-Match", "*").withJson("{\"site\":\"s\"}")
                        .patch(device)),
                exchange("device.update", api.admin().withJson("{}").patch(device)),
                exchange("device.update", api.admin().with("If-Match", "\"9\"").withJson("{}").patch(device)),
                exchange("telemetry.ingest", api.operator().withJson("{\"a\":1,\"b\":\"x\",\"c\":NaN}")
                        .post(device + "/telemetry")),
                exchange("telemetry.ingest", api.operator().withJson("{\"a\":").post(device + "/telemetry")),
                exchange("telemetry.read", api.viewer().get(device + "/telemetry")),
                exchange("telemetry.read", api.viewer().get(device + "/telemetry?bucket=PT1H&agg=avg,count")),
                exchange("telemetry.latest", api.viewer().get(device + "/telemetry/latest")),
                exchange("shadow.update", api.operator().with("If-Match", "*")
                        .withJson("{\"state\":{\"desired\":{\"r\":{\"a\":[1]}}}}").patch(device + "/shadows/main")),
                exchange("shadow.update", api.operator().withJson("{}").patch(device + "/shadows/main")),
                exchange("shadow.update", api.operator().with("If-Match", "\"9\"").withJson("{}")
                        .patch(device + "/shadows/main")),
                exchange("shadow.get", api.viewer().get(device + "/shadows/main")),
                exchange("shadow.get", api.viewer().get(device + "/shadows/other")),
                exchange("telemetry.ingestByToken", api.anonymous().withJson("{\"a\":1}").post(byToken)),
                exchange("telemetry.ingestByToken", api.anonymous().post("/api/v1/unknown/telemetry")),
                exchange("command.create", api.operator().withJson("{\"method\":\"stop\"}").post(device + "/commands")),
                exchange("stream.open", api.viewer().get("/v1/stream")),
                exchange("stream.open", api.viewer().get("/v1/stream?kinds=none")),
                exchange("streamToken.create", api.viewer().post("/v1/stream-tokens")),
                exchange("streamToken.create", api.viewer().withJson("{\"kinds\":5}").post("/v1/stream-tokens")),
                exchange("me.get", api.viewer().get("/v1/me")),
                exchange("chat.link", api.viewer().withJson("{\"code\":\"ABCD-EFGH\"}").post("/v1/me/chat-links")),
                exchange("chat.link", api.viewer().withJson("{\"code\":5}").post("/v1/me/chat-links")),
                exchange("chat.say", api.viewer().withJson(saying).post("/chat/web")),
                exchange("chat.say", api.viewer().withJson("{}").post("/chat/web")),
                exchange("chat.say", WebChatResourceTest.with(_ -> ChatMessage.of("pump-1 is on.")).viewer()
                        .withJson(saying).post("/chat/web")),
                exchange("health.get", api.anonymous().get("/healthz")),
                exchange("readiness.get", api.anonymous().get("/readyz")),
                exchange("openapi.get", api.anonymous().get("/openapi.yaml"))));
        all.addAll(consoleExchanges());
        all.addAll(commandExchanges());
        all.addAll(watchExchanges());
        all.addAll(files());
        all.addAll(adminExchanges());
        return all;
    }

    private List<Exchange> consoleExchanges() {
        return List.of(exchange("console.index", api.anonymous().get("/")),
                exchange("console.index", api.anonymous().with("If-None-Match", "*").get("/")),
                exchange("console.index", api.anonymous().with("Accept", "text/css").get("/")),
                exchange("console.file", api.anonymous().get("/console/main.js")),
                exchange("console.file", api.anonymous().get("/console/icon.svg")),
                exchange("console.file", api.anonymous().get("/console/absent.js")),
                exchange("console.fileInFolder", api.anonymous().get("/console/pages/fleet.js")),
                exchange("console.fileInFolder", api.anonymous().get("/console/pages/absent.js")));
    }

    private List<Exchange> commandExchanges() {
        String commands = "/v1/devices/pump-1/commands";
        ApiResponse created = api.operator().with("Idempotency-Key", "k-1")
                .withJson("{\"method\":\"stop\",\"params\":[1,\"x\",null]}").post(commands);
        String command = "/v1/commands/" + text(created, "id");
        List<Exchange> all = new ArrayList<>(List.of(exchange("command.create", created),
                exchange("command.create", api.operator().with("Idempotency-Key", "k-2").withJson("{\"method\":\"\"}")
                        .post(commands)),
                exchange("command.create", api.operator().with("Idempotency-Key", "k-1")
                        .withJson("{\"method\":\"start\"}").post(commands)),
                exchange("command.create", api.operator().with("Idempotency-Key", "k-1")
                        .withJson("{\"method\":\"start\"}").post("/v1/devices/absent/commands")),
                exchange("command.get", api.viewer().get("/v1/commands/absent")),
                exchange("command.cancel", api.operator().post(command + ":cancel")),
                exchange("command.cancel", api.operator().post(command + ":cancel")),
                exchange("command.cancel", api.viewer().post(command + ":cancel"))));
        reply(new CommandId(text(created, "id")));
        all.add(exchange("command.get", api.viewer().get(command)));
        all.add(exchange("command.list", api.viewer().get(commands)));
        all.add(exchange("command.list", api.viewer().get(commands + "?cursor=x")));
        return all;
    }

    private void reply(CommandId id) {
        Command command = api.stores.commands().find(new TenantId("acme"), id).orElseThrow();
        Reply reply = new Reply(200, new JsonText("[{\"a\":1}]"), api.clock.instant());
        assertThat(api.stores.commands().save(((Advanced) command.replied(reply)).command(), List.of()))
                .isEqualTo(Written.DONE);
    }

    private List<Exchange> watchExchanges() {
        api.measure("pump-1", T0, 81);
        String rule = "/v1/rules/hot";
        String alert = "/v1/alerts/A-1";
        return List.of(
                exchange("device.import", api.admin().withBody("text/csv",
                        "id,name,type\nimported,I,t\npump-1,P,t\n,,\n".getBytes(UTF_8)).post("/v1/devices:import")),
                exchange("device.import", api.admin().withBody("text/csv", "a\"".getBytes(UTF_8))
                        .post("/v1/devices:import")),
                exchange("rule.create", api.admin().withJson("""
                        {"id":"hot","name":"Hot","severity":"info","condition":
                         {"kind":"threshold","metric":"t","op":">=","raise":80,"clear":75.5}}""").post("/v1/rules")),
                exchange("rule.create", api.admin().withJson("""
                        {"name":"Silent","severity":"info","condition":{"kind":"stale","afterSeconds":5}}""")
                        .post("/v1/rules")),
                exchange("rule.create", api.admin().withJson("{\"id\":5}").post("/v1/rules")),
                exchange("rule.list", api.viewer().get("/v1/rules")),
                exchange("rule.get", api.viewer().get(rule)),
                exchange("rule.update", api.admin().with("If-Match", "*").withJson("""
                        {"name":"Gone","severity":"critical","condition":{"kind":"offline","afterSeconds":5}}""")
                        .put(rule)),
                exchange("rule.update", api.admin().with("If-Match", "\"9\"").withJson("{}").put(rule)),
                exchange("rule.preview", api.viewer().withJson("{\"ruleId\":\"hot\"}").post("/v1/rules:preview")),
                exchange("rule.preview", api.viewer().withJson("""
                        {"condition":{"kind":"threshold","metric":"t","op":">","raise":80}}""")
                        .post("/v1/rules:preview")),
                exchange("rule.delete", api.admin().with("If-Match", "*").delete(rule)),
                exchange("alert.list", api.viewer().get("/v1/alerts?state=open")),
                exchange("alert.list", api.viewer().get("/v1/alerts?state=shut")),
                exchange("alert.get", api.viewer().get(alert)),
                exchange("alert.acknowledge", api.operator().post(alert + ":acknowledge")),
                exchange("alert.silence", api.operator().withJson("{\"until\":\"2026-01-02T00:00:00Z\"}")
                        .post(alert + ":silence")),
                exchange("alert.silence", api.operator().withJson("{}").post(alert + ":silence")),
                exchange("alert.unsilence", api.operator().post(alert + ":unsilence")),
                exchange("alert.get", api.viewer().get("/v1/alerts/A-9")));
    }

    private List<Exchange> files() {
        ApiResponse announced = api.admin().withJson("""
                {"name":"a.csv","size":8,"contentType":"text/csv","purpose":"telemetry"}""").post("/v1/files");
        String file = "/v1/files/" + text(announced, "id");
        return List.of(exchange("file.create", announced),
                exchange("file.create", api.admin().withJson("{\"size\":0}").post("/v1/files")),
                exchange("file.list", api.viewer().get("/v1/files")),
                exchange("file.get", api.viewer().get(file)),
                exchange("file.get", api.viewer().get("/v1/files/F-1")),
                exchange("file.release", api.admin().post(file + ":release")));
    }

    private List<Exchange> adminExchanges() {
        ApiResponse list = api.admin().get("/v1/quarantine");
        String entry = "/v1/quarantine/" + text(list, "items", 0, "id");
        List<Exchange> all = new ArrayList<>(List.of(exchange("quarantine.list", list),
                exchange("quarantine.get", api.admin().get(entry)),
                exchange("quarantine.replay", api.admin().post(entry + ":replay")),
                exchange("quarantine.replay", api.admin().withJson("{\"payload\":{\"a\":1}}")
                        .post(entry + ":replay")),
                exchange("quarantine.replay", api.admin().post(entry + ":replay")),
                exchange("member.list", api.admin().get("/v1/members")),
                exchange("member.get", api.admin().get("/v1/members/alice")),
                exchange("member.get", api.admin().get("/v1/members/absent")),
                exchange("member.put", api.admin().withJson("{\"name\":\"Bob\",\"roles\":[\"viewer\"]}")
                        .put("/v1/members/bob")),
                exchange("member.put", api.admin().withJson("{}").put("/v1/members/bob")),
                exchange("member.put", api.admin().with("If-Match", "*")
                        .withJson("{\"name\":\"Bob\",\"roles\":[]}").put("/v1/members/bob")),
                exchange("member.delete", api.admin().with("If-Match", "*").delete("/v1/members/bob")),
                exchange("member.delete", api.admin().delete("/v1/members/alice")),
                exchange("audit.list", api.admin().get("/v1/audit")),
                exchange("device.delete", api.admin().with("If-Match", "*").delete("/v1/devices/pump-1"))));
        api.components.put("database", false);
        all.add(exchange("readiness.get", api.anonymous().get("/readyz")));
        return all;
    }

    private static Exchange exchange(String operation, ApiResponse answer) {
        return new Exchange(operation, answer);
    }
}
