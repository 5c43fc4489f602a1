package io.lapwing.chatbot.channels.whatsapp;

import io.lapwing.chatbot.channels.MalformedPayload;
import io.lapwing.chatbot.channels.Payload;
import io.lapwing.chatbot.channels.Texts;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.ChatAct;
import io.lapwing.sharedmodel.chat.ChatInput;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.MessageRef;
import io.lapwing.sharedmodel.file.Sha256;
import io.lapwing.sharedmodel.work.WorkId;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// Reads what Meta notifies of: any number of messages of people to any of the business' numbers. How our own messages
/// fare is of no interest, and neither are groups.
final class WhatsAppNotifications {
    private static final int MAX_FILE_NAME = 255;
    private static final int MAX_ID = 100;
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");

    private WhatsAppNotifications() {}

    static List<ChatInput> read(Payload notification) {
        List<ChatInput> inputs = new ArrayList<>();
        if (!notification.at("object").text().equals("whatsapp_business_account")) {
            return inputs;
        }
        for (Payload entry : notification.at("entry").items()) {
            for (Payload change : entry.at("changes").items()) {
                if (change.at("field").text().equals("messages")) {
                    Payload value = change.at("value");
                    value.at("messages").items().forEach(message -> input(value, message).ifPresent(inputs::add));
                }
            }
        }
        return inputs;
    }

    private static Optional<ChatInput> input(Payload value, Payload message) {
        Optional<String> number = message.at("from").optionalText();
        // Who has taken a user name need not show his number. His id is the same with it and without it.
        Optional<String> user = message.at("from_user_id").optionalText();
        if (message.at("group_id").isPresent() || (number.isEmpty() && user.isEmpty())) {
            return Optional.empty();
        }
        return act(message).map(act -> new ChatInput(workId(message.at("id").text()),
                new ChatAccount(Channel.WHATSAPP, "", user.or(() -> number).orElseThrow()),
                new ChatPlace(Channel.WHATSAPP, "", number.or(() -> user).orElseThrow(), null,
                        value.at("metadata", "phone_number_id").id()),
                true, act, null, sentAt(message)));
    }

    private static Optional<ChatAct> act(Payload message) {
        return switch (message.at("type").text()) {
            case "text" -> Optional.of(new ChatAct.Said(said(message.at("text", "body").text())));
            case "interactive" -> pressed(message);
            case "document" -> Optional.of(shared(message.at("document"), "document"));
            case "image" -> Optional.of(shared(message.at("image"), "photo"));
            default -> Optional.empty();
        };
    }

    /// Without what we have put into texts that he may have copied.
    private static String said(String text) {
        return Texts.said(WhatsAppMarkup.withoutJoiners(text));
    }

    private static Optional<ChatAct> pressed(Payload message) {
        Payload interactive = message.at("interactive");
        Payload button = interactive.at("button_reply");
        Payload reply = button.isPresent() ? button : interactive.at("list_reply");
        return reply.at("id").optionalText().map(value -> new ChatAct.Pressed(value, context(message)));
    }

    private static @Nullable MessageRef context(Payload message) {
        return message.at("context", "id").optionalText().map(MessageRef::new).orElse(null);
    }

    private static ChatAct shared(Payload file, String otherwise) {
        Optional<String> contentType = file.at("mime_type").optionalText();
        String ending = contentType.filter("image/png"::equals).isPresent() ? ".png" : ".jpg";
        String name = file.at("filename").optionalText().map(Texts::said).filter(said -> !said.isEmpty())
                .orElse(otherwise.equals("photo") ? otherwise + ending : otherwise);
        return new ChatAct.Shared(said(file.at("caption").optionalText().orElse("")), List.of(new ChatAct.SharedFile(
                file.at("id").text(), Texts.shortened(name, MAX_FILE_NAME), contentType.orElse(null), -1)));
    }

    /// WhatsApp promises nothing about how long its ids are.
    private static WorkId workId(String messageId) {
        return new WorkId("whatsapp:" + (messageId.length() <= MAX_ID ? messageId
                : Sha256.of(messageId.getBytes(StandardCharsets.UTF_8)).hex()));
    }

    private static Instant sentAt(Payload message) {
        String seconds = message.at("timestamp").id();
        if (!SECONDS.matcher(seconds).matches()) {
            throw new MalformedPayload("timestamp must be seconds since 1970");
        }
        return Instant.ofEpochSecond(Long.parseLong(seconds));
    }
}
