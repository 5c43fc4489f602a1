package io.lapwing.aws.restapi;

import io.lapwing.aws.adapters.DynamoDbTables;
import io.lapwing.aws.adapters.NeedsDynamoDb;
import io.lapwing.aws.adapters.TestDynamoDb;
import io.lapwing.aws.emulator.InvocationResult.Failed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static io.lapwing.aws.restapi.GatewayEventBuilder.aRequest;
import static org.assertj.core.api.Assertions.assertThat;

/// The package that is deployed, on AWS's own runtime, with a DynamoDB.
@NeedsDynamoDb
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PackagedApiIT extends ApiScenarios {

    private PackagedApi api;
    private DynamoDbTables tables;

    @BeforeAll
    void start(@TempDir Path folder) {
        tables = TestDynamoDb.shared().freshTables();
        api = new PackagedApi(folder, TestDynamoDb.shared().endpoint(), tables, Map.of());
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @Override
    protected GatewayAnswer send(GatewayEventBuilder event) {
        return api.send(event);
    }

    @Test
    void leaves_its_effects_in_DynamoDB() {
        createPump();
        ingest("{\"ts\":1767225600000,\"values\":{\"t\":21.5}}");

        assertThat(List.of(tables.registry(), tables.readings())).allSatisfy(table -> assertThat(
                TestDynamoDb.shared().client().scan(request -> request.tableName(table)).items()).isNotEmpty());
    }

    @Test
    void answers_who_talks_with_the_chatbot() {
        createPump();

        GatewayAnswer answer = sendAs("viewer", aRequest("POST", "/chat/web").header("idempotency-key", "say-1")
                .json("{\"conversationId\":\"c-1\",\"text\":\"how is pump-1\"}"));

        assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(200);
        assertThat(answer.body()).contains("pump-1");
    }

    @Test
    void loads_nothing_of_the_chatbot_before_somebody_talks_with_it(@TempDir Path folder) throws IOException {
        Path log = folder.resolve("classes.log");
        try (PackagedApi listened = new PackagedApi(folder.resolve("zip"), TestDynamoDb.shared().endpoint(), tables,
                Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + log))) {
            assertThat(listened.send(aRequest("GET", "/healthz")).status()).isEqualTo(200);
        }

        assertThat(Files.readAllLines(log)).filteredOn(line -> line.contains(" source: ")).hasSizeGreaterThan(1000)
                .noneMatch(line -> line.contains(" io.lapwing.chatbot.") || line.contains(" java.awt."));
    }

    @Test
    void fails_on_an_event_of_another_kind_and_goes_on() {
        assertThat(api.invoke("{\"Records\":[]}")).isInstanceOfSatisfying(Failed.class,
                failed -> assertThat(failed.body()).contains("not an HTTP request of a function URL or an HTTP API"));
        assertThat(send(aRequest()).status()).isEqualTo(200);
    }

    @Test
    void writes_no_token_and_no_payload_into_its_log() {
        GatewayAnswer created = createPump();
        ingest("{\"secret-metric\":1}");
        ingest("{\"secret-poison\":");

        assertThat(api.process().output()).doesNotContain("secret-metric", "secret-poison", password(created),
                "Bearer");
    }

    /// The OpenAPI document holds here as well: what is answered is what the function answers in memory.
    @Test
    void answers_as_the_function_does_elsewhere() throws IOException {
        InMemoryApiTest elsewhere = new InMemoryApiTest();
        for (String line : Files.readAllLines(Path.of("src/test/resources/golden/same-everywhere.txt"))) {
            assertThat(masked(ask(this, line))).as(line).isEqualTo(masked(ask(elsewhere, line)));
        }
    }

    /// @param line role, method, path with query, and the rest is the body
    private static GatewayAnswer ask(ApiScenarios api, String line) {
        String[] parts = line.split(" ", 4);
        String[] path = parts[2].split("\\?", 2);
        GatewayEventBuilder event = aRequest(parts[1], path[0]).query(path.length > 1 ? path[1] : "");
        return api.sendAs(parts[0], parts.length > 3 ? event.json(parts[3]) : event);
    }

    /// Without what differs from request to request and from platform to platform: times, traces, secrets, limits, and the test's own tenant.
    private static String masked(GatewayAnswer answer) {
        return answer.toString().replaceAll("\"(\\w+At|traceId|password)\":\"[^\"]*\"", "\"$1\":\"*\"")
                .replaceAll("RateLimit(-Policy)?=\"user\"[^\"]*\"tenant\"[\\w;=]+", "RateLimit$1=*")
                .replaceAll("t-[0-9a-f]{8}", "tenant").replaceAll("(?i)etag=\"[^\"]*\"", "etag=*");
    }
}
