package io.lapwing.local.chatemulator;

import io.lapwing.chatbot.channels.Payload;
import io.lapwing.local.chatemulator.Post.Button;
import io.lapwing.local.chatemulator.Post.Picture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Telegram: updates one way, the Bot API the other.
final class EmulatedTelegram implements Platform {
    static final String BOT_NAME = "lapwing_bot";

    private static final String MENTION = "@" + BOT_NAME;

    private final String secret;
    private final String token;
    private final Wall wall;
    /// So that the ids of a later run are others.
    private final AtomicLong messages = new AtomicLong(Instant.now().getEpochSecond());
    private final Shelf shelf = new Shelf();
    private final Map<String, Place> chats = new ConcurrentHashMap<>();

    EmulatedTelegram(Secrets secrets, Wall wall) {
        this.secret = secrets.get("LAPWING_TELEGRAM_SECRET");
        this.token = secrets.get("LAPWING_TELEGRAM_BOT_TOKEN");
        this.wall = wall;
    }

    @Override
    public Webhook said(Said said, Instant now) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("message_id", messages.incrementAndGet());
        message.put("from", from(said.by()));
        message.put("chat", chat(said.by(), said.place()));
        message.put("date", now.getEpochSecond());
        GivenFile file = said.file();
        if (file != null) {
            message.put("document", Map.of("file_id", shelf.put(file), "file_unique_id", "u" + said.number(),
                    "file_name", file.name(), "mime_type", file.type(), "file_size", file.bytes().length));
        }
        String words = file == null ? "text" : "caption";
        if (said.place().isPrivate()) {
            message.put(words, said.text());
        } else {
            message.put(words, MENTION + " " + said.text());
            message.put(file == null ? "entities" : "caption_entities",
                    List.of(Map.of("type", "mention", "offset", 0, "length", MENTION.length())));
        }
        return update(now, said.number(), "message", message);
    }

    @Override
    public Webhook pressed(Pressed pressed, Instant now) {
        Map<String, Object> message = Map.of("message_id", Long.parseLong(pressed.post().id()), "chat",
                chat(pressed.by(), pressed.post().place()), "date", now.getEpochSecond(), "from",
                Map.of("id", Person.number(BOT_NAME), "is_bot", true, "username", BOT_NAME), "text",
                pressed.post().text());
        return update(now, pressed.number(), "callback_query", Map.of("id", "q" + pressed.number(), "from",
                from(pressed.by()), "message", message, "data", pressed.button().value()));
    }

    private Webhook update(Instant now, long number, String kind, Map<String, Object> value) {
        return Webhook.json("/chat/telegram", Map.of("update_id", now.toEpochMilli() + number, kind, value))
                .with("X-Telegram-Bot-Api-Secret-Token", secret);
    }

    private static Map<String, Object> from(Person person) {
        return Map.of("id", person.number(), "is_bot", false, "first_name", person.name(), "username", person.name());
    }

    private Map<String, Object> chat(Person person, Place place) {
        String channel = place.channel();
        long id = channel == null ? person.number() : -Person.number(channel);
        chats.put(Long.toString(id), place);
        return channel == null ? Map.of("id", id, "type", "private", "first_name", person.name())
                : Map.of("id", id, "type", "supergroup", "title", channel);
    }

    @Override
    public ApiReply answer(ApiCall call) {
        String prefix = "bot" + token + "/";
        String download = "file/" + prefix;
        if (call.path().startsWith(download)) {
            return shelf.give(call.path().substring(download.length()));
        }
        if (!call.path().startsWith(prefix)) {
            return error(401, "Unauthorized");
        }
        String method = call.path().substring(prefix.length());
        Fields fields = Fields.of(call);
        return switch (method) {
            case "sendMessage", "sendPhoto" -> show(Long.toString(messages.incrementAndGet()), fields, false);
            case "getFile" -> fileOf(fields.text("file_id"));
            case "editMessageText", "editMessageMedia" -> edit(fields);
            case "deleteMessage", "answerCallbackQuery" -> ApiReply.json(200, Map.of("ok", true, "result", true));
            default -> error(404, "Not Found");
        };
    }

    private ApiReply fileOf(String id) {
        return shelf.find(id).map(file -> ApiReply.json(200, Map.of("ok", true, "result",
                Map.of("file_id", id, "file_size", file.bytes().length, "file_path", id))))
                .orElseGet(() -> error(400, "Bad Request: invalid file_id"));
    }

    private static ApiReply error(int status, String description) {
        return ApiReply.json(status, Map.of("ok", false, "error_code", status, "description", description));
    }

    private ApiReply edit(Fields fields) {
        String id = fields.id("message_id");
        return wall.find(id).isEmpty() ? error(400, "Bad Request: message to edit not found")
                : show(id, fields, true);
    }

    private ApiReply show(String id, Fields fields, boolean isChange) {
        Place place = chats.get(fields.id("chat_id"));
        if (place == null) {
            return error(400, "Bad Request: chat not found");
        }
        Payload media = fields.json("media");
        String text = plain(media.isPresent() ? media.at("caption").text() : fields.text("text", "caption"));
        List<Picture> pictures = fields.pictures();
        List<Button> buttons = new ArrayList<>();
        for (Payload row : fields.json("reply_markup").at("inline_keyboard").items()) {
            row.items().forEach(button -> buttons.add(
                    new Button(button.at("text").text(), button.at("callback_data").text())));
        }
        wall.add(new Post(id, place, isChange, text, buttons, pictures));
        return ApiReply.json(200,
                Map.of("ok", true, "result", Map.of("message_id", Long.parseLong(id), "date", 0, "chat",
                        Map.of("id", Long.parseLong(fields.id("chat_id")), "type", "private"))));
    }

    private static String plain(String html) {
        return html.replaceAll("</?(b|i|code|pre)>", "").replace("&lt;", "<").replace("&gt;", ">")
                .replace("&quot;", "\"").replace("&amp;", "&");
    }

    /// What a method was called with, as JSON or as a form.
    private record Fields(Payload all, MultipartForm form) {

        static Fields of(ApiCall call) {
            return call.isForm() ? new Fields(Payload.read("{}"), MultipartForm.of(call))
                    : new Fields(call.json(), MultipartForm.EMPTY);
        }

        String id(String name) {
            return form.text(name).orElseGet(() -> all.at(name).id());
        }

        String text(String... names) {
            for (String name : names) {
                var found = form.text(name).or(() -> all.at(name).optionalText());
                if (found.isPresent()) {
                    return found.get();
                }
            }
            return "";
        }

        /// Within forms, objects are JSON again.
        Payload json(String name) {
            return form.text(name).map(Payload::read).orElseGet(() -> all.at(name));
        }

        /// What they show is told by their captions.
        List<Picture> pictures() {
            return form.files().stream().map(png -> new Picture("", png)).toList();
        }
    }
}
