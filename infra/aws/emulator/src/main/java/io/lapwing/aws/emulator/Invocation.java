package io.lapwing.aws.emulator;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// One call of a function, as the Runtime API hands it out.
///
/// @param event what the function gets, in JSON
/// @param timeout how long it may take; where it is the first call, the start of the process counts too
/// @param requestId `Lambda-Runtime-Aws-Request-Id`
/// @param traceHeader `Lambda-Runtime-Trace-Id`, in the form of `X-Amzn-Trace-Id`
public record Invocation(String event, Duration timeout, String requestId, String traceHeader) {

    /// A call of its own trace, which is sampled.
    public static Invocation of(String event, Duration timeout) {
        return new Invocation(event, timeout, UUID.randomUUID().toString(), newTraceHeader());
    }

    public Invocation withTraceHeader(String header) {
        return new Invocation(event, timeout, requestId, header);
    }

    public Invocation withRequestId(String id) {
        return new Invocation(event, timeout, id, traceHeader);
    }

    private static String newTraceHeader() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "Root=1-%08x-%08x%016x;Parent=%016x;Sampled=1".formatted(System.currentTimeMillis() / 1000,
                random.nextInt(), random.nextLong(), random.nextLong());
    }
}
