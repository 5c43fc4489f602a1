package io.lapwing.aws.runtime.http;

import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.http.ServerProblem;
import io.lapwing.sharedmodel.json.Json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/// An HTTP response as an HTTP API of API Gateway (payload format 2.0) or a function URL wants it.
public final class GatewayReply {

    /// What Lambda passes on. A reply that is larger is lost, and the client told nothing that helps.
    public static final int MAX_BYTES = 6 << 20;

    /// There is no other way to the gateway than HTTPS.
    private static final String HSTS = "max-age=63072000";
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private GatewayReply() {}

    static byte[] write(ApiResponse response, GatewayEvent request) {
        byte[] reply = json(response, request.method());
        return reply.length <= MAX_BYTES
                ? reply
                : json(ServerProblem.ANSWER_TOO_LARGE.answer(request.traceParent()), request.method());
    }

    private static byte[] json(ApiResponse response, String method) {
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("statusCode", response.status());
        Map<String, String> headers = new LinkedHashMap<>(response.headers());
        headers.put("Strict-Transport-Security", HSTS);
        reply.put("headers", headers);
        if (mayHaveBody(response.status()) && !method.equals("HEAD")) {
            putBody(reply, response.body());
        }
        return Json.write(reply);
    }

    private static boolean mayHaveBody(int status) {
        return status != NO_CONTENT && status != NOT_MODIFIED;
    }

    /// As text wherever that comes to the same bytes: base64 is a third longer.
    private static void putBody(Map<String, Object> reply, byte[] body) {
        try {
            reply.put("body", StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
            reply.put("isBase64Encoded", false);
        } catch (CharacterCodingException e) {
            reply.put("body", Base64.getEncoder().encodeToString(body));
            reply.put("isBase64Encoded", true);
        }
    }
}
