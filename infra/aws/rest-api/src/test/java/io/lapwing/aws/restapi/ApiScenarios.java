package io.lapwing.aws.restapi;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.lapwing.aws.restapi.GatewayEventBuilder.aRequest;
import static org.assertj.core.api.Assertions.assertThat;

/// What a client behind a gateway sees of the REST interface, wherever the function runs: in the test's own process, on
/// Spring Cloud Function, or as the package on AWS's runtime.
abstract class ApiScenarios {

    /// Who issues the tokens that the function believes.
    static final Issuer ISSUER = Issuer.withKey("scenario");

    private String tenant = freshTenant();

    private static String freshTenant() {
        return "t-" + UUID.randomUUID().toString().substring(0, 8);
    }

    @BeforeEach
    void beginWithAFreshTenant() {
        tenant = freshTenant();
    }

    /// Puts an event through the function.
    protected abstract GatewayAnswer send(GatewayEventBuilder event);

    final GatewayAnswer sendAs(String role, GatewayEventBuilder event) {
        return send(event.header("Authorization", "Bearer " + ISSUER.token(tenant, role)));
    }

    static String device(String id) {
        return "{\"id\":\"%s\",\"name\":\"Pump\",\"type\":\"pump\"}".formatted(id);
    }

    final GatewayAnswer createPump() {
        GatewayAnswer created = sendAs("admin",
                aRequest("POST", "/v1/devices").json(device("pump-1")));
        assertThat(created.status()).as(String.valueOf(created.body())).isEqualTo(201);
        return created;
    }

    /// The access token in the answer to a creation.
    static String password(GatewayAnswer created) {
        if (created.json().get("credentials") instanceof Map<?, ?> credentials) {
            return String.valueOf(credentials.get("password"));
        }
        throw new AssertionError("no credentials in " + created.body());
    }

    final GatewayAnswer ingest(String json) {
        return sendAs("operator", aRequest("POST", "/v1/devices/pump-1/telemetry").json(json));
    }

    private static void assertProblem(GatewayAnswer answer, int status, String code) {
        assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().get("code")).isEqualTo(code);
    }

    static List<?> items(GatewayAnswer answer) {
        assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(200);
        return (List<?>) Objects.requireNonNull(answer.json().get("items"));
    }

    @Test
    void creates_a_device_and_finds_it_again() {
        GatewayAnswer created = createPump();

        GatewayAnswer found = sendAs("viewer", aRequest("GET", "/v1/devices/pump-1"));

        assertThat(password(created)).hasSizeGreaterThan(20);
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.json().get("type")).isEqualTo("pump");
        GatewayAnswer unchanged = sendAs("viewer",
                aRequest("GET", "/v1/devices/pump-1").header("If-None-Match", found.header("ETag")));
        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(unchanged.body()).isNull();
    }

    @Test
    void reads_back_what_was_ingested() {
        createPump();

        GatewayAnswer taken = ingest("{\"ts\":1767225600000,\"values\":{\"t\":21.5,\"serial\":\"00123\"}}");

        assertThat(taken.status()).as(String.valueOf(taken.body())).isEqualTo(200);
        assertThat(taken.json().get("accepted")).isEqualTo(2L);
        assertThat(ingest("{\"ts\":1767225600000,\"values\":{\"t\":21.5}}").json().get("duplicate")).isEqualTo(1L);
        GatewayAnswer read = sendAs("viewer", aRequest("GET", "/v1/devices/pump-1/telemetry")
                .query("metrics=t&metrics=serial&from=2026-01-01T00%3A00%3A00Z&to=2026-01-02T00%3A00%3A00Z"));
        assertThat(items(read)).singleElement().isInstanceOfSatisfying(Map.class,
                reading -> assertThat(String.valueOf(reading.get("values"))).contains("serial=00123", "t=21.5"));
        assertThat(String.valueOf(sendAs("viewer", aRequest("GET", "/v1/devices/pump-1/telemetry/latest")).body()))
                .contains("\"value\":21.5");
    }

    @Test
    void takes_the_bytes_that_a_device_sends_with_its_access_token() {
        String password = password(createPump());
        byte[] cbor = {(byte) 0xa1, 0x61, 't', 0x18, 0x2a};

        GatewayAnswer taken = send(aRequest("POST", "/api/v1/" + password + "/telemetry")
                .bytes("application/cbor", cbor));

        assertThat(taken.status()).as(String.valueOf(taken.body())).isEqualTo(200);
        assertThat(String.valueOf(sendAs("viewer", aRequest("GET", "/v1/devices/pump-1/telemetry/latest")).body()))
                .contains("\"value\":42");
        assertProblem(send(aRequest("POST", "/api/v1/guessed/telemetry").json("{\"t\":1}")), 401, "UNAUTHENTICATED");
    }

    @Test
    void tells_who_may_do_what() {
        createPump();
        Issuer stranger = Issuer.withKey("scenario");

        assertProblem(send(aRequest("GET", "/v1/devices")), 401, "UNAUTHENTICATED");
        assertProblem(send(aRequest("GET", "/v1/devices").header("Authorization",
                "Bearer " + stranger.token(tenant, "admin"))), 401, "UNAUTHENTICATED");
        assertProblem(sendAs("viewer", aRequest("POST", "/v1/devices").json(device("pump-2"))), 403, "FORBIDDEN");
        assertProblem(send(aRequest("GET", "/v1/devices/pump-1").header("Authorization",
                "Bearer " + ISSUER.token("somebody-else", "admin"))), 404, "NOT_FOUND");
    }

    @Test
    void refuses_what_is_not_there_or_not_so() {
        GatewayAnswer created = createPump();
        String etag = created.header("ETag");
        String other = "{\"site\":\"north\"}";

        assertProblem(sendAs("admin", aRequest("GET", "/v1/nothing")), 404, "NOT_FOUND");
        assertProblem(sendAs("admin", aRequest("PUT", "/v1/devices/pump-1")), 405, "METHOD_NOT_ALLOWED");
        assertProblem(sendAs("admin", aRequest("POST", "/v1/devices").json(device("pump-1"))), 409,
                "ALREADY_EXISTS");
        assertProblem(sendAs("admin", aRequest("PATCH", "/v1/devices/pump-1").json(other)), 428, "IF_MATCH_REQUIRED");
        assertThat(sendAs("admin", aRequest("PATCH", "/v1/devices/pump-1").header("If-Match", etag).json(other))
                .status()).isEqualTo(200);
        assertProblem(sendAs("admin", aRequest("PATCH", "/v1/devices/pump-1").header("If-Match", etag).json(other)),
                412, "VERSION_STALE");
        assertProblem(sendAs("admin", aRequest("POST", "/v1/devices").json("{\"id\":")), 400, "MALFORMED_JSON");
        assertProblem(sendAs("admin", aRequest("POST", "/v1/devices").json(device("a/+/#"))), 400,
                "VALIDATION_FAILED");
        assertProblem(sendAs("admin", aRequest("GET", "/v1/devices").query("q=%zz")), 400, "MALFORMED_QUERY");
        assertProblem(sendAs("admin", aRequest("GET", "/v1/devices").query("cursor=AAAA")), 400, "INVALID_CURSOR");
        assertProblem(sendAs("admin", aRequest("POST", "/v1/devices").text("text/plain", "{}")), 415,
                "UNSUPPORTED_MEDIA_TYPE");
        assertProblem(sendAs("admin", aRequest("POST", "/v1/devices").bytes("application/json",
                new byte[(1 << 20) + 1])), 413, "BODY_TOO_LARGE");
        assertProblem(ingest("{\"t\":\"" + "x".repeat(131_072) + "\"}"), 413, "PAYLOAD_TOO_LARGE");
    }

    @Test
    void does_once_what_is_asked_twice_with_one_key() {
        GatewayAnswer first = create("key-1", "pump-7");
        GatewayAnswer again = create("key-1", "pump-7");

        assertThat(first.status()).as(String.valueOf(first.body())).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).as("with the same credentials").isEqualTo(first.body());
        assertProblem(create("key-1", "pump-8"), 422, "IDEMPOTENCY_KEY_REUSED");
        assertThat(items(sendAs("viewer", aRequest("GET", "/v1/devices")))).hasSize(1);
    }

    private GatewayAnswer create(String key, String id) {
        return sendAs("admin",
                aRequest("POST", "/v1/devices").header("Idempotency-Key", key).json(device(id)));
    }

    @Test
    void keeps_poison_until_it_is_replayed() {
        createPump();

        assertProblem(ingest("{\"t\":"), 400, "PAYLOAD_MALFORMED");

        List<?> quarantined = items(sendAs("admin", aRequest("GET", "/v1/quarantine")));
        Object id = ((Map<?, ?>) quarantined.getFirst()).get("id");
        String corrected = "{\"payload\":{\"ts\":1767225600000,\"values\":{\"t\":5}}}";
        GatewayAnswer replayed = sendAs("admin", aRequest("POST", "/v1/quarantine/" + id + ":replay").json(corrected));
        assertThat(replayed.status()).as(String.valueOf(replayed.body())).isEqualTo(200);
        assertProblem(sendAs("admin", aRequest("POST", "/v1/quarantine/" + id + ":replay").json(corrected)), 409,
                "ALREADY_REPLAYED");
        assertThat(String.valueOf(sendAs("viewer", aRequest("GET", "/v1/devices/pump-1/telemetry/latest")).body()))
                .contains("\"value\":5");
    }

    @Test
    void goes_through_a_list_page_by_page() {
        for (int i = 0; i < 5; i++) {
            sendAs("admin", aRequest("POST", "/v1/devices").json(device("pump-" + i)));
        }

        GatewayAnswer first = sendAs("viewer", aRequest("GET", "/v1/devices").query("limit=3"));
        GatewayAnswer second = sendAs("viewer",
                aRequest("GET", "/v1/devices").query("limit=3&cursor=" + first.json().get("nextCursor")));

        assertThat(items(first)).hasSize(3);
        assertThat(items(second)).hasSize(2);
        assertThat(second.json().get("nextCursor")).isNull();
    }

    @Test
    void answers_whoever_looks_after_it() {
        assertThat(send(aRequest("GET", "/healthz")).status()).isEqualTo(200);
        GatewayAnswer ready = send(aRequest("GET", "/readyz"));
        assertThat(ready.status()).as(String.valueOf(ready.body())).isEqualTo(200);
        GatewayAnswer openApi = send(aRequest("GET", "/openapi.yaml"));
        assertThat(openApi.header("Content-Type")).isEqualTo("application/yaml");
        assertThat(openApi.body()).startsWith("openapi: 3.1");
        assertThat(send(aRequest("HEAD", "/healthz")).body()).isNull();
    }

    /// Spring Cloud Function would, where nothing is pinned.
    @Test
    void lets_no_client_choose_the_function() {
        GatewayAnswer answer = send(aRequest("GET", "/healthz").header("spring.cloud.function.definition", "uppercase")
                .header("spring.cloud.function.routing-expression", "'uppercase'")
                .header("function.name", "uppercase").query("spring.cloud.function.definition=uppercase"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(new String(String.valueOf(answer.body()).getBytes(StandardCharsets.ISO_8859_1),
                StandardCharsets.UTF_8)).isEqualTo("{\"status\":\"up\"}");
    }
}
