package io.lapwing.aws.runtime;

import java.security.SecureRandom;
import java.util.HexFormat;

import io.opentelemetry.sdk.trace.IdGenerator;

/// Ids of traces and spans from the system's randomness. OpenTelemetry's own generator takes them from the process,
/// and processes that are restored from one snapshot would all make the same ones.
final class SecureIds implements IdGenerator {

    private static final int SPAN_BYTES = 8;
    private static final int TRACE_BYTES = 16;

    private final SecureRandom random = new SecureRandom();

    @Override
    public String generateSpanId() {
        return next(SPAN_BYTES);
    }

    @Override
    public String generateTraceId() {
        return next(TRACE_BYTES);
    }

    /// All zero is no id.
    private String next(int length) {
        byte[] bytes = new byte[length];
        do {
            random.nextBytes(bytes);
        } while (isZero(bytes));
        return HexFormat.of().formatHex(bytes);
    }

    private static boolean isZero(byte[] bytes) {
        int any = 0;
        for (byte b : bytes) {
            any |= b;
        }
        return any == 0;
    }
}
