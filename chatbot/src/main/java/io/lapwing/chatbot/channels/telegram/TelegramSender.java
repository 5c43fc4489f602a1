package io.lapwing.chatbot.channels.telegram;

import io.lapwing.chatbot.channels.HttpCaller;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.MessageRef;
import io.lapwing.sharedmodel.chat.Sent;
import io.lapwing.sharedmodel.http.SafeUrl;
import io.lapwing.sharedmodel.port.ChatSender;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Writes messages through Telegram's Bot API. A press of a button is answered first, so that the button does not seem to
/// wait for ever.
public final class TelegramSender implements ChatSender {
    public static final String API_URL = "https://api.telegram.org";

    private static final Pattern TOKEN = Pattern.compile("[0-9]{1,20}:[A-Za-z0-9_-]{1,128}");

    private final HttpCaller http;
    private final String botUrl;

    /// @param apiUrl [#API_URL], or one's own server of the Bot API
    /// @param token of the bot
    public TelegramSender(HttpCaller http, String apiUrl, String token) {
        if (!TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException("the bot token has not the shape of one");
        }
        this.http = http;
        this.botUrl = SafeUrl.of(apiUrl).toString().replaceFirst("/+$", "") + "/bot" + token + "/";
    }

    @Override
    public Sent post(ChatPlace place, ChatMessage message) {
        TelegramChat chat = new TelegramChat(http, botUrl, place);
        chat.answerPress();
        return postAll(chat, TelegramPart.of(message));
    }

    private static Sent postAll(TelegramChat chat, List<TelegramPart> parts) {
        Sent sent = chat.post(parts.getFirst());
        for (TelegramPart part : parts.subList(1, parts.size())) {
            if (!(sent instanceof Sent.Done)) {
                return sent;
            }
            sent = chat.post(part);
        }
        return sent;
    }

    /// The first part takes the place, and what does not fit follows as new messages. A picture cannot become a text: that
    /// is posted, and then the picture deleted.
    @Override
    public Sent replace(ChatPlace place, MessageRef replaced, ChatMessage message) {
        TelegramChat chat = new TelegramChat(http, botUrl, place);
        chat.answerPress();
        List<TelegramPart> parts = TelegramPart.of(message);
        Optional<TelegramMessageRef> known = TelegramMessageRef.parse(replaced);
        if (known.isEmpty()) {
            return postAll(chat, parts);
        }
        TelegramMessageRef old = known.get();
        if (old.isPhoto() && parts.getFirst().image() == null) {
            Sent sent = postAll(chat, parts);
            if (sent instanceof Sent.Done) {
                chat.delete(old);
            }
            return sent;
        }
        return edit(chat, old, parts);
    }

    private static Sent edit(TelegramChat chat, TelegramMessageRef old, List<TelegramPart> parts) {
        Optional<Sent> edited = chat.edit(old, parts.getFirst());
        if (edited.isEmpty()) {
            return postAll(chat, parts);
        }
        boolean isMore = edited.get() instanceof Sent.Done && parts.size() > 1;
        return isMore ? postAll(chat, parts.subList(1, parts.size())) : edited.get();
    }
}
