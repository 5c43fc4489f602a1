package io.lapwing.restapi.functions;

import io.lapwing.restapi.RestApiConfiguration;
import io.lapwing.restapi.domain.Access;
import io.lapwing.restapi.domain.ProblemType;
import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.http.ApiResponse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.lapwing.restapi.functions.Answers.text;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class OpenApiTest {
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    private final Api api = new Api();
    private final OpenApiDocument document = new OpenApiDocument(RestApiConfiguration.openApi());

    @Test
    void describes_exactly_the_routes_that_are_served() {
        TreeMap<String, String> described = new TreeMap<>();
        document.object("paths").forEach((path, item) -> METHODS.forEach(method -> {
            if (((Map<?, ?>) item).get(method) instanceof Map<?, ?> operation) {
                described.put(method + " " + path, String.valueOf(operation.get("operationId")));
            }
        }));
        TreeMap<String, String> served = new TreeMap<>();
        api.function().routes().forEach(route -> served.put(route.method().toLowerCase(Locale.ROOT) + " "
                + route.template(), route.operation()));

        assertThat(described).isEqualTo(served);
    }

    @Test
    void says_of_each_route_whether_it_needs_a_token_and_what_it_reads() {
        assertThat(api.function().routes()).allSatisfy(route -> {
            Map<?, ?> operation = document.operation(route);
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
            Route route = route(exchange.operation());
            assertThat(document.violations(route, exchange.answer())).as(exchange.toString()).isEmpty();
            checked.add(exchange.operation() + " " + exchange.answer().status());
        }

        TreeSet<String> operations = new TreeSet<>();
        api.function().routes().forEach(route -> operations.add(route.operation()));
        assertThat(checked).extracting(line -> line.substring(0, line.indexOf(' '))).containsAll(operations);
    }

    @Test
    void notices_an_answer_that_is_not_as_described() {
        ApiResponse wrong = Replies.json(200, Map.of("sub", 5, "tenant", "acme", "extra", true));

        assertThat(document.violations(route("me.get"), wrong)).hasSizeGreaterThan(2);
        assertThat(document.violations(route("me.get"), Replies.json(299, Map.of()))).isNotEmpty();
    }

    @Test
    void is_served_as_it_is() {
        ApiResponse served = api.anonymous().get("/openapi.yaml");

        assertThat(served.body()).isEqualTo(RestApiConfiguration.openApi());
        assertThat(served.headers()).containsEntry("Content-Type", "application/yaml");
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
                exchange("telemetry.ingestByToken", api.anonymous().withJson("{\"a\":1}").post(byToken)),
                exchange("telemetry.ingestByToken", api.anonymous().post("/api/v1/unknown/telemetry")),
                exchange("me.get", api.viewer().get("/v1/me")),
                exchange("health.get", api.anonymous().get("/healthz")),
                exchange("readiness.get", api.anonymous().get("/readyz")),
                exchange("openapi.get", api.anonymous().get("/openapi.yaml"))));
        all.addAll(adminExchanges());
        return all;
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
                exchange("audit.list", api.admin().get("/v1/audit")),
                exchange("device.delete", api.admin().with("If-Match", "*").delete("/v1/devices/pump-1"))));
        api.components.put("database", false);
        all.add(exchange("readiness.get", api.anonymous().get("/readyz")));
        return all;
    }

    private static Exchange exchange(String operation, ApiResponse answer) {
        return new Exchange(operation, answer);
    }

    private Route route(String operation) {
        @Nullable
        Route found = null;
        for (Route route : api.function().routes()) {
            if (route.operation().equals(operation)) {
                found = route;
            }
        }
        return Objects.requireNonNull(found, operation);
    }
}
