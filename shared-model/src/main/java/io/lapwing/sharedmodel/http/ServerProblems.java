package io.lapwing.sharedmodel.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/// What the server or the gateway in front of the function `api` answers by itself, in the shape of the REST
/// interface's own problems: the same on every platform.
public final class ServerProblems {

    public static final ApiResponse BODY_TOO_LARGE = problem(413, "BODY_TOO_LARGE", "A body has at most 1 MiB.");
    public static final ApiResponse BODY_TOO_SLOW = problem(408, "BODY_TOO_SLOW", "The body did not arrive in time.");
    public static final ApiResponse MALFORMED_QUERY = problem(400, "MALFORMED_QUERY",
            "The query is not percent-encoded UTF-8.");
    public static final ApiResponse INTERNAL_ERROR = problem(500, "INTERNAL", "Something went wrong here.");
    public static final ApiResponse ANSWER_TOO_LARGE = problem(500, "ANSWER_TOO_LARGE",
            "The answer is larger than can be sent: ask for less, with a smaller limit.");

    public static final ApiResponse UNAVAILABLE = problem(503, "STORE_UNAVAILABLE", "Try again shortly")
            .withHeader("Retry-After", "2");

    private ServerProblems() {}

    /// For what only the server knows of.
    public static ApiResponse ofStatus(int status) {
        return status < 500
                ? problem(status, "MALFORMED_REQUEST", "The request is not understood.")
                : problem(status, "INTERNAL", "Something went wrong here.");
    }

    private static ApiResponse problem(int status, String code, String detail) {
        String type = "urn:lapwing:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-');
        String json = "{\"type\":\"%s\",\"title\":\"%s\",\"status\":%d,\"code\":\"%s\"}".formatted(type, detail, status,
                code);
        return SecurityHeaders.on(new ApiResponse(status, Map.of("Content-Type", "application/problem+json"),
                json.getBytes(StandardCharsets.UTF_8)));
    }
}
