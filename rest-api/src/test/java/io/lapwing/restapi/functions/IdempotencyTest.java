package io.lapwing.restapi.functions;

import io.lapwing.sharedmodel.fixtures.Racing;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.port.IdempotencyStore;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import static io.lapwing.restapi.functions.Answers.column;
import static io.lapwing.restapi.functions.Answers.header;
import static io.lapwing.restapi.functions.Answers.list;
import static io.lapwing.restapi.functions.Answers.text;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static org.assertj.core.api.Assertions.assertThat;

class IdempotencyTest {
    private static final String KEY = "Idempotency-Key";

    private final Api api = new Api();

    @Test
    void answers_a_repeated_request_with_the_first_reply_credentials_included() {
        ApiResponse first = create("k-1", "pump-1");
        api.clock.advance(Duration.ofMinutes(50));
        ApiResponse again = create("k-1", "pump-1");

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.headers()).doesNotContainKey("Idempotency-Replayed");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.bodyText()).isEqualTo(first.bodyText());
        assertThat(again.headers()).containsAllEntriesOf(withoutLimits(first.headers())).containsEntry(
                "Idempotency-Replayed",
                "true");
        assertThat(list(api.admin().get("/v1/audit"), "items")).hasSize(1);
    }

    /// What is left to a user is told with every answer anew.
    private static Map<String, String> withoutLimits(Map<String, String> headers) {
        Map<String, String> others = new LinkedHashMap<>(headers);
        others.remove("RateLimit");
        return others;
    }

    @Test
    void lets_fifty_parallel_requests_register_one_device() {
        List<ApiResponse> answers = Racing.race(50, _ -> create("k-1", "pump-1"));

        assertThat(answers).extracting(ApiResponse::status).isSubsetOf(201, 409).contains(201);
        assertThat(answers).filteredOn(answer -> answer.status() == 201).extracting(ApiResponse::bodyText)
                .containsOnly(create("k-1", "pump-1").bodyText());
        assertThat(column(api.viewer().get("/v1/devices"), "id")).containsExactly("pump-1");
    }

    @Test
    void asks_to_come_back_while_the_request_is_being_worked_on() {
        AtomicReference<ApiResponse> meanwhile = new AtomicReference<>();
        AtomicReference<Supplier<ApiResponse>> request = new AtomicReference<>(meanwhile::get);
        Api slow = new Api(ports -> new ApiPorts(ports.registry(), ports.credentials(), ports.telemetry(), message -> {
            meanwhile.set(request.get().get());
            return ports.ingestion().ingest(message);
        }, ports.quarantine(), ports.idempotency(), ports.audit(), ports.readiness(), ports.commands(),
                ports.shadows(), ports.rules(), ports.alerts(), ports.members(), ports.limiter(), ports.tickets(),
                ports.links(), ports.files(), ports.chat()));
        slow.register(aDevice().build());
        request.set(() -> slow.operator().with(KEY, "k-1").withJson("{\"a\":1}")
                .post("/v1/devices/pump-1/telemetry"));

        ApiResponse answer = request.get().get();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(text(meanwhile.get(), "code")).isEqualTo("REQUEST_RUNNING");
        assertThat(meanwhile.get().headers()).containsEntry("Retry-After", "1");
        assertThat(request.get().get().headers()).containsEntry("Idempotency-Replayed", "true");
    }

    @Test
    void refuses_a_key_that_stands_for_another_request() {
        create("k-1", "pump-1");

        ApiResponse refused = create("k-1", "pump-2");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(text(refused, "code")).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(column(api.viewer().get("/v1/devices"), "id")).containsExactly("pump-1");
    }

    @Test
    void keeps_the_keys_of_users_tenants_and_paths_apart() {
        create("k-1", "pump-1");
        String path = "/v1/devices/pump-1/credentials";
        RequestBuilder bob = api.anonymous()
                .withToken(new TokenBuilder().withClaim("sub", "bob").withRoles("admin").rs256());
        RequestBuilder other = api.anonymous().withToken(new TokenBuilder().of("other").withRoles("admin").rs256());

        assertThat(bob.with(KEY, "k-1").withJson(device("pump-2")).post("/v1/devices").status()).isEqualTo(201);
        assertThat(other.with(KEY, "k-1").withJson(device("pump-3")).post("/v1/devices").status()).isEqualTo(201);
        assertThat(api.admin().with(KEY, "k-1").post(path).status()).isEqualTo(200);
    }

    @Test
    void leaves_the_key_free_after_a_refusal() {
        assertThat(create("k-1", "a/b").status()).isEqualTo(400);
        assertThat(create("k-1", "pump-1").status()).isEqualTo(201);
    }

    @Test
    void refuses_keys_that_are_none() {
        assertThat(List.of("", "with space", "ü", "x".repeat(256))).allSatisfy(
                key -> assertThat(text(create(key, "pump-1"), "code")).isEqualTo("INVALID_IDEMPOTENCY_KEY"));
    }

    @Test
    void never_lets_an_access_token_lie_in_the_store_in_the_clear() {
        List<IdempotencyStore.Reply> kept = new ArrayList<>();
        Api watched = new Api(ports -> new ApiPorts(ports.registry(), ports.credentials(), ports.telemetry(),
                ports.ingestion(), ports.quarantine(), new WatchedStore(ports.idempotency(), kept), ports.audit(),
                ports.readiness(), ports.commands(), ports.shadows(), ports.rules(), ports.alerts(), ports.members(),
                ports.limiter(), ports.tickets(), ports.links(), ports.files(), ports.chat()));

        ApiResponse created = watched.admin().with(KEY, "k-1").withJson(device("pump-1")).post("/v1/devices");

        assertThat(kept).hasSize(1);
        assertThat(kept.getFirst().body()).doesNotContain(text(created, "credentials", "password"))
                .doesNotContain("pump-1");
    }

    @Test
    void repeats_nothing_after_a_day() {
        create("k-1", "pump-1");
        api.clock.advance(Duration.ofHours(25));
        String token = new TokenBuilder().withRoles("admin").expiresAt(Instant.parse("2026-01-03T00:00:00Z")).rs256();

        ApiResponse late = api.anonymous().withToken(token).with(KEY, "k-1").withJson(device("pump-1"))
                .post("/v1/devices");

        assertThat(late.status()).isEqualTo(409);
        assertThat(header(late, "Content-Type")).isEqualTo("application/problem+json");
    }

    private ApiResponse create(String key, String id) {
        return api.admin().with(KEY, key).withJson(device(id)).post("/v1/devices");
    }

    private static String device(String id) {
        return "{\"id\":\"" + id + "\",\"name\":\"Pump\",\"type\":\"pump\"}";
    }

    /// A store that shows what is kept in it.
    private record WatchedStore(IdempotencyStore store, List<Reply> kept) implements IdempotencyStore {
        @Override
        public Claim claim(ClaimKey key, String fingerprint, Instant now, Duration lease) {
            return store.claim(key, fingerprint, now, lease);
        }

        @Override
        public void finish(ClaimKey key, String token, Reply reply) {
            kept.add(reply);
            store.finish(key, token, reply);
        }

        @Override
        public void abandon(ClaimKey key, String token) {
            store.abandon(key, token);
        }
    }
}
