package io.lapwing.aws.runtime.http;

import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.json.MalformedJson;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// An HTTP request as an HTTP API of API Gateway (payload format 2.0) or a function URL hands it over.
///
/// @param path as functions see it
/// @param query percent-encoded
/// @param headers by lower-case name; what came more than once is one value with commas, as HTTP allows
/// @param cookies each `name=value`; the gateway takes them out of the headers
/// @param payload the body, in base64 or not; null without one
/// @param sourceIp who connected to the gateway
record GatewayEvent(String method, String path, String query, Map<String, String> headers, List<String> cookies,
        @Nullable String payload, boolean isBase64, String sourceIp) {

    GatewayEvent {
        headers = Map.copyOf(headers);
        cookies = List.copyOf(cookies);
    }

    /// @throws IllegalArgumentException if it is an event of another kind
    static GatewayEvent read(byte[] json) {
        try {
            return of(EventFields.of(Json.read(json)));
        } catch (MalformedJson e) {
            throw EventFields.wrong(String.valueOf(e.getMessage()));
        }
    }

    private static GatewayEvent of(EventFields event) {
        if (!event.text("version").equals("2.0")) {
            throw EventFields.wrong("its version is another one");
        }
        EventFields context = event.object("requestContext");
        EventFields http = context.object("http");
        return new GatewayEvent(http.text("method"), GatewayPath.of(event.text("rawPath"), context),
                event.text("rawQueryString"), event.texts("headers"), event.list("cookies"),
                event.optionalText("body"), event.flag("isBase64Encoded"), http.text("sourceIp"));
    }

    /// The trace that the client says that its request belongs to.
    @Nullable
    String traceParent() {
        return headers.get("traceparent");
    }

    /// The bytes that the client sent.
    ///
    /// @throws IllegalArgumentException if the gateway says base64, and it is not
    byte[] body() {
        if (payload == null) {
            return new byte[0];
        }
        if (!isBase64) {
            return payload.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(payload);
        } catch (IllegalArgumentException e) {
            throw EventFields.wrong("its body is not base64");
        }
    }

    /// @param parameters of the query
    /// @param body what [#body] is
    ApiRequest request(Map<String, List<String>> parameters, byte[] body) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        if (!cookies.isEmpty()) {
            all.put("cookie", List.of(String.join("; ", cookies)));
        }
        return new ApiRequest(method, path, parameters, all, body, sourceIp);
    }
}
