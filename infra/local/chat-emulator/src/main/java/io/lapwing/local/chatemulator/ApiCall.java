package io.lapwing.local.chatemulator;

import io.lapwing.chatbot.channels.Payload;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/// A request that a bot makes of a platform.
///
/// @param path below the platform's address, without a slash first
/// @param headers by names in lower case
@SuppressWarnings("ArrayRecordComponent") // Neither compared nor printed.
record ApiCall(String method, String path, Map<String, String> headers, byte[] body) {

    String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /// @throws io.lapwing.chatbot.channels.MalformedPayload if it is no JSON
    Payload json() {
        return Payload.read(body);
    }

    boolean isForm() {
        return header("content-type").startsWith("multipart/");
    }
}
