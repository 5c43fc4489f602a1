package io.lapwing.aws.deviceingest;

import io.lapwing.aws.runtime.sqs.SqsRecord;
import io.lapwing.sharedmodel.telemetry.MessageKind;
import io.lapwing.sharedmodel.telemetry.PayloadFormat;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class IncomingTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String XRAY = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

    private static Incoming.Message read(String fields, Map<String, String> attributes,
            Map<String, String> messageAttributes) {
        String body = "{\"topic\":\"iot/v1/acme/pump-1/telemetry\",\"payload\":\"e30=\"" + fields + "}";
        return (Incoming.Message) Incoming.read(new SqsRecord("m-1", null, body, attributes, messageAttributes),
                MessageKind::bringsReadings, NOW);
    }

    private static @Nullable TraceParent traceOf(String fields, Map<String, String> attributes,
            Map<String, String> messageAttributes) {
        return read(fields, attributes, messageAttributes).message().trace();
    }

    @Test
    void continues_the_trace_that_is_nearest_to_the_device() {
        String property = ",\"userProperties\":[{\"traceparent\":\"" + TRACE + "\"},{\"traceparent\":\"x\"}]";
        Map<String, String> sent = Map.of("traceparent", TRACE.replace("4bf9", "5bf9"));
        Map<String, String> sqs = Map.of("AWSTraceHeader", XRAY);

        assertThat(traceOf(property, sqs, sent)).isEqualTo(TraceParent.parse(TRACE).orElseThrow());
        assertThat(traceOf("", sqs, sent))
                .isEqualTo(TraceParent.parse(TRACE.replace("4bf9", "5bf9")).orElseThrow());
        assertThat(traceOf("", sqs, Map.of()))
                .isEqualTo(new TraceParent("5759e988bd862e3fe1be46a994272793", "53995c3f42cd8ad8", true));
        assertThat(traceOf("", Map.of(), Map.of())).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Root=1-5759e988-bd862e3fe1be46a994272793", "Parent=53995c3f42cd8ad8",
            "Root=1-0-0;Parent=0", "Root=1-00000000-000000000000000000000000;Parent=53995c3f42cd8ad8"})
    void continues_no_trace_that_is_none(String header) {
        assertThat(XRayHeader.parse(header)).isEmpty();
    }

    @Test
    void takes_the_time_that_the_queue_tells_where_the_rule_tells_none() {
        assertThat(read("", Map.of("SentTimestamp", "1767225600123"), Map.of()).message().receivedAt())
                .isEqualTo(Instant.ofEpochMilli(1767225600123L));
        assertThat(read("", Map.of("SentTimestamp", "soon"), Map.of()).message().receivedAt()).isEqualTo(NOW);
        assertThat(read(",\"receivedAt\":5", Map.of(), Map.of()).message().receivedAt())
                .isEqualTo(Instant.ofEpochMilli(5));
    }

    @Test
    void reads_the_payload_as_its_content_type_says() {
        assertThat(read(",\"contentType\":\"application/cbor\"", Map.of(), Map.of()).message().payload().format())
                .isEqualTo(PayloadFormat.CBOR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"topic\":5}", "{\"payload\":\"e30=\"}", "[]", "null", "\"", "{\"topic\":\"\"}",
            "{\"topic\":\"iot/v1/acme/pump-1/telemetry/x\"}", "{\"topic\":\"iot/v1/a+b/pump-1/telemetry\"}",
            "{\"topic\":\"iot/v1/acme/pump-1/telemetry\",\"payload\":\"\\ud800\"}"})
    void tells_what_is_nobodys(String body) {
        assertThat(
                Incoming.read(new SqsRecord("m-1", null, body, Map.of(), Map.of()), MessageKind::bringsReadings, NOW))
                .isInstanceOf(Incoming.Unreadable.class);
    }

    @Test
    void tells_what_has_no_body() {
        assertThat(
                Incoming.read(new SqsRecord("m-1", null, null, Map.of(), Map.of()), MessageKind::bringsReadings, NOW))
                .isInstanceOf(Incoming.Unreadable.class);
    }
}
