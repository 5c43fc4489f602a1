package io.lapwing.chatbot.channels.telegram;

import io.lapwing.chatbot.channels.Payload;
import io.lapwing.chatbot.channels.Receipt;
import io.lapwing.chatbot.channels.Receipts;
import io.lapwing.chatbot.channels.Signatures;
import io.lapwing.chatbot.channels.Webhook;
import io.lapwing.sharedmodel.http.ApiRequest;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// Takes the updates that Telegram posts. It signs nothing: it shows the secret that it was given with `setWebhook`.
public final class TelegramWebhook implements Webhook {
    private static final String SECRET_HEADER = "x-telegram-bot-api-secret-token";

    private final String secret;
    private final TelegramUpdates updates;

    /// @param secret as given to `setWebhook`
    /// @param botName the bot's user name, without the `@`. Where it is not known, every name that ends in `bot` is taken
    /// for the bot's, which is right in groups where Telegram's privacy mode is on, as it is for new bots
    public TelegramWebhook(String secret, @Nullable String botName) {
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("the secret is empty: anybody could know it");
        }
        this.secret = secret;
        this.updates = new TelegramUpdates(new TelegramMentions(botName));
    }

    @Override
    public Receipt receive(ApiRequest request, String path, Instant now) {
        if (!path.isEmpty()) {
            return Receipts.refused(404, "path");
        }
        boolean isTelegram = request.header(SECRET_HEADER).filter(given -> Signatures.same(secret, given)).isPresent();
        if (!isTelegram) {
            return Receipts.refused(401, "wrong or missing secret token");
        }
        return Receipts.reading(() -> Receipts.taken(updates.read(Payload.read(request.body()), now)));
    }
}
