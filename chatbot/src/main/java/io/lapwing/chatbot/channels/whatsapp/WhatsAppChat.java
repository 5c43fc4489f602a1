package io.lapwing.chatbot.channels.whatsapp;

import io.lapwing.chatbot.channels.Deadline;
import io.lapwing.chatbot.channels.HttpCall;
import io.lapwing.chatbot.channels.HttpCaller;
import io.lapwing.chatbot.channels.HttpOutcome;
import io.lapwing.chatbot.channels.MalformedPayload;
import io.lapwing.chatbot.channels.Multipart;
import io.lapwing.chatbot.channels.Payload;
import io.lapwing.sharedmodel.chat.ChatImage;
import io.lapwing.sharedmodel.chat.MessageRef;
import io.lapwing.sharedmodel.chat.Sent;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// The calls that one message to one person takes, all within one deadline. Not thread-safe.
final class WhatsAppChat {
    private static final Duration AFTER_NONSENSE = Duration.ofSeconds(5);
    /// How Meta calls who does not show his number.
    private static final Pattern USER_ID = Pattern.compile("[A-Z]{2}\\..+");

    private final HttpCaller http;
    private final String numberUrl;
    private final String token;
    private final String person;
    private final Deadline deadline;

    /// @param numberUrl of the number that writes
    /// @param person a phone number, or Meta's own id for him
    WhatsAppChat(HttpCaller http, String numberUrl, String token, String person) {
        this.http = http;
        this.numberUrl = numberUrl;
        this.token = token;
        this.person = person;
        this.deadline = http.deadline();
    }

    Sent post(WhatsAppPart part) {
        ChatImage image = part.image();
        if (image == null) {
            return send(part, null);
        }
        Multipart file = new Multipart().field("messaging_product", "whatsapp").field("type", "image/png").file("file",
                "chart.png", "image/png", image.png());
        HttpOutcome uploaded = http.send(HttpCall.postMultipart(url("media"), file).withBearer(token), deadline);
        return after(uploaded, answer -> send(part, answer.at("id").id()));
    }

    private Sent send(WhatsAppPart part, @Nullable String mediaId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("messaging_product", "whatsapp");
        body.put("recipient_type", "individual");
        body.put(USER_ID.matcher(person).matches() ? "recipient" : "to", person);
        body.putAll(content(part, mediaId));
        HttpOutcome outcome = http.send(HttpCall.postJson(url("messages"), body).withBearer(token), deadline);
        return after(outcome, answer -> new Sent.Done(new MessageRef(
                answer.at("messages").items().stream().findFirst()
                        .orElseThrow(() -> new MalformedPayload("messages must not be empty")).at("id").text())));
    }

    private static Map<String, Object> content(WhatsAppPart part, @Nullable String mediaId) {
        if (!part.buttons().isEmpty()) {
            return Map.of("type", "interactive", "interactive", WhatsAppButtons.interactive(part, mediaId));
        }
        return mediaId == null
                ? Map.of("type", "text", "text", Map.of("preview_url", false, "body", part.text()))
                : Map.of("type", "image", "image", Map.of("id", mediaId, "caption", part.text()));
    }

    private URI url(String edge) {
        return URI.create(numberUrl + edge);
    }

    private static Sent after(HttpOutcome outcome, Function<Payload, Sent> next) {
        return switch (outcome) {
            case HttpOutcome.Answered answered -> {
                try {
                    yield next.apply(answered.json());
                } catch (MalformedPayload | IllegalArgumentException _) {
                    yield new Sent.TryLater(AFTER_NONSENSE, "WhatsApp's answer is not understood");
                }
            }
            case HttpOutcome.Busy busy -> busy.toSent();
            case HttpOutcome.Refused refused -> WhatsAppErrors.sent(refused);
            case HttpOutcome.Lost lost -> lost.toSent();
        };
    }
}
