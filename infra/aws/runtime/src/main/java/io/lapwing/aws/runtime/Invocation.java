package io.lapwing.aws.runtime;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/// The call that a function is at work on, for whoever has to know how much time is left or whose log line this is.
///
/// @param requestId Lambda's
/// @param deadlineNanos when Lambda ends the process, in nanoseconds of [System#nanoTime()]
/// @param traceId the trace that the call belongs to, if it is traced
public record Invocation(String requestId, long deadlineNanos, @Nullable String traceId) {

    /// Outside of Lambda nobody ends a call.
    private static final Duration LONG = Duration.ofDays(365);

    private static final ScopedValue<Invocation> CURRENT = ScopedValue.newInstance();

    static Invocation endingIn(String requestId, Duration time) {
        return new Invocation(requestId, System.nanoTime() + time.toNanos(), null);
    }

    /// The one that this thread works on; one without end where it is none.
    public static Invocation current() {
        return CURRENT.isBound() ? CURRENT.get() : endingIn("", LONG);
    }

    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
    }

    /// The same call, at work on something of this trace.
    public Invocation traced(@Nullable String trace) {
        return new Invocation(requestId, deadlineNanos, trace);
    }

    /// Does something as part of this call.
    public <T, X extends Throwable> T call(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }
}
