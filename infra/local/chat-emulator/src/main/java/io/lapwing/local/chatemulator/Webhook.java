package io.lapwing.local.chatemulator;

import io.lapwing.sharedmodel.json.Json;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// A request that a platform makes of a bot.
///
/// @param path below the bot's address
@SuppressWarnings("ArrayRecordComponent") // Neither compared nor printed.
public record Webhook(String path, Map<String, String> headers, byte[] body) {
    public Webhook {
        headers = Map.copyOf(headers);
    }

    static Webhook json(String path, Object body) {
        return new Webhook(path, Map.of("Content-Type", "application/json"), Json.write(body));
    }

    static Webhook form(String path, String field, String value) {
        return new Webhook(path, Map.of("Content-Type", "application/x-www-form-urlencoded"),
                (field + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
    }

    Webhook with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Webhook(path, more, body);
    }
}
