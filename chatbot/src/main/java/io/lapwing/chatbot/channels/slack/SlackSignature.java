package io.lapwing.chatbot.channels.slack;

import io.lapwing.chatbot.channels.Signatures;
import io.lapwing.sharedmodel.http.ApiRequest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;

/// Tells requests of Slack from those of others (its "Verifying requests", version `v0`).
final class SlackSignature {
    private static final String VERSION = "v0";
    /// So that what somebody overheard is soon worth nothing.
    private static final long MAX_AGE_SECONDS = 300;
    private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{1,12}");

    private final String secret;

    SlackSignature(String secret) {
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("Slack's signing secret is empty");
        }
        this.secret = secret;
    }

    boolean isOn(ApiRequest request, Instant now) {
        String timestamp = request.header("x-slack-request-timestamp").orElse("");
        String signature = request.header("x-slack-signature").orElse("");
        if (!TIMESTAMP.matcher(timestamp).matches()
                || Math.abs(now.getEpochSecond() - Long.parseLong(timestamp)) > MAX_AGE_SECONDS) {
            return false;
        }
        byte[] signed = (VERSION + ":" + timestamp + ":").getBytes(StandardCharsets.UTF_8);
        return Signatures.same(VERSION + "=" + Signatures.hmacSha256(secret, signed, request.body()), signature);
    }
}
