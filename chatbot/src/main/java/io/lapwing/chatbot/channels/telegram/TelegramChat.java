package io.lapwing.chatbot.channels.telegram;

import io.lapwing.chatbot.channels.Deadline;
import io.lapwing.chatbot.channels.HttpCall;
import io.lapwing.chatbot.channels.HttpCaller;
import io.lapwing.chatbot.channels.HttpOutcome;
import io.lapwing.chatbot.channels.MalformedPayload;
import io.lapwing.chatbot.channels.Multipart;
import io.lapwing.chatbot.channels.Payload;
import io.lapwing.chatbot.channels.RetryAfter;
import io.lapwing.sharedmodel.chat.ChatImage;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.Sent;
import io.lapwing.sharedmodel.json.Json;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The calls that one message to one chat takes, all within one deadline. Not thread-safe.
final class TelegramChat {
    private static final Duration AFTER_NONSENSE = Duration.ofSeconds(5);
    private static final Duration FOR_PRESS = Duration.ofSeconds(2);
    private static final String PHOTO = "photo";
    private static final String CAPTION = "caption";

    private final HttpCaller http;
    private final String botUrl;
    private final ChatPlace place;
    private final Deadline deadline;
    /// Becomes another one when a group becomes a supergroup.
    private String chatId;

    TelegramChat(HttpCaller http, String botUrl, ChatPlace place) {
        this.http = http;
        this.botUrl = botUrl;
        this.place = place;
        this.deadline = http.deadline();
        this.chatId = place.id();
    }

    /// What comes of it does not matter: a press can be answered only once, and only for a while.
    void answerPress() {
        if (place.answer() != null) {
            Duration time = deadline.remaining().compareTo(FOR_PRESS) < 0 ? deadline.remaining() : FOR_PRESS;
            http.send(HttpCall.postJson(url("answerCallbackQuery"), Map.of("callback_query_id", place.answer())),
                    Deadline.in(time));
        }
    }

    Sent post(TelegramPart part) {
        HttpOutcome outcome = http.send(postCall(part), deadline);
        if (outcome instanceof HttpOutcome.Refused refused) {
            Optional<Long> moved = movedTo(refused);
            if (moved.isPresent()) {
                chatId = moved.get().toString();
                outcome = http.send(postCall(part), deadline);
            }
        }
        return sent(outcome);
    }

    private HttpCall postCall(TelegramPart part) {
        Map<String, Object> fields = fields();
        if (place.thread() != null) {
            fields.put("message_thread_id", place.thread());
        }
        if (!part.buttons().isEmpty()) {
            fields.put("reply_markup", part.keyboard());
        }
        ChatImage image = part.image();
        if (image == null) {
            return HttpCall.postJson(url("sendMessage"), withText(fields, part));
        }
        fields.put(CAPTION, part.html());
        fields.put("parse_mode", "HTML");
        return withPicture("sendPhoto", fields, image);
    }

    /// Nothing if that message cannot be edited (any more).
    Optional<Sent> edit(TelegramMessageRef old, TelegramPart part) {
        HttpOutcome outcome = http.send(editCall(old, part), deadline);
        if (outcome instanceof HttpOutcome.Refused refused && refused.status() == 400) {
            boolean isSame = description(refused).contains("message is not modified");
            return isSame ? Optional.of(new Sent.Done(old.toRef())) : Optional.empty();
        }
        return Optional.of(sent(outcome));
    }

    private HttpCall editCall(TelegramMessageRef old, TelegramPart part) {
        Map<String, Object> fields = fields();
        fields.put("message_id", old.messageId());
        fields.put("reply_markup", part.keyboard());
        ChatImage image = part.image();
        if (image == null) {
            return HttpCall.postJson(url("editMessageText"), withText(fields, part));
        }
        fields.put("media", Map.of("type", PHOTO, "media", "attach://" + PHOTO, CAPTION, part.html(), "parse_mode",
                "HTML"));
        return withPicture("editMessageMedia", fields, image);
    }

    /// As far as Telegram lets the bot; what stays is seen, and does no harm.
    void delete(TelegramMessageRef old) {
        Map<String, Object> fields = fields();
        fields.put("message_id", old.messageId());
        http.send(HttpCall.postJson(url("deleteMessage"), fields), deadline);
    }

    private Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("chat_id", chatId);
        return fields;
    }

    private static Map<String, Object> withText(Map<String, Object> fields, TelegramPart part) {
        fields.put("text", part.html());
        fields.put("parse_mode", "HTML");
        fields.put("link_preview_options", Map.of("is_disabled", true));
        return fields;
    }

    private HttpCall withPicture(String method, Map<String, Object> fields, ChatImage image) {
        Multipart parts = new Multipart();
        fields.forEach((name, value) -> parts.field(name,
                value instanceof Map ? Json.text(value).json() : value.toString()));
        return HttpCall.postMultipart(url(method), parts.file(PHOTO, "chart.png", "image/png", image.png()));
    }

    private URI url(String method) {
        return URI.create(botUrl + method);
    }

    private static Sent sent(HttpOutcome outcome) {
        return switch (outcome) {
            case HttpOutcome.Answered answered -> done(answered);
            case HttpOutcome.Busy busy -> new Sent.TryLater(after(busy), "Telegram answered " + busy.status());
            case HttpOutcome.Refused refused -> new Sent.Refused(reason(refused.status()));
            case HttpOutcome.Lost lost -> lost.toSent();
        };
    }

    private static Sent done(HttpOutcome.Answered answered) {
        try {
            return new Sent.Done(TelegramMessageRef.of(answered.json().at("result")).toRef());
        } catch (MalformedPayload _) {
            return new Sent.TryLater(AFTER_NONSENSE, "Telegram's answer is not understood");
        }
    }

    private static Duration after(HttpOutcome.Busy busy) {
        try {
            return busy.json().at("parameters", "retry_after").optionalNumber().map(RetryAfter::ofSeconds)
                    .orElse(busy.after());
        } catch (MalformedPayload _) {
            return busy.after();
        }
    }

    /// Telegram's own words may quote ours.
    private static String reason(int status) {
        return switch (status) {
            case 401, 404 -> "Telegram does not know the bot token";
            case 403 -> "the bot was blocked, or is not in that chat";
            case 400 -> "Telegram does not know the chat, or does not take the message";
            default -> "Telegram answered " + status;
        };
    }

    private static Optional<Long> movedTo(HttpOutcome.Refused refused) {
        return answer(refused).flatMap(answer -> answer.at("parameters", "migrate_to_chat_id").optionalInteger());
    }

    private static String description(HttpOutcome.Refused refused) {
        return answer(refused).flatMap(answer -> answer.at("description").optionalText()).orElse("");
    }

    private static Optional<Payload> answer(HttpOutcome.Refused refused) {
        try {
            Payload answer = refused.json();
            return answer.isObject() ? Optional.of(answer) : Optional.empty();
        } catch (MalformedPayload _) {
            return Optional.empty();
        }
    }
}
