package io.lapwing.aws.chatbot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// A request of a chat platform as API Gateway hands it over, and the reply to it, in two files that are named after their
/// rule.
record GoldenEvent(String rule) {

    static Stream<GoldenEvent> all() {
        return Stream.of("a-message-is-taken", "a-body-in-base64-is-the-same-body", "a-wrong-secret-is-refused",
                "a-channel-that-is-not-configured-is-not-there", "a-path-of-nobody-is-not-there",
                "a-challenge-is-answered", "nothing-in-an-event-chooses-the-function").map(GoldenEvent::new);
    }

    /// The secrets that the files' platforms know.
    static Map<String, String> secrets() {
        Map<String, String> secrets = new HashMap<>();
        secrets.put("LAPWING_TELEGRAM_SECRET", "told-to-telegram");
        secrets.put("LAPWING_TELEGRAM_BOT_TOKEN", "110201543:not-a-secret");
        secrets.put("LAPWING_WHATSAPP_APP_SECRET", "not-a-secret");
        secrets.put("LAPWING_WHATSAPP_VERIFY_TOKEN", "told-to-whatsapp");
        secrets.put("LAPWING_WHATSAPP_TOKEN", "not-a-secret");
        return secrets;
    }

    byte[] event() {
        return text(".json").getBytes(StandardCharsets.UTF_8);
    }

    String reply() {
        return text(".reply.json").strip();
    }

    private String text(String ending) {
        String file = "events/" + rule + ending;
        try (InputStream stream = Objects.requireNonNull(GoldenEvent.class.getResourceAsStream(file), file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return rule;
    }
}
