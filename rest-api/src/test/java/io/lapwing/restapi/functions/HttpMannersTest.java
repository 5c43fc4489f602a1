package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.RateLimits;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

import static io.lapwing.restapi.functions.Answers.at;
import static io.lapwing.restapi.functions.Answers.header;
import static io.lapwing.restapi.functions.Answers.list;
import static io.lapwing.restapi.functions.Answers.text;
import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class HttpMannersTest {
    private final Api api = new Api();

    @Test
    void knows_no_other_paths() {
        assertThat(List.of("/v1", "/v1/devices/", "/v1/devices/a/b", "/v2/devices", "/v1/devices/%ZZ",
                "/v1/devices/%2e%2e")).allSatisfy(path -> {
                    ApiResponse answer = api.admin().get(path);
                    assertThat(answer.status()).as(path).isEqualTo(404);
                    assertThat(text(answer, "traceId")).hasSize(32);
                });
    }

    @Test
    void says_which_methods_a_path_has() {
        ApiResponse refused = api.admin().send("PUT", "/v1/devices/pump-1");

        assertThat(refused.status()).isEqualTo(405);
        assertThat(header(refused, "Allow")).isEqualTo("DELETE, GET, HEAD, OPTIONS, PATCH");
        assertThat(header(api.admin().get("/v1/quarantine/Q-1:replay"), "Allow")).isEqualTo("OPTIONS, POST");
        ApiResponse options = api.anonymous().send("OPTIONS", "/v1/devices");
        assertThat(options.status()).isEqualTo(204);
        assertThat(header(options, "Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
    }

    @Test
    void answers_head_as_get_without_the_body() {
        Api unlimited = new Api(UnaryOperator.identity(), RateLimits.NONE);
        unlimited.register(aDevice().build());

        ApiResponse head = unlimited.viewer().send("HEAD", "/v1/devices/pump-1");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.headers()).isEqualTo(unlimited.viewer().get("/v1/devices/pump-1").headers());
        assertThat(head.bodyText()).isEmpty();
        assertThat(list(unlimited.admin().get("/v1/audit"), "items")).isEmpty();
    }

    @Test
    void reads_a_percent_encoded_id() {
        api.register(aDevice().withId("a:b").build());

        assertThat(text(api.viewer().get("/v1/devices/a%3Ab"), "id")).isEqualTo("a:b");
        assertThat(text(api.viewer().get("/v1/devices/a:b"), "id")).isEqualTo("a:b");
    }

    @Test
    void says_where_a_body_is_malformed_but_not_what_it_holds() {
        ApiResponse refused = api.admin().withJson("{\n  \"id\": secret-1}").post("/v1/devices");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(text(refused, "code")).isEqualTo("MALFORMED_JSON");
        assertThat(text(refused, "detail")).startsWith("line 2, column ");
        assertThat(refused.bodyText()).doesNotContain("secret");
    }

    @Test
    void refuses_bodies_that_are_no_json_object() {
        assertThat(List.of("", "[]", "null", "{} {}", "{\"id\":\"a\",\"id\":\"b\"}", "[".repeat(5000), "\ufeff{}",
                "{\"\\ud800\":1}"))
                .allSatisfy(body -> assertThat(api.admin().withJson(body).post("/v1/devices").status())
                        .isEqualTo(400));
        assertThat(api.admin().withBody("application/json", new byte[]{'{', (byte) 0xff, '}'}).post("/v1/devices")
                .status()).isEqualTo(400);
    }

    /// PostgreSQL, for one, knows no NUL, and fails on it.
    @Test
    void looks_for_no_text_that_no_store_can_hold() {
        assertThat(List.of("/v1/devices?q=%00", "/v1/devices?type=a%00", "/v1/devices?site=%00", "/v1/alerts?site=%00"))
                .allSatisfy(path -> {
                    ApiResponse refused = api.viewer().get(path);
                    assertThat(refused.status()).as(path).isEqualTo(400);
                    assertThat(text(refused, "errors", 0, "message"))
                            .isEqualTo("must be a text without NUL characters");
                });
    }

    @Test
    void takes_a_mebibyte_and_no_more() {
        String padding = " ".repeat((1 << 20) - 2);

        assertThat(api.admin().withJson("{}" + padding).post("/v1/devices").status()).isEqualTo(400);
        assertThat(api.admin().withJson("{}" + padding + " ").post("/v1/devices").status()).isEqualTo(413);
    }

    @Test
    void speaks_only_json() {
        byte[] form = "id=pump-1".getBytes(UTF_8);

        assertThat(api.admin().withBody("application/x-www-form-urlencoded", form).post("/v1/devices").status())
                .isEqualTo(415);
        assertThat(api.viewer().with("Accept", "text/html").get("/v1/devices").status()).isEqualTo(406);
        assertThat(api.viewer().with("Accept", "application/json;q=0").get("/v1/devices").status()).isEqualTo(406);
        assertThat(api.viewer().with("Accept", "text/html, */*;q=0.1").get("/v1/devices").status()).isEqualTo(200);
    }

    @Test
    void sends_security_headers_with_every_answer() {
        assertThat(List.of(api.viewer().get("/v1/devices"), api.anonymous().get("/v1/devices"),
                api.anonymous().get("/nowhere"), api.anonymous().send("OPTIONS", "/v1/devices")))
                .allSatisfy(answer -> assertThat(answer.headers())
                        .containsEntry("X-Content-Type-Options", "nosniff")
                        .containsEntry("Cache-Control", "no-store")
                        .containsEntry("Referrer-Policy", "no-referrer")
                        .containsKey("Content-Security-Policy"));
    }

    @Test
    void gives_each_problem_a_trace_of_its_own_where_none_is_continued() {
        String first = text(api.admin().get("/nowhere"), "traceId");
        String second = text(api.admin().with("traceparent", "nonsense").get("/nowhere"), "traceId");

        assertThat(first).matches("[0-9a-f]{32}").isNotEqualTo(second);
    }

    @Test
    void asks_to_come_back_while_the_store_is_out_of_reach() {
        Api broken = new Api(ports -> new ApiPorts(ports.registry(), ports.credentials(), ports.telemetry(), _ -> {
            throw new StoreUnavailable("TelemetryIngestion.ingest", "acme/pump-1", new IOException("secret host"));
        }, ports.quarantine(), ports.idempotency(), ports.audit(), ports.readiness(),
                ports.commands(), ports.shadows(), ports.rules(), ports.alerts(), ports.members(), ports.limiter(),
                ports.tickets(), ports.links(), ports.files(), ports.chat()));
        broken.register(aDevice().build());
        RequestBuilder request = broken.operator().with("Idempotency-Key", "k").withJson("{\"a\":1}");

        for (int attempt = 0; attempt < 2; attempt++) {
            ApiResponse refused = request.post("/v1/devices/pump-1/telemetry");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(header(refused, "Retry-After")).isEqualTo("2");
            assertThat(refused.bodyText()).doesNotContain("secret");
        }
    }

    @Test
    void says_which_parts_are_not_ready() {
        assertThat(at(api.anonymous().get("/readyz"), "components", "broker")).isEqualTo(true);
        api.components.put("broker", false);

        ApiResponse notReady = api.anonymous().get("/readyz");

        assertThat(notReady.status()).isEqualTo(503);
        assertThat(text(notReady, "detail")).isEqualTo("Not ready: broker.");
        assertThat(at(notReady, "components", "database")).isEqualTo(true);
        assertThat(api.anonymous().get("/healthz").bodyText()).isEqualTo("{\"status\":\"up\"}");
    }

    @Test
    void audits_every_write_and_no_read() {
        String path = "/v1/devices/pump-1";
        api.admin().withJson("{\"id\":\"pump-1\",\"name\":\"P\",\"type\":\"t\"}").post("/v1/devices");
        api.admin().post(path + "/credentials");
        api.admin().get(path);
        api.operator().withJson("{\"a\":1}").post(path + "/telemetry");
        api.admin().with("If-Match", "*").withJson("{\"name\":\"Q\"}").patch(path);
        api.admin().with("If-Match", "*").delete(path);

        ApiResponse audit = api.admin().get("/v1/audit");

        assertThat(Answers.column(audit, "action")).containsExactlyInAnyOrder("device.create",
                "device.rotateCredentials", "device.update", "device.delete");
        assertThat(Answers.column(audit, "actor")).containsOnly("user:alice");
    }

    @Test
    void names_in_the_audit_trail_what_was_done_to_which_rule_and_alert() {
        String rule = "{\"id\":\"hot\",\"name\":\"H\",\"severity\":\"info\",\"condition\":{\"kind\":\"offline\",\"afterSeconds\":5}}";
        api.register(aDevice().build());
        api.measure("pump-1", T0, 81);
        api.admin().withJson(rule).post("/v1/rules");
        api.admin().with("If-Match", "*").withJson(rule.replace("5", "6")).put("/v1/rules/hot");
        api.admin().with("If-Match", "*").delete("/v1/rules/hot");
        api.operator().post("/v1/alerts/A-1:acknowledge");
        api.operator().withJson("{\"until\":\"2026-01-02T00:00:00Z\"}").post("/v1/alerts/A-1:silence");
        api.operator().post("/v1/alerts/A-1:unsilence");
        api.viewer().post("/v1/alerts/A-1:acknowledge");

        ApiResponse audit = api.admin().get("/v1/audit");

        assertThat(Answers.column(audit, "action")).containsExactlyInAnyOrder("rule.create", "rule.update",
                "rule.delete", "alert.acknowledge", "alert.silence", "alert.unsilence", "alert.acknowledge");
        assertThat(Answers.column(audit, "target")).containsExactlyInAnyOrder("/v1/rules", "/v1/rules/hot",
                "/v1/rules/hot", "/v1/alerts/A-1:acknowledge", "/v1/alerts/A-1:silence", "/v1/alerts/A-1:unsilence",
                "/v1/alerts/A-1:acknowledge");
        assertThat(Answers.column(audit, "result")).containsOnlyOnce("REFUSED").contains("DONE");
    }
}
