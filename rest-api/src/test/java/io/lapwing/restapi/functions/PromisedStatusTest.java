package io.lapwing.restapi.functions;

import io.lapwing.restapi.RestApiConfiguration;
import io.lapwing.restapi.domain.Access;
import io.lapwing.restapi.scenarios.OpenApiDocument;
import io.lapwing.restapi.scenarios.OpenApiDocument.Described;
import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.port.IdempotencyStore;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.port.TelemetryIngestion;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.RefusalCode;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.lapwing.restapi.functions.Answers.header;
import static io.lapwing.restapi.functions.Answers.text;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static org.assertj.core.api.Assertions.assertThat;

/// Statuses that the OpenAPI document promises, and that no client can bring about by what he asks.
class PromisedStatusTest {
    private static final OpenApiDocument DOCUMENT = new OpenApiDocument(RestApiConfiguration.openApi());

    static Stream<Described> operationsWithAStore() {
        return DOCUMENT.operations().stream()
                .filter(operation -> operation.statuses().contains(503) && !operation.id().equals("readiness.get"));
    }

    static Stream<Described> operationsThatTakeAKey() {
        return new Api().function().routes().stream().filter(route -> route.method().equals("POST")
                && route.access() instanceof Access.AtLeast).map(route -> DOCUMENT.operation(route.operation()));
    }

    @ParameterizedTest
    @MethodSource("operationsWithAStore")
    void asks_to_come_back_while_the_stores_are_out_of_reach(Described operation) {
        Api broken = new Api(ports -> new ApiPorts(gone(ports.registry()), gone(ports.credentials()),
                gone(ports.telemetry()), gone(ports.ingestion()), gone(ports.quarantine()), gone(ports.idempotency()),
                gone(ports.audit()), ports.readiness(), gone(ports.commands()), gone(ports.shadows()),
                gone(ports.rules()), gone(ports.alerts()), gone(ports.members()), gone(ports.limiter()),
                gone(ports.tickets()), gone(ports.links()), ports.files(), ports.chat()));

        ApiResponse refused = broken.admin().with("If-Match", "*").send(operation.method(), path(operation));

        assertThat(refused.status()).as(refused.bodyText()).isEqualTo(503);
        assertThat(text(refused, "code")).isEqualTo("STORE_UNAVAILABLE");
        assertThat(header(refused, "Retry-After")).isEqualTo("2");
        assertThat(DOCUMENT.violations(operation, refused)).isEmpty();
    }

    /// A port whose every method finds its store out of reach.
    private static <T> T gone(T port) {
        Class<?> type = Stream.of(ApiPorts.class.getRecordComponents()).map(component -> component.getType())
                .filter(candidate -> candidate.isInstance(port)).findFirst().orElseThrow();
        @SuppressWarnings("unchecked") // It implements the very interface that the port was found by.
        T broken = (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, (_, method, _) -> {
            throw new StoreUnavailable(method.getName(), "acme", new IOException("secret host"));
        });
        return broken;
    }

    @ParameterizedTest
    @MethodSource("operationsThatTakeAKey")
    void asks_to_come_back_while_a_request_with_the_key_is_running(Described operation) {
        Api api = new Api(ports -> with(ports, new Running()));

        ApiResponse refused = api.admin().with("Idempotency-Key", "k-1").send("POST", path(operation));

        assertThat(refused.status()).as(refused.bodyText()).isEqualTo(409);
        assertThat(text(refused, "code")).isEqualTo("REQUEST_RUNNING");
        assertThat(header(refused, "Retry-After")).isEqualTo("1");
        assertThat(DOCUMENT.violations(operation, refused)).isEmpty();
    }

    /// Where somebody else is at it, whatever is asked.
    private record Running() implements IdempotencyStore {
        @Override
        public Claim claim(ClaimKey key, String fingerprint, Instant now, Duration lease) {
            return new Claim.Running(now.plus(lease));
        }

        @Override
        public void finish(ClaimKey key, String token, Reply reply) {
            throw new IllegalStateException("nobody was let in");
        }

        @Override
        public void abandon(ClaimKey key, String token) {
            throw new IllegalStateException("nobody was let in");
        }
    }

    @Test
    void says_that_a_platform_takes_no_files() {
        Api without = new Api(ports -> new ApiPorts(ports.registry(), ports.credentials(), ports.telemetry(),
                ports.ingestion(), ports.quarantine(), ports.idempotency(), ports.audit(), ports.readiness(),
                ports.commands(), ports.shadows(), ports.rules(), ports.alerts(), ports.members(), ports.limiter(),
                ports.tickets(), ports.links(), null, ports.chat()));
        String file = "/v1/files/F-" + "0".repeat(32);
        String announcement = "{\"name\":\"a\",\"size\":1,\"contentType\":\"text/csv\",\"purpose\":\"telemetry\"}";

        for (ApiResponse refused : List.of(checked("file.list", without.viewer().get("/v1/files")),
                checked("file.get", without.viewer().get(file)),
                checked("file.create", without.admin().withJson(announcement).post("/v1/files")),
                checked("file.release", without.admin().post(file + ":release")))) {
            assertThat(refused.status()).isEqualTo(501);
            assertThat(text(refused, "code")).isEqualTo("NO_FILES_HERE");
        }
    }

    @Test
    void says_that_a_message_was_kept_that_the_function_failed_on() {
        Api api = answering(RefusalCode.FUNCTION_FAILED);
        AccessToken token = api.register(aDevice().build());

        for (ApiResponse refused : List.of(
                checked("telemetry.ingest", api.operator().withJson("{\"a\":1}").post("/v1/devices/pump-1/telemetry")),
                checked("telemetry.ingestByToken", byToken(api, token)))) {
            assertThat(refused.status()).isEqualTo(500);
            assertThat(text(refused, "code")).isEqualTo("FUNCTION_FAILED");
        }
    }

    @Test
    void knows_no_device_that_was_removed_meanwhile() {
        Api api = answering(RefusalCode.UNKNOWN_DEVICE);

        ApiResponse refused = byToken(api, api.register(aDevice().build()));

        assertThat(checked("telemetry.ingestByToken", refused).status()).isEqualTo(404);
    }

    @Test
    void slows_down_a_device_that_the_platform_slows_down() {
        Api api = answering(RefusalCode.RATE_LIMITED);

        ApiResponse refused = byToken(api, api.register(aDevice().build()));

        assertThat(checked("telemetry.ingestByToken", refused).status()).isEqualTo(429);
        assertThat(header(refused, "Retry-After")).isEqualTo("1");
    }

    private static Api answering(RefusalCode code) {
        TelemetryIngestion ingestion = _ -> new IngestOutcome.Rejected(code, "as it is", List.of());
        return new Api(ports -> new ApiPorts(ports.registry(), ports.credentials(), ports.telemetry(), ingestion,
                ports.quarantine(), ports.idempotency(), ports.audit(), ports.readiness(), ports.commands(),
                ports.shadows(), ports.rules(), ports.alerts(), ports.members(), ports.limiter(), ports.tickets(),
                ports.links(), ports.files(), ports.chat()));
    }

    private static ApiResponse byToken(Api api, AccessToken token) {
        return api.anonymous().withJson("{\"a\":1}").post("/api/v1/" + token.value() + "/telemetry");
    }

    private static ApiResponse checked(String operation, ApiResponse answer) {
        assertThat(DOCUMENT.violations(DOCUMENT.operation(operation), answer)).isEmpty();
        return answer;
    }

    private static ApiPorts with(ApiPorts ports, IdempotencyStore idempotency) {
        return new ApiPorts(ports.registry(), ports.credentials(), ports.telemetry(), ports.ingestion(),
                ports.quarantine(), idempotency, ports.audit(), ports.readiness(), ports.commands(), ports.shadows(),
                ports.rules(), ports.alerts(), ports.members(), ports.limiter(), ports.tickets(), ports.links(),
                ports.files(),
                ports.chat());
    }

    private static String path(Described operation) {
        return operation.template().toString().replaceAll("\\{\\w+}", "pump-1");
    }
}
