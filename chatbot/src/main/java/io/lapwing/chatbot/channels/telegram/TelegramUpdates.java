package io.lapwing.chatbot.channels.telegram;

import io.lapwing.chatbot.channels.MalformedPayload;
import io.lapwing.chatbot.channels.Payload;
import io.lapwing.chatbot.channels.Texts;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.ChatAct;
import io.lapwing.sharedmodel.chat.ChatInput;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.work.WorkId;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// Reads updates: messages to the bot, and presses of its buttons. What was edited, what bots and channels write, and
/// what people in groups say to one another is none of its business.
final class TelegramUpdates {
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}");
    private static final int MAX_FILE_NAME = 255;
    private static final long END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private final TelegramMentions mentions;

    TelegramUpdates(TelegramMentions mentions) {
        this.mentions = mentions;
    }

    List<ChatInput> read(Payload update, Instant now) {
        WorkId id = new WorkId("telegram:" + update.at("update_id").integer());
        Payload message = update.at("message");
        Payload press = update.at("callback_query");
        Optional<ChatInput> input = message.isPresent() ? message(id, message)
                : press.isPresent() ? press(id, press, now) : Optional.empty();
        return input.stream().toList();
    }

    private Optional<ChatInput> message(WorkId id, Payload message) {
        Payload from = message.at("from");
        // A sender_chat speaks for a channel or for a group's anonymous admins: nobody whose rights could be known.
        if (!from.isPresent() || from.at("is_bot").flag() || message.at("sender_chat").isPresent()) {
            return Optional.empty();
        }
        boolean isPrivate = isPrivate(message);
        return act(message, isPrivate).map(act -> new ChatInput(id, account(from), place(message, null), isPrivate,
                act, language(from), sentAt(message)));
    }

    private Optional<ChatAct> act(Payload message, boolean isPrivate) {
        boolean isCaption = !message.at("text").isPresent();
        String text = message.at(isCaption ? "caption" : "text").optionalText().orElse("");
        TelegramMentions.Call call = mentions.read(text,
                message.at(isCaption ? "caption_entities" : "entities").items());
        boolean isMine = call.isMine() || mentions.isBot(message.at("reply_to_message", "from"));
        if (!isPrivate && (!isMine || call.isOthers())) {
            return Optional.empty();
        }
        List<ChatAct.SharedFile> files = files(message);
        if (!files.isEmpty()) {
            return Optional.of(new ChatAct.Shared(Texts.said(call.text()), files));
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(new ChatAct.Said(Texts.said(call.text())));
    }

    /// Of a photo, its largest size.
    private static List<ChatAct.SharedFile> files(Payload message) {
        List<ChatAct.SharedFile> files = new ArrayList<>();
        Payload document = message.at("document");
        if (document.isPresent()) {
            String name = document.at("file_name").optionalText().map(Texts::said).filter(said -> !said.isEmpty())
                    .orElse("document");
            files.add(new ChatAct.SharedFile(fileId(document), Texts.shortened(name, MAX_FILE_NAME),
                    document.at("mime_type").optionalText().orElse(null), size(document)));
        }
        message.at("photo").items().stream().max(Comparator.comparingLong(TelegramUpdates::pixels)).map(
                photo -> new ChatAct.SharedFile(fileId(photo), "photo.jpg", "image/jpeg", size(photo)))
                .ifPresent(files::add);
        return files;
    }

    private static String fileId(Payload file) {
        return file.at("file_id").text();
    }

    private static long size(Payload file) {
        return file.at("file_size").optionalInteger().orElse(-1L);
    }

    private static long pixels(Payload photo) {
        return photo.at("width").optionalInteger().orElse(0L) * photo.at("height").optionalInteger().orElse(0L);
    }

    /// A press is answered by its own id, too, or else the button is seen to wait.
    private static Optional<ChatInput> press(WorkId id, Payload press, Instant now) {
        Payload from = press.at("from");
        Payload message = press.at("message");
        String value = press.at("data").optionalText().orElse("");
        if (value.isEmpty() || !message.isPresent() || from.at("is_bot").flag()) {
            return Optional.empty();
        }
        ChatAct act = new ChatAct.Pressed(value, TelegramMessageRef.of(message).toRef());
        return Optional.of(new ChatInput(id, account(from), place(message, press.at("id").id()), isPrivate(message),
                act, language(from), now));
    }

    private static ChatAccount account(Payload from) {
        return new ChatAccount(Channel.TELEGRAM, "", from.at("id").id());
    }

    private static ChatPlace place(Payload message, @Nullable String answer) {
        String thread = message.at("is_topic_message").flag() ? message.at("message_thread_id").id() : null;
        return new ChatPlace(Channel.TELEGRAM, "", message.at("chat", "id").id(), thread, answer);
    }

    private static boolean isPrivate(Payload message) {
        return message.at("chat", "type").text().equals("private");
    }

    private static @Nullable String language(Payload from) {
        return from.at("language_code").optionalText().filter(tag -> LANGUAGE.matcher(tag).matches()).orElse(null);
    }

    private static Instant sentAt(Payload message) {
        long seconds = message.at("date").integer();
        if (seconds < 0 || seconds > END_OF_TIME) {
            throw new MalformedPayload("date must be seconds since 1970");
        }
        return Instant.ofEpochSecond(seconds);
    }
}
