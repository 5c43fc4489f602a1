package io.lapwing.restapi.functions;

import io.lapwing.sharedmodel.alert.RuleId;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.Event;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.event.RuleEvent.RuleChanged;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.port.RuleStore;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.lapwing.restapi.functions.Answers.at;
import static io.lapwing.restapi.functions.Answers.column;
import static io.lapwing.restapi.functions.Answers.golden;
import static io.lapwing.restapi.functions.Answers.header;
import static io.lapwing.restapi.functions.Answers.shape;
import static io.lapwing.restapi.functions.Answers.text;
import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aRule;
import static org.assertj.core.api.Assertions.assertThat;

class RuleResourceTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final String PATH = "/v1/rules/too-warm";
    private static final String RULE = """
            {"id":"too-warm","name":"Too warm","condition":%s,"severity":"critical"}""";
    private static final String ABOVE_80 = """
            {"kind":"threshold","metric":"temperature","op":">","raise":80}""";

    private final Api api = new Api();

    @Test
    void makes_a_rule_with_everything_that_one_can_have() {
        ApiResponse created = api.admin().withJson("""
                {"id":"too-warm","name":"Too warm",
                 "selector":{"deviceIds":["b","a"],"types":["cold-store"],"sites":["north"],"labels":{"line":"2"}},
                 "condition":{"kind":"threshold","metric":"temperature","op":">=","raise":80.5,"clear":75,
                              "forSeconds":600,"maxGapSeconds":120},
                 "severity":"critical","enabled":false}""").post("/v1/rules");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.headers()).containsEntry("Location", PATH).containsEntry("ETag", "\"1\"");
        assertThat(shape(created)).isEqualTo(golden("rule.json"));
        assertThat(shape(api.viewer().get(PATH))).isEqualTo(golden("rule.json"));
    }

    @Test
    void fills_in_what_a_rule_does_not_say() {
        create(ABOVE_80);

        assertThat(shape(api.viewer().get(PATH))).isEqualTo(golden("plain-rule.json"));
    }

    @Test
    void takes_every_kind_of_condition() {
        assertThat(List.of("{\"kind\":\"stale\",\"afterSeconds\":300}",
                "{\"kind\":\"stale\",\"metric\":\"t\",\"afterSeconds\":1}",
                "{\"kind\":\"offline\",\"afterSeconds\":0}", ABOVE_80)).allSatisfy(condition -> {
                    api.admin().with("If-Match", "*").delete(PATH);
                    assertThat(create(condition).status()).as(condition).isEqualTo(201);
                });
    }

    @Test
    void names_every_wrong_field_at_once() {
        ApiResponse refused = api.admin().withJson(
                """
                        {"id":"a/b","name":"","colour":"red","enabled":"yes",
                         "selector":{"deviceIds":["a/+"],"types":"pump","labels":{"a":null},"area":"b"},
                         "condition":{"kind":"threshold","metric":"","op":"=","raise":"80","forSeconds":-1,"afterSeconds":5}}""")
                .with("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01").post("/v1/rules");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(shape(refused)).isEqualTo(golden("rule-problem.json"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{\"kind\":\"threshold\",\"metric\":\"t\",\"op\":\">\",\"raise\":80,\"clear\":80.5}|condition.clear",
            "{\"kind\":\"threshold\",\"metric\":\"t\",\"op\":\"<=\",\"raise\":5,\"clear\":5}|condition.clear",
            "{\"kind\":\"threshold\",\"metric\":\"t\",\"op\":\">\",\"raise\":1e999}|condition.raise",
            "{\"kind\":\"threshold\",\"metric\":\"t\",\"op\":\">\"}|condition.raise",
            "{\"kind\":\"threshold\",\"metric\":\"t\",\"op\":\">\",\"raise\":1,\"maxGapSeconds\":0}|condition.maxGapSeconds",
            "{\"kind\":\"stale\"}|condition.afterSeconds",
            "{\"kind\":\"stale\",\"afterSeconds\":0}|condition.afterSeconds",
            "{\"kind\":\"stale\",\"afterSeconds\":1.5}|condition.afterSeconds",
            "{\"kind\":\"offline\",\"afterSeconds\":31622401}|condition.afterSeconds",
            "{\"kind\":\"offline\",\"afterSeconds\":5,\"metric\":\"t\"}|condition.metric",
            "{\"kind\":\"late\",\"afterSeconds\":5}|condition.kind", "{}|condition.kind", "null|condition",
            "{\"kind\":\"threshold\",\"metric\":\"t\",\"op\":\">\",\"raise\":1,\"forSeconds\":60000000}|condition.forSeconds"})
    void refuses_conditions_that_cannot_be_watched(String condition, String field) {
        ApiResponse refused = create(condition);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(Answers.list(refused, "errors")).hasSize(1);
        assertThat(text(refused, "errors", 0, "field")).isEqualTo(field);
    }

    @Test
    void finds_an_id_for_a_rule_that_has_none() {
        String body = "{\"name\":\"Kühlhaus: zu warm!\",\"severity\":\"info\",\"condition\":" + ABOVE_80 + "}";

        String first = text(api.admin().withJson(body).post("/v1/rules"), "id");
        String second = text(api.admin().withJson(body).post("/v1/rules"), "id");

        assertThat(first).matches("kuhlhaus-zu-warm-[0-9a-f]{8}").isNotEqualTo(second);
        assertThat(text(api.viewer().get("/v1/rules/" + first), "id")).isEqualTo(first);
        assertThat(text(api.admin().withJson(body.replace("Kühlhaus: zu warm!", "温度")).post("/v1/rules"), "id"))
                .startsWith("rule-");
    }

    @Test
    void makes_no_second_rule_where_the_reply_to_the_first_was_lost() {
        String body = "{\"name\":\"Hot\",\"severity\":\"info\",\"condition\":" + ABOVE_80 + "}";
        ApiResponse lost = api.admin().with("Idempotency-Key", "k").withJson(body).post("/v1/rules");
        Api restarted = new Api(ports -> new ApiPorts(ports.registry(), ports.credentials(), ports.telemetry(),
                ports.ingestion(), ports.quarantine(), ports.idempotency(), ports.audit(), ports.readiness(),
                ports.commands(), ports.shadows(), api.stores.rules(), ports.alerts(), ports.members(),
                ports.limiter(), ports.tickets(), ports.links(), ports.files(), ports.chat()));

        ApiResponse again = restarted.admin().with("Idempotency-Key", "k").withJson(body).post("/v1/rules");

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(lost.body());
        assertThat(header(again, "ETag")).isEqualTo(header(lost, "ETag"));
        assertThat(restarted.admin().with("Idempotency-Key", "k").withJson(body.replace("info", "warning"))
                .post("/v1/rules").status()).isEqualTo(422);
        assertThat(column(api.viewer().get("/v1/rules"), "id")).hasSize(1);
    }

    @Test
    void refuses_an_id_that_is_taken() {
        create(ABOVE_80);

        assertThat(text(create(ABOVE_80), "code")).isEqualTo("ALREADY_EXISTS");
    }

    @Test
    void refuses_more_rules_than_a_tenant_can_have() {
        for (int i = 0; i < RuleStore.MAX_RULES; i++) {
            api.stores.rules().save(aRule().withId("r-" + i).build(), List.of());
        }

        ApiResponse refused = create(ABOVE_80);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(text(refused, "code")).isEqualTo("TOO_MANY_RULES");
    }

    @Test
    void replaces_a_rule_with_the_version_that_was_read() {
        ApiResponse created = create(ABOVE_80);
        String tag = header(created, "ETag");
        String changed = created.bodyText().replace("80", "90");
        api.clock.advance(Duration.ofSeconds(5));

        assertThat(api.admin().withJson(changed).put(PATH).status()).isEqualTo(428);
        ApiResponse replaced = api.admin().with("If-Match", tag).withJson(changed).put(PATH);

        assertThat(replaced.status()).isEqualTo(200);
        assertThat(at(replaced, "condition", "raise")).isEqualTo(90L);
        assertThat(text(replaced, "createdAt")).isEqualTo("2026-01-01T00:00:00.000Z");
        assertThat(text(replaced, "updatedAt")).isEqualTo("2026-01-01T00:00:05.000Z");
        assertThat(replaced.headers()).containsEntry("ETag", "\"2\"");
        assertThat(api.admin().with("If-Match", tag).withJson(changed).put(PATH).status()).isEqualTo(412);
        assertThat(api.admin().with("If-Match", tag).delete(PATH).status()).isEqualTo(412);
    }

    @Test
    void changes_nothing_where_the_rule_is_the_same() {
        ApiResponse created = create(ABOVE_80);

        ApiResponse same = api.admin().with("If-Match", "*").withJson(created.bodyText()).put(PATH);

        assertThat(same.status()).isEqualTo(200);
        assertThat(same.bodyText()).isEqualTo(created.bodyText());
        assertThat(header(same, "ETag")).isEqualTo(header(created, "ETag"));
        assertThat(events()).hasSize(1);
    }

    @Test
    void refuses_to_replace_a_rule_by_what_is_none_or_by_another() {
        create(ABOVE_80);

        assertThat(api.admin().with("If-Match", "*").withJson("{\"name\":\"X\"}").put(PATH).status()).isEqualTo(400);
        ApiResponse other = api.admin().with("If-Match", "*").withJson(RULE.formatted(ABOVE_80).replace(
                "\"too-warm\"", "\"other\"")).put(PATH);
        assertThat(text(other, "errors", 0, "field")).isEqualTo("id");
        assertThat(api.admin().with("If-Match", "*").withJson(RULE.formatted(ABOVE_80)).put("/v1/rules/absent")
                .status()).isEqualTo(404);
    }

    @Test
    void tells_of_every_change_so_that_alerts_follow() {
        create(ABOVE_80);
        api.admin().with("If-Match", "*").withJson(RULE.formatted(ABOVE_80.replace("80", "90"))).put(PATH);
        api.admin().with("If-Match", "*").delete(PATH);
        create(ABOVE_80);

        RuleId id = new RuleId("too-warm");
        assertThat(events()).containsExactly(new RuleChanged(ACME, id, 1, 0, null),
                new RuleChanged(ACME, id, 2, 0, null), new RuleChanged(ACME, id, 3, 0, null),
                new RuleChanged(ACME, id, 4, 0, null));
        assertThat(api.stores.outboxOf(ACME)).extracting(RecordedEvent::at).containsOnly(T0);
    }

    private List<Event> events() {
        return api.stores.outboxOf(ACME).stream().map(RecordedEvent::event).toList();
    }

    @Test
    void deletes_a_rule() {
        create(ABOVE_80);

        assertThat(api.admin().delete(PATH).status()).isEqualTo(428);
        assertThat(api.admin().with("If-Match", "\"1\"").delete(PATH).status()).isEqualTo(204);
        assertThat(api.viewer().get(PATH).status()).isEqualTo(404);
        assertThat(api.viewer().get("/v1/rules/no%20id").status()).isEqualTo(404);
    }

    @Test
    void lists_rules_in_pages_and_knows_what_the_client_has() {
        for (String id : List.of("c", "a", "b")) {
            api.stores.rules().save(aRule().withId(id).build(), List.of());
        }

        ApiResponse first = api.viewer().get("/v1/rules?limit=2");

        assertThat(column(first, "id")).containsExactly("a", "b");
        assertThat(column(api.viewer().get("/v1/rules?limit=2&cursor=" + text(first, "nextCursor")), "id"))
                .containsExactly("c");
        assertThat(api.viewer().with("If-None-Match", "\"1\"").get("/v1/rules/a").status()).isEqualTo(304);
    }

    private ApiResponse create(String condition) {
        return api.admin().withJson(RULE.formatted(condition)).post("/v1/rules");
    }
}
