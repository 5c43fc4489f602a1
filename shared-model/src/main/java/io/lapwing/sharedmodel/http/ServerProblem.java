package io.lapwing.sharedmodel.http;

import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// What the server or the gateway in front of the function `api` answers by itself, in the shape of the REST
/// interface's own problems: the same on every platform.
public enum ServerProblem {

    BODY_TOO_LARGE(413, "A body has at most 1 MiB."),
    BODY_TOO_SLOW(408, "The body did not arrive in time."),
    MALFORMED_QUERY(400, "The query is not percent-encoded UTF-8."),
    MALFORMED_REQUEST(400, "The request is not understood."),
    INTERNAL(500, "Something went wrong here."),
    ANSWER_TOO_LARGE(500, "The answer is larger than can be sent: ask for less, with a smaller limit."),
    STORE_UNAVAILABLE(503, "Try again shortly");

    private final int status;
    private final String title;

    ServerProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /// @param traceParent the request's own header, if it came with one: the problem bears its trace, else a new one
    public ApiResponse answer(@Nullable String traceParent) {
        ApiResponse answer = answer(status, traceParent);
        return this == STORE_UNAVAILABLE ? answer.withHeader("Retry-After", "2") : answer;
    }

    /// For a status that only the server has an idea of.
    public static ApiResponse ofStatus(int status, @Nullable String traceParent) {
        return (status < 500 ? MALFORMED_REQUEST : INTERNAL).answer(status, traceParent);
    }

    private ApiResponse answer(int given, @Nullable String traceParent) {
        String type = "urn:lapwing:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        String traceId = TraceParent.parse(traceParent).map(TraceParent::traceId)
                .orElseGet(() -> UUID.randomUUID().toString().replace("-", ""));
        String json = "{\"type\":\"%s\",\"title\":\"%s\",\"status\":%d,\"code\":\"%s\",\"traceId\":\"%s\"}"
                .formatted(type, title, given, name(), traceId);
        return SecurityHeaders.on(new ApiResponse(given, Map.of("Content-Type", "application/problem+json"),
                json.getBytes(StandardCharsets.UTF_8)));
    }
}
