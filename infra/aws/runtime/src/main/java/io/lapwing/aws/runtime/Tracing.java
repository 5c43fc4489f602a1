package io.lapwing.aws.runtime;

import io.lapwing.sharedmodel.telemetry.TraceParent;

import org.jspecify.annotations.Nullable;

/// Spans of what a function does, sent on before it answers: its process sleeps from then on.
public sealed interface Tracing extends AutoCloseable permits NoTracing, OpenTelemetryTracing {

    /// Something that began, and ends when it is closed.
    interface Span extends AutoCloseable {

        /// What the next one along the way continues; null where nothing is traced.
        @Nullable
        TraceParent context();

        /// @param type what kind of error it was; never what was in the message
        void failed(String type);

        @Override
        void close();
    }

    /// With OpenTelemetry where `OTEL_EXPORTER_OTLP_ENDPOINT` says whereto; elsewhere nothing of it is even loaded.
    static Tracing of(LambdaSettings settings) {
        return settings.optional("OTEL_EXPORTER_OTLP_ENDPOINT").isPresent()
                ? OpenTelemetryTracing.to(settings)
                : new NoTracing();
    }

    /// The whole of a call. Until it is closed it is the one that this thread's messages belong to.
    Span invocation(String name);

    /// One message of the call: it continues the trace that it came with, and is linked with the call; without one it
    /// is a part of the call.
    Span message(String name, @Nullable TraceParent continued);

    /// Sends what has ended. Takes a second at most, and loses what cannot be sent in it.
    void flush();

    @Override
    void close();
}
