package io.lapwing.aws.restapi;

import io.lapwing.aws.adapters.DynamoDbFaults;
import io.lapwing.aws.adapters.Fault;
import io.lapwing.aws.adapters.NeedsDynamoDb;
import io.lapwing.aws.adapters.TestDynamoDb;
import io.lapwing.aws.emulator.InvocationResult;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static io.lapwing.aws.restapi.GatewayEventBuilder.aRequest;
import static org.assertj.core.api.Assertions.assertThat;

/// The package on AWS's own runtime, killed before and after each of its requests to DynamoDB, and asked again.
@NeedsDynamoDb
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledApiIT {

    private static final Map<String, String> NO_MORE = Map.of();
    private static final Map<String, Function<Runnable, Fault>> WHEN = Map.of("before", Fault::before, "after",
            Fault::after);

    private DynamoDbFaults way;
    private PackagedApi api;

    @BeforeAll
    void start(@TempDir Path folder) {
        way = DynamoDbFaults.before(TestDynamoDb.shared().endpoint());
        api = new PackagedApi(folder, way.endpoint(), TestDynamoDb.shared().freshTables(), NO_MORE);
    }

    @AfterAll
    void stop() {
        api.close();
        way.close();
    }

    private GatewayAnswer send(String tenant, GatewayEventBuilder event) {
        return api.send(as(tenant, event));
    }

    private static GatewayEventBuilder as(String tenant, GatewayEventBuilder event) {
        return event.header("Authorization", "Bearer " + ApiScenarios.ISSUER.token(tenant, "admin"));
    }

    private static GatewayEventBuilder creation() {
        return aRequest("POST", "/v1/devices").header("Idempotency-Key", "key").json(ApiScenarios.device("pump-1"));
    }

    private static GatewayEventBuilder ingestion() {
        return aRequest("POST", "/v1/devices/pump-1/telemetry").header("Idempotency-Key", "key-2")
                .json("{\"ts\":1767225600000,\"values\":{\"t\":21.5}}");
    }

    /// How many requests to DynamoDB it takes when nothing happens.
    private int steps(String tenant, GatewayEventBuilder event) {
        way.reset();
        assertThat(send(tenant, event).status()).isBetween(200L, 299L);
        return way.operations().size();
    }

    private void killedAt(int step, Function<Runnable, Fault> when, String tenant, GatewayEventBuilder event) {
        way.reset();
        way.at(step, when.apply(() -> api.process().kill()));
        assertThat(api.invoke(as(tenant, event).toString())).isInstanceOf(InvocationResult.Ended.class);
        way.reset();
        api.restart();
    }

    /// Done now, done before and told again, or not free until the lease of the one that died has ended.
    private static void assertOneOf(GatewayAnswer answer, long good) {
        Object code = answer.status() == good ? "" : answer.json().get("code");
        assertThat(answer.status() == good || "REQUEST_RUNNING".equals(code))
                .as(answer.status() + " " + answer.body()).isTrue();
    }

    @Test
    void creates_one_device_whenever_it_is_killed() {
        int steps = steps("create-0", creation());
        for (int step = 1; step <= steps; step++) {
            for (Map.Entry<String, Function<Runnable, Fault>> when : WHEN.entrySet()) {
                String tenant = "create-" + when.getKey() + step;
                killedAt(step, when.getValue(), tenant, creation());

                assertOneOf(send(tenant, creation()), 201);
                assertOneOf(send(tenant, creation()), 201);
                assertThat(ApiScenarios.items(send(tenant, aRequest("GET", "/v1/devices"))))
                        .hasSizeLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void stores_a_reading_once_whenever_it_is_killed() {
        send("ingest-0", creation());
        int steps = steps("ingest-0", ingestion());
        for (int step = 1; step <= steps; step++) {
            String tenant = "ingest-" + step;
            send(tenant, creation());
            killedAt(step, Fault::after, tenant, ingestion());

            assertOneOf(send(tenant, ingestion()), 200);
            // The same again from a client without a key, which no lease holds up.
            assertThat(send(tenant, aRequest("POST", "/v1/devices/pump-1/telemetry")
                    .json("{\"ts\":1767225600000,\"values\":{\"t\":21.5}}")).status()).isEqualTo(200);
            GatewayAnswer count = send(tenant, aRequest("GET", "/v1/devices/pump-1/telemetry")
                    .query("metrics=t&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&bucket=P1D&agg=count"));
            assertThat(String.valueOf(count.body())).contains("\"count\":1");
        }
    }

    @Test
    void answers_again_what_was_answered_before_it_was_killed() {
        GatewayAnswer first = send("again", creation());
        api.restart();

        GatewayAnswer again = send("again", creation());

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void says_when_to_come_again_while_DynamoDB_is_throttled() {
        send("throttled", creation());
        way.reset();
        way.plan(_ -> true, Integer.MAX_VALUE, Fault.throttled());

        GatewayAnswer answer = send("throttled", aRequest("GET", "/v1/devices/pump-1"));

        way.reset();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().get("code")).isEqualTo("STORE_UNAVAILABLE");
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertThat(send("throttled", aRequest("GET", "/v1/devices/pump-1")).status()).isEqualTo(200);
    }
}
