package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.RateFields;
import io.lapwing.restapi.domain.RateLimits;
import io.lapwing.sharedmodel.fixtures.Racing;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.limit.RateLimit;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static io.lapwing.restapi.functions.Answers.column;
import static io.lapwing.restapi.functions.Answers.header;
import static io.lapwing.restapi.functions.Answers.text;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RateLimitingTest {
    private static final RateLimits TEN_AND_THIRTY = new RateLimits(new RateLimit(10, Duration.ofSeconds(20)),
            new RateLimit(30, Duration.ofSeconds(60)));

    private final Api api = new Api(UnaryOperator.identity(), TEN_AND_THIRTY);

    private RequestBuilder as(String sub, String tenant) {
        return api.anonymous()
                .withToken(new TokenBuilder().of(tenant).withClaim("sub", sub).withRoles("admin").rs256());
    }

    private List<ApiResponse> ask(int times, RequestBuilder who) {
        return Stream.generate(() -> who.get("/v1/me")).limit(times).toList();
    }

    private static long refused(List<ApiResponse> answers) {
        return answers.stream().filter(answer -> answer.status() == 429).count();
    }

    @Test
    void refuses_a_burst_and_says_when_to_come_back() {
        List<ApiResponse> answers = ask(12, as("alice", "acme"));

        assertThat(answers).extracting(ApiResponse::status).containsExactly(200, 200, 200, 200, 200, 200, 200, 200,
                200, 200, 429, 429);
        ApiResponse refused = answers.getLast();
        assertThat(text(refused, "code")).isEqualTo("RATE_LIMITED");
        assertThat(text(refused, "detail")).isEqualTo("The user may ask 10 times in 20 seconds.");
        assertThat(header(refused, "Retry-After")).isEqualTo("2");
        assertThat(header(refused, "RateLimit")).isEqualTo("\"user\";r=0;t=20");
        api.clock.advance(Duration.ofSeconds(2));
        assertThat(refused(ask(2, as("alice", "acme")))).isEqualTo(1);
    }

    @Test
    void says_with_every_answer_to_a_good_token_what_is_left() {
        api.register(aDevice().build());
        RequestBuilder alice = as("alice", "acme");
        List<ApiResponse> answers = List.of(alice.get("/v1/me"), alice.get("/v1/devices/absent"),
                api.viewer().get("/v1/audit"), alice.get("/v1/devices?limit=0"),
                alice.with("Accept", "text/html").get("/v1/me"), api.admin().delete("/v1/devices/pump-1"));

        assertThat(answers).extracting(ApiResponse::status).containsExactly(200, 404, 403, 400, 406, 428);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.headers()).containsEntry("RateLimit-Policy",
                "\"user\";q=10;w=20, \"tenant\";q=30;w=60"));
        assertThat(answers).extracting(answer -> header(answer, "RateLimit")).startsWith(
                "\"user\";r=9;t=2, \"tenant\";r=29;t=2", "\"user\";r=8;t=4, \"tenant\";r=28;t=4");
        assertThat(List.of(api.anonymous().get("/v1/me"), api.anonymous().get("/healthz"),
                api.anonymous().get("/nowhere"))).allSatisfy(
                        answer -> assertThat(answer.headers()).doesNotContainKeys("RateLimit", "RateLimit-Policy"));
    }

    @Test
    void keeps_the_users_of_a_tenant_together_within_its_limit_and_tenants_apart() {
        long refused = refused(ask(10, as("a", "acme"))) + refused(ask(10, as("b", "acme")))
                + refused(ask(10, as("c", "acme")));
        assertThat(refused).isZero();

        ApiResponse fourth = as("d", "acme").get("/v1/me");

        assertThat(fourth.status()).isEqualTo(429);
        assertThat(text(fourth, "detail")).isEqualTo("The tenant may ask 30 times in 60 seconds.");
        assertThat(as("a", "other").get("/v1/me").status()).isEqualTo(200);
    }

    @Test
    void lets_nobody_who_asks_too_often_use_up_what_his_tenant_has() {
        ask(200, as("alice", "acme"));

        assertThat(refused(ask(10, as("bob", "acme")))).isZero();
    }

    @Test
    void audits_refusals_once_a_minute_for_each_caller() {
        Api patient = new Api(UnaryOperator.identity(), new RateLimits(new RateLimit(5, Duration.ofHours(1)), null));
        for (int i = 0; i < 50; i++) {
            patient.viewer().get("/v1/me");
        }
        patient.clock.advance(Duration.ofSeconds(61));
        for (int i = 0; i < 50; i++) {
            patient.viewer().get("/v1/me");
        }

        ApiResponse audit = patient.anonymous()
                .withToken(new TokenBuilder().withClaim("sub", "auditor").withRoles("admin").rs256()).get("/v1/audit");

        assertThat(column(audit, "action")).containsExactly("me.get", "me.get");
        assertThat(column(audit, "actor")).containsOnly("user:alice");
        assertThat(column(audit, "result")).containsOnly("REFUSED");
        assertThat(column(audit, "detail").toString()).contains("5 requests in 3600 s", "192.0.2.7");
    }

    @Test
    void grants_to_many_at_once_no_more_than_the_limit() {
        List<ApiResponse> answers = Racing.race(40, _ -> as("alice", "acme").get("/v1/me"));

        assertThat(refused(answers)).isEqualTo(30);
    }

    @Test
    void limits_nobody_where_nothing_is_limited_or_the_counts_are_out_of_reach() {
        Api unlimited = new Api(UnaryOperator.identity(), RateLimits.NONE);
        assertThat(unlimited.viewer().get("/v1/me").headers()).doesNotContainKeys("RateLimit", "RateLimit-Policy");

        Api blind = new Api(ports -> new ApiPorts(ports.registry(), ports.credentials(), ports.telemetry(),
                ports.ingestion(), ports.quarantine(), ports.idempotency(), ports.audit(), ports.readiness(),
                ports.commands(), ports.shadows(), ports.rules(), ports.alerts(), ports.members(), (_, _) -> {
                    throw new StoreUnavailable("RateLimiter.take", "acme", new IOException("gone"));
                }, ports.tickets(), ports.links(), ports.files(), ports.chat()), TEN_AND_THIRTY);

        assertThat(Stream.generate(() -> blind.viewer().get("/v1/me").status()).limit(20)).containsOnly(200);
    }

    @Test
    void reads_limits_and_rounds_times_up() {
        assertThat(RateLimits.limit("none")).isNull();
        assertThat(RateLimits.limit("7/60")).isEqualTo(new RateLimit(7, Duration.ofSeconds(60)));
        assertThatIllegalArgumentException().isThrownBy(() -> RateLimits.limit("fast"));
        assertThat(RateFields.seconds(Duration.ofNanos(1))).isEqualTo(1);
        assertThat(RateFields.seconds(Duration.ofSeconds(1))).isEqualTo(1);
        assertThat(RateFields.seconds(Duration.ZERO)).isZero();
    }
}
