package io.lapwing.restapi.scenarios;

import io.lapwing.restapi.scenarios.Client.Answer;
import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.ApiResponse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.lapwing.restapi.scenarios.Client.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

/// What a client of the REST interface can rely on, whatever platform it runs on: each runs this.
public abstract class RestScenarios {
    private static final String RULE = "{\"id\":\"hot\",\"name\":\"%s\",\"severity\":\"info\","
            + "\"condition\":{\"kind\":\"offline\",\"afterSeconds\":60}}";
    private static final String KEY = "Idempotency-Key";
    private static final int MANY = 1000;

    private String tenant = "";

    /// Sends a request, over whatever lies in between.
    protected abstract ApiResponse send(ApiRequest request);

    /// Makes tokens that this server believes.
    protected abstract TokenForge forge();

    @BeforeEach
    void beginWithATenantOfItsOwn() {
        tenant = "t-" + UUID.randomUUID().toString().substring(0, 8);
    }

    protected final Client anonymous() {
        return new Client(this::send, Map.of());
    }

    protected final Client as(String role) {
        return anonymous().withToken(forge().token(tenant, "alice", role));
    }

    private static String device(String id) {
        return "{\"id\":\"%s\",\"name\":\"Pump\",\"type\":\"pump\"}".formatted(id);
    }

    private void createPump() {
        assertThat(as("admin").post("/v1/devices", device("pump-1")).status()).isEqualTo(201);
    }

    @Test
    void believes_no_bad_token() {
        assertThat(as("viewer").get("/v1/me").status()).isEqualTo(200);

        forge().bad(tenant).forEach((name, token) -> {
            Answer refused = anonymous().withToken(token).get("/v1/me");
            assertThat(refused.status()).as(name).isEqualTo(401);
            assertThat(refused.header("WWW-Authenticate")).as(name).contains("invalid_token");
        });
        assertProblem(anonymous().get("/v1/me"), 401, "UNAUTHENTICATED");
    }

    static List<Operation> operations() {
        return Operation.all();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void lets_each_role_do_what_it_may(Operation operation) {
        assertThat(operation.by(anonymous()).status()).as("without a token").isEqualTo(401);
        assertThat(operation.by(anonymous().withToken(forge().expired(tenant))).status()).as("expired").isEqualTo(401);
        for (String role : List.of("viewer", "operator", "admin")) {
            Answer answer = operation.by(as(role));
            if (operation.isAllowed(role)) {
                // 501 is no fault: not every platform does everything.
                assertThat(answer.status()).as(role + " " + answer).isNotIn(401, 403)
                        .matches(status -> status < 500 || status == 501);
            } else {
                assertThat(answer.status()).as(role + " " + answer).isEqualTo(403);
            }
        }
    }

    @Test
    void hides_from_a_tenant_what_others_have() {
        createPump();
        assertThat(as("admin").post("/v1/rules", RULE.formatted("Hot")).status()).isEqualTo(201);
        Object command = as("operator").with(KEY, "k").post("/v1/devices/pump-1/commands", "{\"method\":\"stop\"}")
                .field("id");
        Client stranger = anonymous().withToken(forge().token("somebody-else", "alice", "admin")).with("If-Match",
                "*");

        for (String path : List.of("/v1/devices/pump-1", "/v1/devices/pump-1/telemetry",
                "/v1/devices/pump-1/telemetry/latest", "/v1/devices/pump-1/shadows/main",
                "/v1/devices/pump-1/commands", "/v1/commands/" + command, "/v1/rules/hot")) {
            assertProblem(stranger.get(path), 404, "NOT_FOUND");
        }
        assertProblem(stranger.send("DELETE", "/v1/devices/pump-1", null, new byte[0]), 404, "NOT_FOUND");
        assertProblem(stranger.send("PUT", "/v1/rules/hot", RULE.formatted("Theirs")), 404, "NOT_FOUND");
        assertProblem(stranger.post("/v1/commands/" + command + ":cancel", "{}"), 404, "NOT_FOUND");
        assertThat(stranger.get("/v1/devices").body()).doesNotContain("pump-1");
        assertThat(as("viewer").get("/v1/devices/pump-1").status()).isEqualTo(200);
    }

    @Test
    void gives_each_of_a_thousand_items_once_while_others_are_added() {
        String rows = IntStream.range(0, MANY).mapToObj("d-%04d,Device,test"::formatted).reduce("id,name,type",
                (a, b) -> a + "\n" + b);
        importAll(rows);
        List<String> seen = new ArrayList<>();
        String cursor = "";
        int added = 0;
        do {
            Answer page = as("viewer").get("/v1/devices?limit=50" + cursor);
            assertThat(page.status()).as(page.toString()).isEqualTo(200);
            seen.addAll(page.column("id"));
            // One before, one amid and one behind what was read, and so on.
            for (int i = 0; i < 5; i++, added++) {
                String id = "d-%04d-new".formatted((added * 379 + 5) % MANY);
                assertThat(as("admin").post("/v1/devices", device(id)).status()).isEqualTo(201);
            }
            Object next = page.optional("nextCursor");
            cursor = next == null ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());

        assertThat(added).isGreaterThanOrEqualTo(100);
        assertThat(seen).doesNotHaveDuplicates();
        assertThat(seen.stream().filter(id -> !id.endsWith("-new"))).hasSize(MANY);
    }

    /// A table that is sent again registers what there was no time for.
    private void importAll(String rows) {
        Answer imported;
        int times = 0;
        do {
            imported = as("admin").send("POST", "/v1/devices:import", "text/csv",
                    rows.getBytes(StandardCharsets.UTF_8));
            assertThat(imported.status()).as(imported.toString()).isEqualTo(200);
            times++;
        } while (times < 5 && imported.toString().contains("unavailable"));
        assertThat(imported.toString()).doesNotContain("unavailable");
    }

    @Test
    void takes_no_cursor_that_it_did_not_give_for_this_list() {
        for (int i = 0; i < 3; i++) {
            assertThat(as("admin").post("/v1/devices", device("pump-" + i)).status()).isEqualTo(201);
        }
        String good = String.valueOf(as("viewer").get("/v1/devices?limit=1").field("nextCursor"));
        assertThat(as("viewer").get("/v1/devices?limit=1&cursor=" + good).column("id")).containsExactly("pump-1");
        char last = good.charAt(good.length() - 1);
        Set<String> tampered = new HashSet<>(List.of("AAAA", "%20", good.substring(1),
                good.substring(0, good.length() - 1), good + "A", "A" + good,
                good.substring(0, good.length() - 1) + (last == 'A' ? 'B' : 'A')));

        for (String cursor : tampered) {
            assertProblem(as("viewer").get("/v1/devices?limit=1&cursor=" + cursor), 400, "INVALID_CURSOR");
        }
        assertProblem(as("viewer").get("/v1/devices?type=pump&cursor=" + good), 400, "INVALID_CURSOR");
        assertProblem(as("viewer").get("/v1/alerts?cursor=" + good), 400, "INVALID_CURSOR");
        assertProblem(anonymous().withToken(forge().token("somebody-else", "alice", "viewer"))
                .get("/v1/devices?limit=1&cursor=" + good), 400, "INVALID_CURSOR");
    }

    @Test
    void edits_only_what_was_read_last() {
        createPump();
        Answer made = as("admin").post("/v1/rules", RULE.formatted("Hot"));
        String old = made.header("ETag");
        Client admin = as("admin");

        assertProblem(admin.send("PUT", "/v1/rules/hot", RULE.formatted("A")), 428, "IF_MATCH_REQUIRED");
        assertThat(admin.with("If-Match", old).send("PUT", "/v1/rules/hot", RULE.formatted("A")).status())
                .isEqualTo(200);
        assertProblem(admin.with("If-Match", old).send("PUT", "/v1/rules/hot", RULE.formatted("B")), 412,
                "VERSION_STALE");
        for (String path : List.of("/v1/rules/hot", "/v1/devices/pump-1", "/v1/members/alice")) {
            assertProblem(admin.send("DELETE", path, null, new byte[0]), 428, "IF_MATCH_REQUIRED");
            assertProblem(admin.with("If-Match", "\"99\"").send("DELETE", path, null, new byte[0]), 412,
                    "VERSION_STALE");
            Answer read = admin.get(path);
            assertThat(admin.with("If-None-Match", read.header("ETag")).get(path).status()).isEqualTo(304);
        }
        assertProblem(admin.send("PATCH", "/v1/devices/pump-1", "{}"), 428, "IF_MATCH_REQUIRED");
    }

    @Test
    void does_once_what_is_asked_with_one_key() {
        createPump();
        String commands = "/v1/devices/pump-1/commands";
        Client operator = as("operator");

        assertProblem(operator.post(commands, "{\"method\":\"stop\"}"), 400, "IDEMPOTENCY_KEY_REQUIRED");
        Answer first = operator.with(KEY, "k-1").post(commands, "{\"method\":\"stop\"}");
        Answer again = operator.with(KEY, "k-1").post(commands, "{\"method\":\"stop\"}");
        assertThat(first.status()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertProblem(operator.with(KEY, "k-1").post(commands, "{\"method\":\"start\"}"), 422,
                "IDEMPOTENCY_KEY_REUSED");
        assertThat(operator.get(commands).column("id")).hasSize(1);
    }

    @Test
    void refuses_in_words_what_cannot_be_a_body() {
        Client admin = as("admin");
        String path = "/v1/devices";

        assertProblem(admin.post(path, "{\"id\":\"pump-1\",\"na"), 400, "MALFORMED_JSON");
        assertProblem(admin.post(path, "[".repeat(5000)), 400, "MALFORMED_JSON");
        assertProblem(admin.post(path, "{\"id\":\"a\",\"id\":\"b\",\"name\":\"P\",\"type\":\"t\"}"), 400,
                "MALFORMED_JSON");
        assertProblem(admin.send("POST", path, "application/json", new byte[]{'{', (byte) 0xff, '}'}), 400,
                "MALFORMED_JSON");
        assertProblem(admin.post(path, "[]"), 400, "VALIDATION_FAILED");
        assertProblem(admin.post(path, "{\"id\":5,\"name\":[],\"type\":true}"), 400, "VALIDATION_FAILED");
        assertProblem(admin.send("POST", path, "text/plain", device("p").getBytes(StandardCharsets.UTF_8)), 415,
                "UNSUPPORTED_MEDIA_TYPE");
        assertProblem(admin.send("POST", path, "application/json", new byte[2 << 20]), 413, "BODY_TOO_LARGE");
        assertThat(admin.get(path).column("id")).isEmpty();
    }

    @Test
    void links_no_chat_account_by_a_code_that_the_bot_gave_nobody() {
        Client viewer = as("viewer");

        assertProblem(viewer.post("/v1/me/chat-links", "{\"code\":\"abcd-efgh\"}"), 422, "LINK_CODE_INVALID");
        assertProblem(viewer.post("/v1/me/chat-links", "{\"code\":\"ABCD\"}"), 400, "VALIDATION_FAILED");
        assertProblem(anonymous().post("/v1/me/chat-links", "{\"code\":\"ABCD-EFGH\"}"), 401, "UNAUTHENTICATED");
    }

    @Test
    void takes_nothing_for_talk_that_says_nothing() {
        Client viewer = as("viewer");

        assertProblem(viewer.post("/chat/web", "{\"conversationId\":\"c-1\"}"), 400, "VALIDATION_FAILED");
        assertProblem(viewer.post("/chat/web", "{\"conversationId\":\"a/b\",\"text\":\"help\"}"), 400,
                "VALIDATION_FAILED");
        assertProblem(anonymous().post("/chat/web", "{\"conversationId\":\"c-1\",\"text\":\"help\"}"), 401,
                "UNAUTHENTICATED");
    }

    @Test
    void guards_every_answer() {
        for (Answer answer : List.of(as("viewer").get("/v1/devices"), anonymous().get("/v1/devices"),
                anonymous().get("/nowhere"), anonymous().get("/healthz"),
                as("admin").send("POST", "/v1/devices", "application/json", new byte[2 << 20]))) {
            assertThat(answer.header("X-Content-Type-Options")).as(answer.toString()).isEqualTo("nosniff");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
        }
        assertThat(as("viewer").get("/v1/devices").header("RateLimit")).contains("\"user\";r=", "\"tenant\";r=");
    }
}
