package io.lapwing.aws.runtime;

import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.Test;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TracingTest {

    private static final TraceParent DEVICE = new TraceParent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7",
            true);

    private final InMemorySpanExporter exported = InMemorySpanExporter.create();

    private SpanData span(String name) {
        return exported.getFinishedSpanItems().stream().filter(span -> span.getName().equals(name)).findFirst()
                .orElseThrow();
    }

    private static List<String> linked(SpanData span) {
        return span.getLinks().stream().map(LinkData::getSpanContext).map(context -> context.getSpanId()).toList();
    }

    @Test
    void continues_the_trace_of_each_message_and_links_it_with_the_call() {
        try (Tracing tracing = new OpenTelemetryTracing(exported, "ingest")) {
            TraceParent next;
            try (Tracing.Span _ = tracing.invocation("call");
                    Tracing.Span message = tracing.message("message", DEVICE);
                    Tracing.Span other = tracing.message("other", null)) {
                next = requireNonNull(message.context());
                other.failed("Bug");
            }
            tracing.flush();

            assertThat(span("message").getTraceId()).isEqualTo(DEVICE.traceId());
            assertThat(span("message").getParentSpanId()).isEqualTo(DEVICE.parentId());
            assertThat(next).isEqualTo(
                    new TraceParent(DEVICE.traceId(), span("message").getSpanId(), true));
            assertThat(linked(span("message"))).containsExactly(span("call").getSpanId());
            assertThat(linked(span("call"))).containsExactly(span("message").getSpanId());
            assertThat(span("other").getParentSpanId()).isEqualTo(span("call").getSpanId());
            assertThat(span("other").getAttributes().asMap()).hasValueSatisfying(
                    new org.assertj.core.api.Condition<>("Bug"::equals, "Bug"));
        }
    }

    @Test
    void sends_what_has_ended_before_the_answer() throws Exception {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            received.add(exchange.getRequestURI() + " " + new String(body, StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        try (Tracing tracing = Tracing.of(settings(collector.getAddress().getPort()))) {
            TracedFunction function = new TracedFunction("ingestTelemetry", event -> event, tracing, () -> {});

            assertThat(function.apply(new byte[]{1})).containsExactly(1);

            assertThat(received.poll()).isNotNull().startsWith("/v1/traces ").contains("ingestTelemetry",
                    "service.name", "lapwing-ingest");
        } finally {
            collector.stop(0);
        }
    }

    @Test
    void waits_a_second_at_most_for_a_collector_that_does_not_answer() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Tracing tracing = Tracing.of(settings(silent.getLocalPort()))) {
            TracedFunction function = new TracedFunction("f", event -> event, tracing, () -> {});
            long begin = System.nanoTime();

            function.apply(new byte[0]);

            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)).isLessThan(2000);
        }
    }

    @Test
    void traces_nothing_where_there_is_no_collector() {
        try (Tracing tracing = Tracing.of(new LambdaSettings(Map.of()));
                Tracing.Span message = tracing.message("m", DEVICE)) {
            assertThat(tracing).isInstanceOf(NoTracing.class);
            assertThat(message.context()).isNull();
        }
    }

    @Test
    void says_that_a_call_failed_and_still_does_what_must_not_wait() {
        StringBuilder done = new StringBuilder();
        try (Tracing tracing = new OpenTelemetryTracing(exported, "ingest")) {
            TracedFunction function = new TracedFunction("f", _ -> {
                throw new IllegalStateException("no");
            }, tracing, () -> {
                done.append(requireNonNull(Invocation.current().traceId()));
                throw new IllegalArgumentException("nor this");
            });

            assertThatThrownBy(() -> function.apply(new byte[0])).isInstanceOf(IllegalStateException.class);

            assertThat(done).hasToString(span("f").getTraceId());
            assertThat(span("f").getStatus().getStatusCode().name()).isEqualTo("ERROR");
        }
    }

    private static LambdaSettings settings(int port) {
        return new LambdaSettings(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + port,
                "OTEL_SERVICE_NAME", "lapwing-ingest"));
    }
}
