package io.lapwing.local.app.machine;

import java.util.Map;

/// A device's answer to a command.
///
/// @param status that of HTTP
public record Answer(int status, Map<String, Object> payload) {

    static Answer ok(Map<String, Object> payload) {
        return new Answer(200, payload);
    }

    static Answer badRequest(String error) {
        return new Answer(400, Map.of("error", error));
    }

    static Answer unknown(String method) {
        return new Answer(404, Map.of("error", "no such method: " + method));
    }
}
