package io.lapwing.local.app.wire;

import io.lapwing.local.app.LapwingProcess;
import io.lapwing.restapi.scenarios.Client;
import io.lapwing.restapi.scenarios.Client.Answer;
import io.lapwing.restapi.scenarios.TokenForge;
import io.lapwing.sharedmodel.fixtures.Eventually;
import io.lapwing.sharedmodel.fixtures.Racing;
import io.lapwing.sharedmodel.fixtures.TextServer;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/// Who gets at a process, and what many at once, or one that is killed, makes of a request.
class AccessWireIT {

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final String KEY = "Idempotency-Key";
    private static final String TENANT = "acme";

    @TempDir
    private Path folder = Path.of("");

    private LapwingProcess process() {
        return LapwingProcess.on(folder.resolve("data"));
    }

    private static Client client(LapwingProcess process) {
        return new Client(request -> RestWire.send(process, request), Map.of());
    }

    private static Client admin(LapwingProcess process) {
        return client(process).withToken(RestWire.forge(process).token(TENANT, "alice", "admin"));
    }

    private static String rule(int number) {
        return "{\"name\":\"Rule %d\",\"severity\":\"info\",\"condition\":{\"kind\":\"offline\","
                .formatted(number) + "\"afterSeconds\":60}}";
    }

    @Test
    void answers_a_user_only_so_often() {
        try (LapwingProcess process = process().with("--rate-limit", "20/3600").start()) {
            client(process).withToken(RestWire.forge(process).token(TENANT, "bob", "viewer")).assertLimited(20);

            Answer audit = admin(process).get("/v1/audit");
            assertThat(audit.column("actor")).containsExactly("user:bob");
            assertThat(audit.body()).contains("20 requests in 3600 s");
        }
    }

    @Test
    void makes_one_resource_of_fifty_parallel_requests_with_one_key() {
        try (LapwingProcess process = process().start()) {
            Client admin = admin(process).with(KEY, "k-1");

            List<Answer> answers = Racing.race(50, _ -> admin.post("/v1/rules", rule(1)));

            assertThat(answers).extracting(Answer::status).isSubsetOf(201, 409).contains(201);
            assertThat(answers.stream().filter(answer -> answer.status() == 201).map(Answer::body).distinct())
                    .hasSize(1);
            assertThat(answers.stream().filter(answer -> answer.status() == 409).map(answer -> answer.field("code")))
                    .containsOnly("REQUEST_RUNNING");
            assertThat(admin(process).get("/v1/rules").column("id")).hasSize(1);
        }
    }

    @Test
    void has_one_effect_of_a_request_that_is_repeated_after_it_was_killed_in_between() {
        int requests = 40;
        try (LapwingProcess process = process().start();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Client admin = admin(process);
            AtomicInteger answered = new AtomicInteger();
            CompletableFuture<?>[] running = IntStream.range(0, requests).mapToObj(
                    i -> CompletableFuture.runAsync(() -> post(admin, i, answered), threads))
                    .toArray(CompletableFuture[]::new);
            Eventually.within(Duration.ofSeconds(30), () -> assertThat(answered.get()).isPositive());
            process.kill();
            CompletableFuture.allOf(running).join();
            process.start();

            // Who died holds his lease for a minute. One key is asked for at a time: all at once are too many requests.
            Client again = admin(process);
            IntStream.range(0, requests).forEach(i -> Eventually.within(LEASE.plusSeconds(60), () -> assertThat(
                    again.with(KEY, "k-" + i).post("/v1/rules", rule(i)).status()).isEqualTo(201)));

            assertThat(again.get("/v1/rules?limit=200").column("name")).doesNotHaveDuplicates().hasSize(requests);
        }
    }

    private static void post(Client admin, int number, AtomicInteger answered) {
        try {
            admin.with(KEY, "k-" + number).post("/v1/rules", rule(number));
            answered.incrementAndGet();
        } catch (UncheckedIOException e) {
            // It was killed meanwhile: that is what is tried here.
        }
    }

    @Test
    void believes_an_outside_issuer_through_a_change_of_keys_and_while_he_is_away() throws Exception {
        ECKey first = key("first");
        ECKey second = key("second");
        String name = "https://issuer.test";
        try (TextServer issuer = new TextServer();
                LapwingProcess process = process()
                        .withEnvironment("LAPWING_JWKS_URL", issuer.url() + "/jwks.json")
                        .withEnvironment("LAPWING_TOKEN_ISSUER", name)
                        .withEnvironment("LAPWING_TOKEN_AUDIENCE", "devices").start()) {
            issuer.answer(new JWKSet(first.toPublicJWK()).toString());
            Client client = client(process);
            String old = new TokenForge(first, name, "devices").token(TENANT, "alice", "viewer");
            assertThat(client.withToken(old).get("/v1/me").status()).isEqualTo(200);
            new TokenForge(first, name, "devices").bad(TENANT).forEach((kind, token) -> assertThat(
                    client.withToken(token).get("/v1/me").status()).as(kind).isEqualTo(401));
            assertThat(admin(process).get("/v1/me").status()).as("the local issuer").isEqualTo(200);
            assertThat(client.get("/local/sign-in").status()).isEqualTo(404);

            issuer.answer(new JWKSet(List.of(first.toPublicJWK(), second.toPublicJWK())).toString());
            String fresh = new TokenForge(second, name, "devices").token(TENANT, "alice", "viewer");
            Eventually.within(Duration.ofSeconds(60),
                    () -> assertThat(client.withToken(fresh).get("/v1/me").status()).isEqualTo(200));
            int asked = issuer.seen().size();
            String made = new TokenForge(key("made-up"), name, "devices").token(TENANT, "alice", "viewer");
            assertThat(Stream.generate(() -> client.withToken(made).get("/v1/me").status()).limit(30))
                    .containsOnly(401);
            assertThat(issuer.seen()).as("asked for keys that somebody made up").hasSizeLessThanOrEqualTo(asked + 2);

            issuer.stop();
            assertThat(client.withToken(old).get("/v1/me").status()).isEqualTo(200);
            assertThat(client.withToken(fresh).get("/v1/me").status()).isEqualTo(200);
        }
    }

    private static ECKey key(String id) throws JOSEException {
        return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    }

    @Test
    void signs_in_who_sits_at_this_machine() {
        try (LapwingProcess process = process().start()) {
            Client client = client(process);
            assertThat(client.get("/local/sign-in").body())
                    .isEqualTo("{\"roles\":[\"viewer\",\"operator\",\"admin\"],\"tenants\":[\"demo\"]}");

            Answer signedIn = client.post("/local/sign-in",
                    "{\"tenant\":\"acme\",\"role\":\"admin\",\"sub\":\"carol\"}");

            assertThat(signedIn.status()).as(signedIn.toString()).isEqualTo(200);
            Client carol = client.withToken(String.valueOf(signedIn.field("token")));
            assertThat(carol.get("/v1/me").body())
                    .isEqualTo("{\"sub\":\"carol\",\"tenant\":\"acme\",\"roles\":[\"admin\"]}");
            assertThat(carol.get("/v1/members").column("sub")).containsExactly("carol");
            assertThat(carol.get("/v1/audit").column("action")).containsExactly("local.signIn");
            assertThat(client.get("/local/sign-in").body()).contains("\"tenants\":[\"acme\"]");
            assertThat(process.send(process.request("/local/sign-in").header("Origin", "http://evil.test"))
                    .statusCode()).isEqualTo(403);
        }
    }
}
