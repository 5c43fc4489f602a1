package io.lapwing.local.chatemulator;

import io.lapwing.sharedmodel.json.Json;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// What a platform answers to a bot.
@SuppressWarnings("ArrayRecordComponent") // Neither compared nor printed.
record ApiReply(int status, String contentType, byte[] body) {

    static ApiReply json(int status, Object body) {
        return new ApiReply(status, "application/json", Json.write(body));
    }

    static ApiReply text(String body) {
        return new ApiReply(200, "text/plain", body.getBytes(StandardCharsets.UTF_8));
    }

    static ApiReply ok() {
        return json(200, Map.of("ok", true));
    }
}
