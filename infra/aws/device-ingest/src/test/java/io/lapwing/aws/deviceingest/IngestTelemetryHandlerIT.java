package io.lapwing.aws.deviceingest;

import io.lapwing.aws.adapters.Fault;
import io.lapwing.aws.adapters.NeedsDynamoDb;
import io.lapwing.aws.emulator.InvocationResult;
import io.lapwing.aws.emulator.InvocationResult.Failed;
import io.lapwing.aws.emulator.InvocationResult.Replied;
import io.lapwing.aws.emulator.LambdaProcess;
import io.lapwing.aws.emulator.SqsEvents;
import io.lapwing.aws.emulator.SqsEvents.DeviceMessage;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.RefusalCode;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.lapwing.aws.deviceingest.GoldenEvent.CHILD;
import static io.lapwing.aws.deviceingest.GoldenEvent.PUMP;
import static org.assertj.core.api.Assertions.assertThat;

/// The package as it is deployed, in the runtime that AWS runs it in.
@NeedsDynamoDb
class IngestTelemetryHandlerIT {

    private static final List<String> NOT_NEEDED = List.of("tools.jackson.databind.", "io.opentelemetry.",
            "ch.qos.logback.", "org.springframework.boot.", "org.springframework.cloud.", "reactor.",
            "java.util.logging.", "org.crac.", "java.net.http.");
    private static final String ALL_DONE = "{\"batchItemFailures\":[]}";
    private static final DeviceMessage TWO_VALUES = DeviceMessage.of("acme", "pump-1", "{\"a\":1,\"b\":2}");

    @TempDir
    private static Path folder = Path.of("");
    private static List<Path> jars = List.of();

    private LambdaUnderTest lambda = new LambdaUnderTest(List.of());

    @BeforeAll
    static void unpack() {
        jars = LambdaZip.built().unpackTo(folder);
    }

    @BeforeEach
    void prepare() {
        lambda.close();
        lambda = new LambdaUnderTest(jars);
    }

    @AfterEach
    void end() {
        lambda.close();
    }

    private static String event(String id, DeviceMessage... messages) {
        return SqsEvents.of(id, System.currentTimeMillis(), List.of(messages));
    }

    private static String golden(String rule) {
        return new String(new GoldenEvent(rule).event(System.currentTimeMillis()), StandardCharsets.UTF_8);
    }

    @Test
    void answers_golden_events_and_has_stored_what_is_in_them() {
        lambda.start();

        GoldenEvent.all().forEach(golden -> assertThat(lambda.reply(golden(golden.rule()))).isEqualTo(golden.reply()));

        assertThat(lambda.readings(CHILD)).hasSize(1);
        assertThat(lambda.readings(PUMP)).flatExtracting(reading -> List.copyOf(reading.values().keySet()))
                .contains(new MetricName("t"), new MetricName("u"),
                        new MetricName("spring.cloud.function.definition"));
        assertThat(lambda.quarantine()).hasSize(5);
        assertThat(lambda.output()).contains("\"lapwing.messages.unreadable\":3", "\"lapwing.readings.stored\":")
                .doesNotContain("21.5");
        assertThat(lambda.iot.posted()).anySatisfy(
                posted -> assertThat(posted).contains("iot/v1/acme/pump-1/error", "PAYLOAD_MALFORMED"));
    }

    @Test
    void lives_on_after_an_event_that_is_not_for_it() {
        LambdaProcess process = lambda.start();

        InvocationResult wrong = lambda.invoke("{\"version\":\"2.0\",\"rawPath\":\"/v1/devices\"}");

        assertThat(wrong).isInstanceOf(Failed.class);
        assertThat(((Failed) wrong).body()).contains("not an event of SQS");
        assertThat(lambda.reply(event("e", TWO_VALUES))).isEqualTo(ALL_DONE);
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void says_at_its_start_what_it_was_not_told() {
        lambda.start(List.of(), Map.of("LAPWING_REGISTRY_TABLE", "", "LAPWING_READINGS_TABLE", ""));

        InvocationResult result = lambda.invoke(event("e", TWO_VALUES));

        assertThat(lambda.emulator.initError()).hasValueSatisfying(error -> assertThat(error.body())
                .contains("environment variables that must be set: LAPWING_REGISTRY_TABLE, LAPWING_READINGS_TABLE"));
        assertThat(result).isNotInstanceOf(Replied.class);
    }

    @Test
    void has_messages_come_again_before_its_time_is_over() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            lambda.start(List.of(),
                    Map.of("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:" + silent.getLocalPort()));
            assertThat(lambda.emulator.awaitReady(LambdaUnderTest.TIMEOUT)).isTrue();

            InvocationResult result = lambda.emulator.invoke(event("e", TWO_VALUES, TWO_VALUES),
                    Duration.ofSeconds(5));

            assertThat(result).isInstanceOf(Replied.class);
            assertThat(((Replied) result).body()).contains("e-0", "e-1");
        }
    }

    @Test
    void waits_for_a_throttled_store_and_has_messages_come_again_when_that_lasts() {
        lambda.start();
        lambda.faults.next("TransactWriteItems", 1, Fault.throttled());
        assertThat(lambda.reply(event("e", TWO_VALUES))).isEqualTo(ALL_DONE);

        lambda.faults.always("TransactWriteItems", Fault.throttled());
        assertThat(lambda.reply(event("f", TWO_VALUES))).isEqualTo(
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"f-0\"}]}");
        assertThat(lambda.readings(PUMP)).hasSize(1);

        lambda.faults.reset();
        assertThat(lambda.reply(event("f", TWO_VALUES))).isEqualTo(ALL_DONE);
        assertThat(lambda.readings(PUMP)).hasSize(2);
    }

    @Test
    void has_one_effect_wherever_it_is_killed_and_redelivered() {
        hasOneEffect(mixedBatch());
    }

    @Test
    void has_one_effect_wherever_it_is_killed_in_a_batch_of_several_transactions() {
        hasOneEffect(largeBatch());
    }

    private void hasOneEffect(List<DeviceMessage> batch) {
        String event = SqsEvents.of("e", System.currentTimeMillis(), batch);
        int requests = requestsOf(event);
        System.err.println("requests to DynamoDB in the killed call: " + lambda.faults.operations());
        assertThat(requests).isGreaterThanOrEqualTo(3);
        Outcome expected = outcome();

        for (int request = 1; request <= requests; request++) {
            for (boolean forwarded : new boolean[]{false, true}) {
                prepare();
                killAt(request, forwarded, event);
                lambda.faults.reset();
                lambda.start();
                assertThat(lambda.reply(event)).isEqualTo(ALL_DONE);
                assertThat(outcome()).as("killed at request %d, forwarded: %s", request, forwarded)
                        .isEqualTo(expected);
                assertThat(lambda.reply(event)).isEqualTo(ALL_DONE);
                assertThat(outcome()).isEqualTo(expected);
            }
        }
    }

    /// Readings with and without `ts`, a message id, a gateway, and one that goes to quarantine.
    private static List<DeviceMessage> mixedBatch() {
        return List.of(TWO_VALUES, DeviceMessage.of("acme", "pump-1", "{\"mid\":\"m-1\",\"c\":3}"),
                new DeviceMessage("iot/v1/acme/gate-1/gateway/telemetry", "{\"child-1\":[{\"d\":4}]}", "", Map.of()),
                DeviceMessage.of("acme", "pump-1", "{\"poison\":"));
    }

    /// More message ids than one transaction takes items.
    private static List<DeviceMessage> largeBatch() {
        return IntStream.range(0, 130).mapToObj(i -> DeviceMessage.of("acme", "pump-1",
                "{\"mid\":\"m-" + i + "\",\"m" + i + "\":" + i + "}")).toList();
    }

    /// How many requests to DynamoDB a call makes that nobody disturbs.
    private int requestsOf(String event) {
        lambda.start();
        assertThat(lambda.reply(event)).isEqualTo(ALL_DONE);
        return lambda.faults.operations().size();
    }

    private void killAt(int request, boolean forwarded, String event) {
        LambdaProcess process = lambda.start();
        lambda.faults.at(request, (asked, target) -> {
            if (forwarded) {
                target.forward(asked.body());
            }
            process.kill();
            return new Fault.Answer(false, 0, "");
        });
        assertThat(lambda.invoke(event)).isInstanceOf(InvocationResult.Ended.class);
    }

    private record Outcome(List<?> pump, List<?> child, List<String> quarantined) {}

    private Outcome outcome() {
        return new Outcome(lambda.readings(PUMP), lambda.readings(CHILD),
                lambda.quarantine().stream().map(entry -> entry.message().id() + " " + entry.message().code()
                        + " " + entry.state()).toList());
    }

    @Test
    void is_restored_from_a_snapshot_with_nothing_of_before() {
        LambdaProcess process = lambda.start(
                List.of("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac"),
                Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"));
        assertThat(lambda.emulator.awaitSnapshot(LambdaUnderTest.TIMEOUT)).as(process.output()).isTrue();
        assertThat(lambda.faults.operations()).isEmpty();

        lambda.emulator.restore();

        assertThat(lambda.reply(event("e", TWO_VALUES))).isEqualTo(ALL_DONE);
        assertThat(lambda.readings(PUMP)).hasSize(1);
    }

    @Test
    void continues_the_devices_trace_where_there_is_a_collector() {
        try (PostBox collector = new PostBox()) {
            lambda.start(List.of(), Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url().toString(),
                    "OTEL_SERVICE_NAME", "lapwing-ingest"));
            String trace = "4bf92f3577b34da6a3ce929d0e0e4736";

            lambda.reply(event("e", TWO_VALUES.withUserProperties(
                    Map.of("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"))));

            assertThat(collector.posted()).hasSize(1).first().asString().startsWith("/v1/traces ")
                    .contains("ingestTelemetry message", "lapwing-ingest", new String(
                            HexFormat.of().parseHex(trace), StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void loads_no_more_than_it_needs() throws IOException {
        Path log = folder.resolve("classes.log");
        lambda.start(List.of("-Xlog:class+load:file=" + log), Map.of());
        assertThat(lambda.reply(event("e", TWO_VALUES))).isEqualTo(ALL_DONE);
        lambda.close();

        List<String> loaded = Files.readAllLines(log).stream().filter(line -> line.contains(" source: ")).toList();
        System.err.println("classes of a first call: " + loaded.size());
        assertThat(loaded).hasSizeGreaterThan(1000);
        assertThat(loaded).filteredOn(line -> NOT_NEEDED.stream().anyMatch(part -> line.contains(" " + part)))
                .isEmpty();
    }

    @Test
    void takes_a_batch_of_a_thousand_messages() {
        lambda.start();
        DeviceMessage[] batch = IntStream.range(0, 1000)
                .mapToObj(i -> DeviceMessage.of("acme", "pump-1",
                        "{\"ts\":" + (System.currentTimeMillis() - 100_000 + i) + ",\"values\":{\"v\":" + i + "}}"))
                .toArray(DeviceMessage[]::new);

        assertThat(lambda.reply(event("e", batch))).isEqualTo(ALL_DONE);

        assertThat(lambda.readings(PUMP)).hasSize(1000);
        assertThat(lambda.quarantine()).extracting(entry -> entry.message().code())
                .doesNotContain(RefusalCode.FUNCTION_FAILED);
    }
}
