package io.lapwing.restapi.functions;

import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.ApiResponse;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A request to an [Api], as a client writes it.
final class RequestBuilder {
    private final Api api;
    private final Map<String, List<String>> headers = new LinkedHashMap<>();
    private byte[] body = {};

    RequestBuilder(Api api) {
        this.api = api;
    }

    RequestBuilder withToken(String token) {
        return with("Authorization", "Bearer " + token);
    }

    RequestBuilder with(String header, String value) {
        headers.put(header, List.of(value));
        return this;
    }

    RequestBuilder withJson(String json) {
        return withBody("application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    RequestBuilder withBody(String contentType, byte[] bytes) {
        body = bytes.clone();
        return with("Content-Type", contentType);
    }

    ApiResponse get(String path) {
        return send("GET", path);
    }

    ApiResponse post(String path) {
        return send("POST", path);
    }

    ApiResponse put(String path) {
        return send("PUT", path);
    }

    ApiResponse patch(String path) {
        return send("PATCH", path);
    }

    ApiResponse delete(String path) {
        return send("DELETE", path);
    }

    /// @param path with its query
    ApiResponse send(String method, String path) {
        int end = path.indexOf('?');
        Map<String, List<String>> query = new LinkedHashMap<>();
        if (end >= 0) {
            for (String pair : path.substring(end + 1).split("&", -1)) {
                int equals = pair.indexOf('=');
                query.computeIfAbsent(pair.substring(0, equals), _ -> new ArrayList<>())
                        .add(URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return api.send(new ApiRequest(method, end < 0 ? path : path.substring(0, end), query, headers, body,
                "192.0.2.7"));
    }
}
