package io.lapwing.aws.restapi;

import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.json.MalformedJson;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/// A reply, as a gateway makes a response of it.
///
/// @param body as the client sees it, every byte a character; null where the reply has none
record GatewayAnswer(long status, Map<String, String> headers, @Nullable String body, boolean base64) {

    static GatewayAnswer read(byte[] reply) {
        try {
            if (Json.read(reply) instanceof Map<?, ?> fields && fields.get("headers") instanceof Map<?, ?> headers
                    && fields.get("statusCode") instanceof Long status) {
                Map<String, String> texts = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
                headers.forEach((name, value) -> texts.put(name.toString(), (String) value));
                boolean base64 = Boolean.TRUE.equals(fields.get("isBase64Encoded"));
                return new GatewayAnswer(status, texts, bytes((String) fields.get("body"), base64), base64);
            }
            throw new AssertionError("not a reply: " + new String(reply, StandardCharsets.UTF_8));
        } catch (MalformedJson e) {
            throw new AssertionError(new String(reply, StandardCharsets.UTF_8), e);
        }
    }

    private static @Nullable String bytes(@Nullable String body, boolean base64) {
        if (body == null) {
            return null;
        }
        byte[] bytes = base64 ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    String header(String name) {
        String value = headers.get(name);
        if (value == null) {
            throw new AssertionError("no header " + name + " in " + headers);
        }
        return value;
    }

    /// The body as JSON.
    Map<?, ?> json() {
        if (body == null) {
            throw new AssertionError("no body");
        }
        try {
            if (Json.read(body.getBytes(StandardCharsets.ISO_8859_1)) instanceof Map<?, ?> fields) {
                return fields;
            }
        } catch (MalformedJson e) {
            throw new AssertionError(body, e);
        }
        throw new AssertionError("not an object: " + body);
    }
}
