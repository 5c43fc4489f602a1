package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.Problem;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.json.Json;

import java.util.LinkedHashMap;
import java.util.Map;

/// The JSON of problems (RFC 9457).
public final class Problems {
    private Problems() {}

    /// The answer that a problem is.
    public static ApiResponse response(Problem problem, String traceId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", problem.type().uri());
        body.put("title", problem.type().title());
        body.put("status", problem.type().status());
        String detail = problem.detail();
        if (detail != null) {
            body.put("detail", detail);
        }
        body.put("code", problem.code());
        body.put("traceId", traceId);
        if (!problem.errors().isEmpty()) {
            body.put("errors", problem.errors());
        }
        body.putAll(problem.more());
        Map<String, String> headers = new LinkedHashMap<>(problem.headers());
        headers.put(Replies.CONTENT_TYPE, Route.PROBLEM_JSON);
        return new ApiResponse(problem.type().status(), headers, Json.write(body));
    }
}
