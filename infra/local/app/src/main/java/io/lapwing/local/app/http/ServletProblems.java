package io.lapwing.local.app.http;

import io.lapwing.sharedmodel.http.ApiResponse;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/// The server's own answers, in the shape of the REST interface's.
final class ServletProblems {

    static final ApiResponse BODY_TOO_LARGE = problem(413, "BODY_TOO_LARGE", "A body has at most 1 MiB.");
    static final ApiResponse BODY_TOO_SLOW = problem(408, "BODY_TOO_SLOW", "The body did not arrive in time.");
    static final ApiResponse MALFORMED_QUERY = problem(400, "MALFORMED_QUERY",
            "The query is not percent-encoded UTF-8.");
    static final ApiResponse INTERNAL_ERROR = problem(500, "INTERNAL", "Something went wrong here.");

    private ServletProblems() {}

    /// For what only the server knows of.
    static ApiResponse ofStatus(int status) {
        return status < 500
                ? problem(status, "MALFORMED_REQUEST", "The request is not understood.")
                : problem(status, "INTERNAL", "Something went wrong here.");
    }

    private static ApiResponse problem(int status, String code, String detail) {
        String type = "urn:lapwing:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-');
        String json = "{\"type\":\"%s\",\"title\":\"%s\",\"status\":%d,\"code\":\"%s\"}".formatted(type, detail, status,
                code);
        return new ApiResponse(status, Map.of("Content-Type", "application/problem+json"),
                json.getBytes(StandardCharsets.UTF_8));
    }
}
