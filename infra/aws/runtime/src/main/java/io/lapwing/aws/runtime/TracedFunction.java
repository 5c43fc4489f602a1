package io.lapwing.aws.runtime;

import java.util.function.Function;

/// A trigger, and what goes with every call of it: its span, and before the answer all that must not wait for the
/// next call, since the process sleeps until then.
public final class TracedFunction implements Function<byte[], byte[]> {

    private static final System.Logger LOG = System.getLogger(TracedFunction.class.getName());

    private final String name;
    private final Function<byte[], byte[]> trigger;
    private final Tracing tracing;
    private final Runnable beforeAnswer;

    /// @param name what the function is called everywhere
    /// @param beforeAnswer what is still to be done when the trigger has its reply, or has failed
    public TracedFunction(String name, Function<byte[], byte[]> trigger, Tracing tracing, Runnable beforeAnswer) {
        this.name = name;
        this.trigger = trigger;
        this.tracing = tracing;
        this.beforeAnswer = beforeAnswer;
    }

    @Override
    public byte[] apply(byte[] event) {
        try {
            return applyInSpan(event);
        } finally {
            tracing.flush();
        }
    }

    private byte[] applyInSpan(byte[] event) {
        try (Tracing.Span span = tracing.invocation(name)) {
            var context = span.context();
            return Invocation.current().traced(context == null ? null : context.traceId())
                    .call(() -> applyTo(event, span));
        }
    }

    private byte[] applyTo(byte[] event, Tracing.Span span) {
        try {
            return trigger.apply(event);
        } catch (RuntimeException e) {
            span.failed(e.getClass().getName());
            throw e;
        } finally {
            end();
        }
    }

    /// What fails here is no reason to do again what has been done.
    private void end() {
        try {
            beforeAnswer.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "not all was done before the answer of " + name, e);
        }
    }
}
