package io.lapwing.chatbot.channels.whatsapp;

import io.lapwing.chatbot.channels.HttpOutcome;
import io.lapwing.chatbot.channels.MalformedPayload;
import io.lapwing.sharedmodel.chat.Sent;

import java.time.Duration;

/// What Meta's error codes mean, most of which come with the status 400. Its own words may quote ours.
final class WhatsAppErrors {
    private static final Duration AFTER_FAULT = Duration.ofSeconds(5);
    private static final Duration AFTER_TOO_MANY = Duration.ofSeconds(30);
    private static final Duration AFTER_FAR_TOO_MANY = Duration.ofMinutes(5);

    private WhatsAppErrors() {}

    static Sent sent(HttpOutcome.Refused refused) {
        long code = code(refused);
        return switch (Math.toIntExact(Math.clamp(code, 0, Integer.MAX_VALUE))) {
            case 130429, 131056 -> new Sent.TryLater(AFTER_TOO_MANY, "too many messages for WhatsApp");
            case 4, 80007, 131048 -> new Sent.TryLater(AFTER_FAR_TOO_MANY, "far too many messages for WhatsApp");
            case 1, 2, 131000, 131016, 131057 -> new Sent.TryLater(AFTER_FAULT, "WhatsApp is out of order");
            case 131047 -> new Sent.Refused("the person last wrote more than 24 hours ago: WhatsApp lets nobody answer "
                    + "later than that");
            case 131026, 131030 -> new Sent.Refused("WhatsApp cannot reach the person");
            case 131050 -> new Sent.Refused("the person wants no messages of the business");
            case 131031, 368 -> new Sent.Refused("WhatsApp has locked the business account");
            case 190 -> new Sent.Refused("WhatsApp's access token is not valid (any more)");
            case 3, 10, 200 -> new Sent.Refused("WhatsApp's access token may not send messages");
            default -> new Sent.Refused("WhatsApp answered " + refused.status() + ", code " + code);
        };
    }

    private static long code(HttpOutcome.Refused refused) {
        try {
            return refused.json().at("error", "code").optionalInteger().orElse(0L);
        } catch (MalformedPayload _) {
            return 0;
        }
    }
}
