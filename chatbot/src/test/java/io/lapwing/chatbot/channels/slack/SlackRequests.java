package io.lapwing.chatbot.channels.slack;

import io.lapwing.sharedmodel.http.ApiRequest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.slack.api.app_backend.SlackSignature.Generator;

/// Requests as Slack makes them, signed by its own SDK.
public final class SlackRequests {
    public static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";

    private SlackRequests() {}

    public static ApiRequest signed(String body, Instant at) {
        String timestamp = Long.toString(at.getEpochSecond());
        return with(body.getBytes(StandardCharsets.UTF_8), timestamp, new Generator(SECRET).generate(timestamp, body));
    }

    public static ApiRequest with(byte[] body, String timestamp, String signature) {
        return new ApiRequest("POST", "/chat/slack", Map.of(),
                Map.of("X-Slack-Request-Timestamp", List.of(timestamp), "X-Slack-Signature", List.of(signature)), body,
                "127.0.0.1");
    }

    public static String interaction(String payload) {
        return "payload=" + URLEncoder.encode(payload, StandardCharsets.UTF_8);
    }
}
