package io.lapwing.local.app.fuzz;

import io.lapwing.local.app.LapwingProcess;
import io.lapwing.local.app.wire.RestWire;
import io.lapwing.restapi.RestApiConfiguration;
import io.lapwing.restapi.scenarios.Client;
import io.lapwing.restapi.scenarios.OpenApiDocument;
import io.lapwing.restapi.scenarios.OpenApiDocument.Described;
import io.lapwing.restapi.scenarios.RestScenarios;
import io.lapwing.restapi.scenarios.TokenForge;
import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.ApiResponse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/// A real process, asked thousands of things that nobody thought of, and by requests of our own what no chance finds:
/// those of [RestScenarios], and for each operation those of [Refusals]. Whatever is answered has to be as the OpenAPI
/// document says, and whatever the document says has to be answered to somebody.
@Tag("fuzz")
@ExtendWith(NeedsSchemathesis.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FuzzIT extends RestScenarios {

    private static final OpenApiDocument DOCUMENT = new OpenApiDocument(RestApiConfiguration.openApi());
    private static final String FUZZED = "fuzzed";
    private static final String DIRECTED = "directed";

    private final Reached reached = new Reached(DOCUMENT);
    private LapwingProcess process;
    private LapwingProcess strict;

    @BeforeAll
    void start(@TempDir Path folder) {
        process = LapwingProcess.on(folder.resolve("data")).with("--rate-limit", "100000/10")
                .with("--tenant-rate-limit", "100000/10").start();
        strict = LapwingProcess.on(folder.resolve("strict")).with("--rate-limit", "1/3600").start();
        new Premises(admin(FUZZED)).furnish();
        new Premises(admin(DIRECTED)).furnish();
        Client limited = strict();
        assertThat(limited.get("/v1/me").status()).isEqualTo(200);
    }

    @AfterAll
    void stop() {
        process.close();
        strict.close();
    }

    private Client admin(String tenant) {
        return anonymous().withToken(forge().token(tenant, "alice", "admin"));
    }

    /// Somebody who has asked as often as he may.
    private Client strict() {
        return new Client(request -> checked(request, Wire.send(strict, request)), Map.of())
                .withToken(RestWire.forge(strict).token(DIRECTED, "alice", "admin"));
    }

    @Override
    protected ApiResponse send(ApiRequest request) {
        return checked(request, Wire.send(process, request));
    }

    @Override
    protected TokenForge forge() {
        return RestWire.forge(process);
    }

    private ApiResponse checked(ApiRequest request, ApiResponse answer) {
        Optional<Described> asked = DOCUMENT.operation(request.method(), request.path());
        asked.ifPresent(operation -> {
            assertThat(DOCUMENT.violations(operation, answer))
                    .as(operation + " " + answer.status() + " " + answer.bodyText()).isEmpty();
            reached.add(operation, answer.status());
        });
        return answer;
    }

    static List<Described> described() {
        return DOCUMENT.operations();
    }

    @ParameterizedTest
    @MethodSource("described")
    void answers_what_is_promised_of(Described operation) {
        Refusals refusals = new Refusals(new Premises(admin(DIRECTED)), anonymous(), forge(), strict());

        for (int status : operation.statuses()) {
            refusals.provoke(operation, status)
                    .ifPresent(answer -> assertThat(answer.status()).as(answer.toString()).isEqualTo(status));
        }
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void keeps_to_its_word_whatever_it_is_asked() throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "fuzz").toAbsolutePath());

        reached.addAll(Schemathesis.in(folder).run(process.httpAddress(), forge().token(FUZZED, "alice", "admin")));

        assertThat(process.log()).doesNotContain(" ERROR ");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void has_answered_every_status_that_is_promised() {
        Set<String> missing = reached.missing();

        missing.removeIf(BeyondRequests::coverAny);
        assertThat(missing).isEmpty();
        assertThat(BeyondRequests.groundless(reached.promised())).isEmpty();
    }
}
