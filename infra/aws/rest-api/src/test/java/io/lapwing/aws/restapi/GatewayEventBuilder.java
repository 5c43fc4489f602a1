package io.lapwing.aws.restapi;

import io.lapwing.sharedmodel.json.Json;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// An event as an HTTP API with the stage `$default` makes it: GET of `/healthz`.
final class GatewayEventBuilder {

    private final Map<String, String> headers = new LinkedHashMap<>();
    private String method = "GET";
    private String path = "/healthz";
    private String query = "";
    private String stage = "$default";
    private String domain = "abc123.execute-api.eu-central-1.amazonaws.com";
    private List<String> cookies = List.of();
    private @Nullable String body;
    private boolean base64;

    private GatewayEventBuilder() {
        headers.put("host", domain);
        headers.put("x-forwarded-for", "198.51.100.1");
    }

    static GatewayEventBuilder aRequest() {
        return new GatewayEventBuilder();
    }

    static GatewayEventBuilder aRequest(String method, String path) {
        GatewayEventBuilder builder = new GatewayEventBuilder();
        builder.method = method;
        builder.path = path;
        return builder;
    }

    GatewayEventBuilder query(String encoded) {
        query = encoded;
        return this;
    }

    /// @param value with commas, where the client sent the header more than once
    GatewayEventBuilder header(String name, String value) {
        headers.put(name.toLowerCase(Locale.ROOT), value);
        return this;
    }

    GatewayEventBuilder cookies(String... pairs) {
        cookies = List.of(pairs);
        return this;
    }

    /// As the gateway hands over what its content type says is text.
    GatewayEventBuilder text(String contentType, String text) {
        body = text;
        base64 = false;
        return header("content-type", contentType);
    }

    GatewayEventBuilder json(String json) {
        return text("application/json", json);
    }

    /// As the gateway hands over what may be anything.
    GatewayEventBuilder bytes(String contentType, byte[] bytes) {
        body = Base64.getEncoder().encodeToString(bytes);
        base64 = true;
        return header("content-type", contentType);
    }

    GatewayEventBuilder stage(String name) {
        stage = name;
        return this;
    }

    GatewayEventBuilder ofFunctionUrl() {
        domain = "abc123.lambda-url.eu-central-1.on.aws";
        return this;
    }

    byte[] build() {
        return Json.write(asMap());
    }

    Map<String, Object> asMap() {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("version", "2.0");
        event.put("routeKey", "$default");
        event.put("rawPath", path);
        event.put("rawQueryString", query);
        if (!cookies.isEmpty()) {
            event.put("cookies", cookies);
        }
        event.put("headers", headers);
        event.put("requestContext", Map.of("accountId", "123456789012", "apiId", "abc123", "domainName", domain,
                "http", Map.of("method", method, "path", path, "protocol", "HTTP/1.1", "sourceIp", "192.0.2.7",
                        "userAgent", "test"),
                "requestId", "JKJaXmPLvHcESHA=", "routeKey", "$default", "stage", stage, "timeEpoch",
                1_767_225_600_000L));
        if (body != null) {
            event.put("body", body);
        }
        event.put("isBase64Encoded", base64);
        return event;
    }

    @Override
    public String toString() {
        return new String(build(), StandardCharsets.UTF_8);
    }
}
