package io.lapwing.aws.emulator;

import io.lapwing.sharedmodel.json.Json;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// HTTP requests as API Gateway's HTTP APIs and function URLs hand them over (payload format 2.0).
public final class GatewayEvents {

    private GatewayEvents() {}

    /// @param query percent-encoded, empty for none
    /// @param headers in lower case
    /// @param body empty for none
    public static String of(String method, String path, String query, Map<String, String> headers, String body) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("version", "2.0");
        event.put("routeKey", "$default");
        event.put("rawPath", path);
        event.put("rawQueryString", query);
        event.put("headers", headers);
        event.put("requestContext", Map.of("accountId", "000000000000", "apiId", "emulated", "domainName",
                "emulated.example", "requestId", "request", "stage", "$default", "http",
                Map.of("method", method, "path", path, "protocol", "HTTP/1.1", "sourceIp", "203.0.113.7", "userAgent",
                        "emulated")));
        if (!body.isEmpty()) {
            event.put("body", body);
        }
        event.put("isBase64Encoded", false);
        return new String(Json.write(event), StandardCharsets.UTF_8);
    }

    /// A request of somebody with a token.
    public static String authorized(String token, String method, String path, String query, String body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("authorization", "Bearer " + token);
        headers.put("accept", "application/json");
        if (!body.isEmpty()) {
            headers.put("content-type", "application/json");
        }
        return of(method, path, query, headers, body);
    }
}
