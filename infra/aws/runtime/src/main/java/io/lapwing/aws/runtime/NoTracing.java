package io.lapwing.aws.runtime;

import io.lapwing.sharedmodel.telemetry.TraceParent;

import org.jspecify.annotations.Nullable;

/// Traces nothing.
final class NoTracing implements Tracing {

    private static final class NoSpan implements Span {

        @Override
        public @Nullable TraceParent context() {
            return null;
        }

        @Override
        public void failed(String type) {}

        @Override
        public void close() {}
    }

    private static final Span NOTHING = new NoSpan();

    @Override
    public Span invocation(String name) {
        return NOTHING;
    }

    @Override
    public Span message(String name, @Nullable TraceParent continued) {
        return NOTHING;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
