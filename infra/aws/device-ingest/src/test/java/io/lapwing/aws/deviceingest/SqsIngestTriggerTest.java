package io.lapwing.aws.deviceingest;

import io.lapwing.aws.emulator.SqsEvents;
import io.lapwing.aws.emulator.SqsEvents.DeviceMessage;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.MessageId;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue.DecimalValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.IntegerValue;
import io.lapwing.sharedmodel.telemetry.Payload;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;
import io.lapwing.sharedmodel.telemetry.RefusalCode;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.aws.deviceingest.GoldenEvent.CHILD;
import static io.lapwing.aws.deviceingest.GoldenEvent.PUMP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

class SqsIngestTriggerTest {

    private static final long NOW = System.currentTimeMillis();

    private final TriggerSystem system = new TriggerSystem();

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] event(String... payloads) {
        return SqsEvents.of("e", NOW, List.of(payloads).stream()
                .map(payload -> DeviceMessage.of("acme", "pump-1", payload)).toList())
                .getBytes(StandardCharsets.UTF_8);
    }

    private String ingest(String rule) {
        return text(system.trigger().apply(new GoldenEvent(rule).event(NOW)));
    }

    static List<GoldenEvent> golden_events() {
        return GoldenEvent.all().toList();
    }

    @ParameterizedTest
    @MethodSource("golden_events")
    void answers_as_the_files_say(GoldenEvent golden) {
        assertThat(ingest(golden.rule())).isEqualTo(golden.reply());
    }

    @Test
    void stores_what_devices_and_gateways_sent() {
        ingest("a-batch-that-is-done-has-no-failures");

        assertThat(system.readings(PUMP)).flatExtracting(reading -> List.copyOf(reading.values().entrySet()))
                .containsExactly(Map.entry(new MetricName("t"), new DecimalValue(21.5)),
                        Map.entry(new MetricName("t"), new IntegerValue(42)));
        assertThat(system.readings(CHILD)).flatExtracting(reading -> List.copyOf(reading.values().entrySet()))
                .containsExactly(Map.entry(new MetricName("h"), new IntegerValue(40)));
    }

    @Test
    void quarantines_what_can_never_be_taken_and_tells_of_what_is_nobodys() {
        ingest("one-message-does-not-fail-its-batch");

        assertThat(system.quarantine()).extracting(entry -> entry.message().device().device().value(),
                entry -> entry.message().code(), entry -> entry.message().reason()).containsExactlyInAnyOrder(
                        tuple("pump-1", RefusalCode.PAYLOAD_MALFORMED, "The envelope's payload is not base64."),
                        tuple("pump-1", RefusalCode.PAYLOAD_MALFORMED, "The payload ends before its document does."),
                        tuple("unknown", RefusalCode.UNKNOWN_DEVICE, reasonOfUnknown()),
                        tuple("pump-1", RefusalCode.PAYLOAD_MALFORMED, "The envelope has no payload."),
                        tuple("pump-1", RefusalCode.PAYLOAD_MALFORMED, "The envelope has no payload."));
        assertThat(system.quarantine()).anySatisfy(entry -> assertThat(entry.message().payload())
                .isEqualTo(Payload.json("{\"t\":1}")));
        assertThat(system.readings(PUMP)).flatExtracting(reading -> List.copyOf(reading.values().keySet()))
                .containsExactlyInAnyOrder(new MetricName("t"), new MetricName("u"));
        assertThat(system.metrics()).contains("\"lapwing.messages.unreadable\":3",
                "\"lapwing.messages.quarantined\":5", "\"lapwing.messages.accepted\":2");
    }

    private String reasonOfUnknown() {
        return system.quarantine().stream().map(entry -> entry.message())
                .filter(message -> message.code() == RefusalCode.UNKNOWN_DEVICE).findFirst().orElseThrow().reason();
    }

    @Test
    void takes_a_redelivered_event_once() {
        byte[] event = new GoldenEvent("one-message-does-not-fail-its-batch").event(NOW);
        system.trigger().apply(event);
        var readings = system.readings(PUMP);

        system.trigger().apply(event);

        assertThat(system.readings(PUMP)).isEqualTo(readings);
        assertThat(system.quarantine()).hasSize(5);
    }

    @Test
    void reads_all_that_the_envelope_says_of_a_message() {
        List<ReceivedMessage> seen = new ArrayList<>();
        SqsIngestTrigger trigger = system.around(real -> messages -> {
            seen.addAll(messages);
            return real.apply(messages);
        });

        trigger.apply(new GoldenEvent("a-cloud-event-is-taken-once").event(NOW));

        ReceivedMessage first = seen.getFirst();
        assertThat(first.mid()).isEqualTo(new MessageId("e-1"));
        assertThat(first.trace())
                .isEqualTo(new TraceParent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", true));
        assertThat(first.receivedAt().toEpochMilli()).isEqualTo(NOW);
        assertThat(first.topic()).isEqualTo("iot/v1/acme/pump-1/telemetry");
        assertThat(system.readings(PUMP)).flatExtracting(reading -> List.copyOf(reading.values().values()))
                .containsExactly(new IntegerValue(1));
        assertThat(system.metrics()).contains("\"lapwing.messages.duplicate\":1");
    }

    @Test
    void quarantines_what_is_larger_than_a_message_may_be() {
        assertThat(text(system.trigger().apply(event("[" + " ".repeat(Payload.MAX_BYTES) + "]", "{\"t\":1.5}"))))
                .isEqualTo("{\"batchItemFailures\":[]}");

        assertThat(system.quarantine()).extracting(entry -> entry.message().code())
                .containsExactly(RefusalCode.PAYLOAD_TOO_LARGE);
        assertThat(system.readings(PUMP)).flatExtracting(reading -> List.copyOf(reading.values().values()))
                .containsExactly(new DecimalValue(1.5));
    }

    @Test
    void quarantines_the_one_message_that_the_function_fails_on() {
        SqsIngestTrigger trigger = system.around(SqsIngestTriggerTest::failingOnBug);

        byte[] reply = trigger.apply(event("{\"a\":1}", "{\"bug\":1}", "{\"b\":2}"));

        assertThat(text(reply)).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(system.quarantine()).extracting(entry -> entry.message().code(),
                entry -> entry.message().payload(), entry -> entry.message().reason())
                .containsExactly(tuple(RefusalCode.FUNCTION_FAILED, Payload.json("{\"bug\":1}"),
                        "the function failed: ArithmeticException"));
        assertThat(system.readings(PUMP)).flatExtracting(reading -> List.copyOf(reading.values().keySet()))
                .containsExactlyInAnyOrder(new MetricName("a"), new MetricName("b"));
    }

    private static Function<List<ReceivedMessage>, List<IngestOutcome>> failingOnBug(
            Function<List<ReceivedMessage>, List<IngestOutcome>> real) {
        return messages -> {
            if (messages.stream().anyMatch(message -> message.payload().equals(Payload.json("{\"bug\":1}")))) {
                throw new ArithmeticException("a bug");
            }
            return real.apply(messages);
        };
    }

    @Test
    void has_all_messages_come_again_when_the_store_cannot_be_reached() {
        SqsIngestTrigger trigger = system.around(_ -> messages -> {
            throw new StoreUnavailable("TelemetryStore.append", "acme/pump-1", new IllegalStateException("down"));
        });

        assertThat(text(trigger.apply(event("{\"a\":1}", "{\"b\":1}")))).isEqualTo(
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"e-0\"},{\"itemIdentifier\":\"e-1\"}]}");
        assertThat(system.quarantine()).isEmpty();
    }

    @Test
    void has_only_that_message_come_again_for_which_the_store_cannot_be_reached() {
        SqsIngestTrigger trigger = system.around(real -> messages -> {
            if (messages.size() > 1) {
                throw new ArithmeticException("a bug");
            }
            if (Objects.equals(messages.getFirst().payload(), Payload.json("{\"b\":1}"))) {
                throw new StoreUnavailable("TelemetryStore.append", "acme/pump-1", new IllegalStateException("down"));
            }
            return real.apply(messages);
        });

        assertThat(text(trigger.apply(event("{\"a\":1}", "{\"b\":1}", "{\"c\":1}")))).isEqualTo(
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"e-1\"}]}");
    }

    @Test
    void takes_a_batch_as_one() {
        List<Integer> sizes = new ArrayList<>();
        SqsIngestTrigger trigger = system.around(real -> messages -> {
            sizes.add(messages.size());
            return real.apply(messages);
        });

        trigger.apply(event(IntStream.range(0, 100).mapToObj(i -> "{\"m" + i + "\":1}").toArray(String[]::new)));

        assertThat(sizes).containsExactly(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{\"Records\":{}}", "{\"Records\":[1]}",
            "{\"Records\":[{\"s3\":{\"object\":{\"key\":\"k\"}}}]}", "{\"rawPath\":\"/v1/devices\"}"})
    void refuses_what_is_no_event_of_sqs(String event) {
        SqsIngestTrigger trigger = system.trigger();

        assertThatThrownBy(() -> trigger.apply(event.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("not an event of SQS: ");
    }
}
