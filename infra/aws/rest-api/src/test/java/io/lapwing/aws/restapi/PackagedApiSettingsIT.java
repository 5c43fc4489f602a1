package io.lapwing.aws.restapi;

import io.lapwing.aws.adapters.NeedsDynamoDb;
import io.lapwing.aws.adapters.SecretsEndpoint;
import io.lapwing.aws.adapters.TestDynamoDb;
import io.lapwing.aws.emulator.InvocationResult;
import io.lapwing.sharedmodel.fixtures.TextServer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.lapwing.aws.restapi.GatewayEventBuilder.aRequest;
import static org.assertj.core.api.Assertions.assertThat;

/// The package on AWS's own runtime, told other things by its environment.
@NeedsDynamoDb
class PackagedApiSettingsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private TextServer server;

    @BeforeEach
    void open() throws IOException {
        server = new TextServer();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static PackagedApi start(Path folder, Map<String, String> more) {
        return new PackagedApi(folder, TestDynamoDb.shared().endpoint(), TestDynamoDb.shared().freshTables(), more);
    }

    private static GatewayEventBuilder asAdmin(GatewayEventBuilder event) {
        return event.header("Authorization", "Bearer " + ApiScenarios.ISSUER.token("acme", "admin"));
    }

    @Test
    void says_all_that_it_misses_when_it_starts(@TempDir Path folder) {
        Map<String, String> none = new HashMap<>();
        none.put("LAPWING_TOKEN_ISSUER", "");
        none.put("LAPWING_JWKS", "");
        none.put("LAPWING_READINGS_TABLE", "");
        try (PackagedApi api = start(folder, none)) {
            assertThat(api.process().awaitEnd(PATIENCE)).isTrue();
            assertThat(api.emulator().initError().map(InvocationResult.Failed::body).orElse("")).contains(
                    "the function api cannot start: LAPWING_READINGS_TABLE is not set; LAPWING_TOKEN_ISSUER is not set;"
                            + " LAPWING_JWKS_URL or LAPWING_JWKS is not set");
        }
    }

    @Test
    void gives_out_an_address_of_the_bucket_for_a_file(@TempDir Path folder) {
        GatewayEventBuilder announce = asAdmin(aRequest("POST", "/v1/files"))
                .json("{\"name\":\"june.csv\",\"size\":7,\"contentType\":\"text/csv\",\"purpose\":\"telemetry\"}");
        try (PackagedApi none = start(folder.resolve("none"), Map.of())) {
            assertThat(none.send(announce).status()).isEqualTo(501);
        }
        try (PackagedApi api = start(folder.resolve("files"), Map.of("LAPWING_FILES_BUCKET", "files-of-acme"))) {
            GatewayAnswer announced = api.send(announce);

            assertThat(announced.status()).as(announced.body()).isEqualTo(201);
            assertThat(announced.body()).contains("https://files-of-acme.s3.eu-central-1.amazonaws.com/files/acme/f-",
                    "X-Amz-Signature=");
        }
    }

    @Test
    void takes_its_keys_from_the_secret_store_and_the_issuer_when_it_needs_them(@TempDir Path folder)
            throws IOException, InterruptedException {
        GatewayEventBuilder list = asAdmin(aRequest("GET", "/v1/devices"));
        try (TextServer issuer = new TextServer();
                SecretsEndpoint secrets = new SecretsEndpoint("AKIAEMULATED", "emulated", "eu-central-1");
                PackagedApi api = start(folder, keysFrom(secrets, issuer))) {
            issuer.fail(500);
            assertThat(api.send(aRequest("GET", "/healthz")).status()).isEqualTo(200);
            assertThat(secrets.asked()).as("before it is needed").isEmpty();
            GatewayAnswer away = api.send(list);
            assertThat(away.status()).isEqualTo(503);
            assertThat(away.header("Retry-After")).isEqualTo("2");
            assertThat(api.send(aRequest("GET", "/readyz")).body()).contains("\"database\":true,\"secrets\":false");
            assertThat(api.process().output()).contains("SecretReader.text of lapwing/cursor-key: Secrets Manager"
                    + " answered 400 ResourceNotFoundException: there is no such secret, or it has no value yet");

            secrets.put(KeptKeyTest.SECRET, KeptKeyTest.TEXT);
            Thread.sleep(RETRY_AFTER);
            assertThat(api.send(list).status()).as("no keys of the issuer yet").isEqualTo(503);
            assertThat(api.send(aRequest("GET", "/readyz")).status()).isEqualTo(200);

            issuer.answer(ApiScenarios.ISSUER.jwks());
            assertThat(statusOnceIssuerIsAskedAgain(api, list)).isEqualTo(200);
            assertThat(secrets.refused()).isEmpty();
            assertThat(secrets.asked()).hasSize(2).containsOnly(KeptKeyTest.SECRET);
            assertThat(api.process().output()).doesNotContain(KeptKeyTest.TEXT);
        }
    }

    private static Map<String, String> keysFrom(SecretsEndpoint secrets, TextServer issuer) {
        return Map.of("LAPWING_CURSOR_KEY_SECRET", KeptKeyTest.SECRET, "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                secrets.url().toString(), "LAPWING_JWKS", "", "LAPWING_JWKS_URL", issuer.url() + "/jwks.json");
    }

    /// Which is not at once.
    private static long statusOnceIssuerIsAskedAgain(PackagedApi api, GatewayEventBuilder request)
            throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long status = api.send(request).status();
        while (status == 503 && System.nanoTime() < deadline) {
            Thread.sleep(RETRY_AFTER);
            status = api.send(request).status();
        }
        return status;
    }

    @Test
    void tells_a_device_through_IoT_Core_before_it_answers(@TempDir Path folder) {
        try (PackagedApi api = start(folder, Map.of("LAPWING_IOT_ENDPOINT", server.url().toString()))) {
            api.send(asAdmin(aRequest("POST", "/v1/devices").json(ApiScenarios.device("pump-1"))));

            api.send(asAdmin(aRequest("POST", "/v1/devices/pump-1/telemetry").json("{\"t\":")));

            assertThat(server.seen()).extracting(TextServer.Seen::path).singleElement().asString()
                    .startsWith("/topics/iot%2Fv1%2Facme%2Fpump-1%2Ferror?");
        }
    }
}
