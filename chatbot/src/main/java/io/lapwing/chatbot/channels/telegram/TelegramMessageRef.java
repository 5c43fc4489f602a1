package io.lapwing.chatbot.channels.telegram;

import io.lapwing.chatbot.channels.Payload;
import io.lapwing.sharedmodel.chat.MessageRef;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A message of a Telegram chat. Whether it is a picture decides how it can be changed.
record TelegramMessageRef(long messageId, boolean isPhoto) {
    private static final Pattern SHAPE = Pattern.compile("(photo:)?([0-9]{1,18})");

    /// @param message as Telegram writes messages
    static TelegramMessageRef of(Payload message) {
        return new TelegramMessageRef(message.at("message_id").integer(), !message.at("photo").items().isEmpty());
    }

    static Optional<TelegramMessageRef> parse(MessageRef ref) {
        Matcher matcher = SHAPE.matcher(ref.value());
        return matcher.matches()
                ? Optional.of(new TelegramMessageRef(Long.parseLong(matcher.group(2)), matcher.group(1) != null))
                : Optional.empty();
    }

    MessageRef toRef() {
        return new MessageRef((isPhoto ? "photo:" : "") + messageId);
    }
}
