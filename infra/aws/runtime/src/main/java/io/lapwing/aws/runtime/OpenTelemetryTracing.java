package io.lapwing.aws.runtime;

import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.jspecify.annotations.Nullable;

/// Traces with OpenTelemetry.
final class OpenTelemetryTracing implements Tracing {

    private static final Duration FLUSH = Duration.ofSeconds(1);
    private static final Duration EXPORT = Duration.ofMillis(900);
    private static final Duration CONNECT = Duration.ofMillis(500);
    private static final int MAX_SPANS = 4096;
    /// Spans are sent by [#flush], or when half of what may wait does.
    private static final Duration NEVER = Duration.ofHours(1);
    private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");
    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
    private static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("faas.invocation_id");

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    OpenTelemetryTracing(SpanExporter exporter, String serviceName) {
        BatchSpanProcessor processor = BatchSpanProcessor.builder(exporter).setMaxQueueSize(MAX_SPANS)
                .setScheduleDelay(NEVER).setExporterTimeout(EXPORT).build();
        this.provider = SdkTracerProvider.builder().setIdGenerator(new SecureIds()).addSpanProcessor(processor)
                .setResource(Resource.create(Attributes.of(SERVICE_NAME, serviceName))).build();
        this.tracer = provider.get("io.lapwing");
    }

    static OpenTelemetryTracing to(LambdaSettings settings) {
        String endpoint = settings.required("OTEL_EXPORTER_OTLP_ENDPOINT");
        OtlpHttpSpanExporterBuilder exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint + (endpoint.endsWith("/") ? "" : "/") + "v1/traces").setTimeout(EXPORT)
                .setConnectTimeout(CONNECT).setRetryPolicy(null);
        return new OpenTelemetryTracing(exporter.build(), settings.functionName());
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // closed with the span
    public Span invocation(String name) {
        io.opentelemetry.api.trace.Span span = tracer.spanBuilder(name).setNoParent().setSpanKind(SpanKind.SERVER)
                .setAttribute(REQUEST_ID, Invocation.current().requestId()).startSpan();
        return new Open(span, span.makeCurrent());
    }

    @Override
    public Span message(String name, @Nullable TraceParent continued) {
        io.opentelemetry.api.trace.Span call = io.opentelemetry.api.trace.Span.current();
        SpanBuilder builder = tracer.spanBuilder(name).setSpanKind(SpanKind.CONSUMER);
        if (continued != null) {
            SpanContext from = SpanContext.createFromRemoteParent(continued.traceId(), continued.parentId(),
                    continued.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                    TraceState.getDefault());
            builder.setParent(Context.root().with(io.opentelemetry.api.trace.Span.wrap(from)))
                    .addLink(call.getSpanContext());
        }
        io.opentelemetry.api.trace.Span span = builder.startSpan();
        if (continued != null) {
            call.addLink(span.getSpanContext());
        }
        return new Open(span, Scope.noop());
    }

    @Override
    public void flush() {
        provider.forceFlush().join(FLUSH.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        provider.shutdown().join(FLUSH.toMillis(), TimeUnit.MILLISECONDS);
    }

    private record Open(io.opentelemetry.api.trace.Span span, Scope scope) implements Span {

        @Override
        public TraceParent context() {
            SpanContext context = span.getSpanContext();
            return new TraceParent(context.getTraceId(), context.getSpanId(), context.isSampled());
        }

        @Override
        public void failed(String type) {
            span.setStatus(StatusCode.ERROR).setAttribute(ERROR_TYPE, type);
        }

        @Override
        public void close() {
            scope.close();
            span.end();
        }
    }
}
