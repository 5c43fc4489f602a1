package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.EntityTag;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.json.Json;

import java.util.Map;

/// The shapes of good answers.
final class Replies {
    static final String CONTENT_TYPE = "Content-Type";
    private static final byte[] NO_BODY = {};

    private Replies() {}

    static ApiResponse json(int status, Object body) {
        return new ApiResponse(status, Map.of(CONTENT_TYPE, Route.JSON), Json.write(body));
    }

    static ApiResponse noContent() {
        return new ApiResponse(204, Map.of(), NO_BODY);
    }

    /// One resource, or "not modified" for a client that has it already.
    static ApiResponse resource(Call call, EntityTag tag, Object body) {
        String known = call.header("if-none-match");
        ApiResponse response = known != null && tag.isKnownBy(known)
                ? new ApiResponse(304, Map.of(), NO_BODY)
                : json(200, body);
        return response.withHeader("ETag", tag.header());
    }

    static ApiResponse withoutBody(ApiResponse response) {
        return new ApiResponse(response.status(), response.headers(), NO_BODY);
    }
}
