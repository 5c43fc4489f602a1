package io.lapwing.sharedmodel.telemetry;

import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// The trace that a message belongs to (W3C Trace Context, `traceparent`).
///
/// @param traceId 32 lower-case hex digits, not all zero
/// @param parentId 16 lower-case hex digits, not all zero
public record TraceParent(String traceId, String parentId, boolean sampled) {

    private static final Pattern SHAPE = Pattern
            .compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    /// The trace of this header; empty where there is none or it is not well formed, as the specification demands.
    public static Optional<TraceParent> parse(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        Matcher matcher = SHAPE.matcher(header.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        boolean sampled = (Integer.parseInt(matcher.group(3), 16) & 1) == 1;
        return Optional.of(new TraceParent(matcher.group(1), matcher.group(2), sampled));
    }

    /// The beginning of a trace, where nobody has begun one.
    ///
    /// @param random makes the ids
    public static TraceParent begun(RandomGenerator random) {
        return new TraceParent(HexFormat.of().toHexDigits(1 + random.nextLong(Long.MAX_VALUE))
                + HexFormat.of().toHexDigits(random.nextLong()),
                HexFormat.of().toHexDigits(1 + random.nextLong(Long.MAX_VALUE)), true);
    }

    /// The header that continues this trace.
    public String header() {
        return "00-" + traceId + "-" + parentId + (sampled ? "-01" : "-00");
    }
}
