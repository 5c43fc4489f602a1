package io.lapwing.chatbot.channels.telegram;

import io.lapwing.chatbot.channels.Payload;
import io.lapwing.chatbot.channels.PlatformServer;
import io.lapwing.chatbot.channels.PlatformServer.Answer;
import io.lapwing.chatbot.channels.PlatformServer.Seen;
import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.port.ChatSenderContract.Mood;
import io.lapwing.sharedmodel.port.ChatSenderContract.Shown;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Telegram's Bot API, with one chat: keeps to its limits and refuses what it would refuse.
final class TelegramPlatform implements AutoCloseable {
    static final String TOKEN = "123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11";
    static final String CHAT = "-1001234567890";
    private static final String GIVES_WAY = "{\"ok\":false,\"error_code\":429,\"description\":"
            + "\"Too Many Requests: retry after 30\",\"parameters\":{\"retry_after\":30}}";

    private final TreeMap<Long, Shown> messages = new TreeMap<>();
    private final PlatformServer server = new PlatformServer(this::answer, Answer.json(429, GIVES_WAY),
            error(403, "Forbidden: bot was kicked from the supergroup chat"));
    private long lastId = 100;
    private boolean isAlive;

    String url() {
        return server.url().toString();
    }

    List<Seen> seen() {
        return server.seen();
    }

    List<String> methods() {
        return seen().stream().map(seen -> seen.target().substring(seen.target().lastIndexOf('/') + 1)).toList();
    }

    void is(Mood mood) {
        server.is(mood);
    }

    synchronized List<Shown> shown() {
        if (isAlive) {
            throw new AssertionError("something became a link");
        }
        return List.copyOf(messages.values());
    }

    static Answer error(int status, String description) {
        return Answer.json(status, new String(Json.write(Map.of("ok", false, "error_code", status, "description",
                description)), StandardCharsets.UTF_8));
    }

    private synchronized Answer answer(Seen seen) {
        String prefix = "/bot" + TOKEN + "/";
        if (!seen.target().startsWith(prefix)) {
            return error(404, "Not Found");
        }
        boolean isForm = seen.headers().getOrDefault("content-type", "").startsWith("multipart/");
        Fields fields = isForm ? Fields.ofForm(seen) : Fields.ofJson(seen);
        String method = seen.target().substring(prefix.length());
        if (method.equals("answerCallbackQuery")) {
            return Answer.json(200, "{\"ok\":true,\"result\":true}");
        }
        if (!fields.text("chat_id").equals(CHAT)) {
            return error(400, "Bad Request: chat not found");
        }
        return act(method, fields);
    }

    private Answer act(String method, Fields fields) {
        return switch (method) {
            case "sendMessage", "sendPhoto" -> show(++lastId, fields, method.endsWith("Photo"));
            case "editMessageText", "editMessageMedia" -> edit(fields, method.endsWith("Media"));
            case "deleteMessage" -> {
                messages.remove(Long.parseLong(fields.text("message_id")));
                yield Answer.json(200, "{\"ok\":true,\"result\":true}");
            }
            default -> error(404, "Not Found");
        };
    }

    private Answer edit(Fields fields, boolean isPhoto) {
        long id = Long.parseLong(fields.text("message_id"));
        Shown old = messages.get(id);
        if (old == null) {
            return error(400, "Bad Request: message to edit not found");
        }
        if (!isPhoto && !old.pictures().isEmpty()) {
            return error(400, "Bad Request: there is no text in the message to edit");
        }
        Answer answer = show(id, fields, isPhoto);
        return old.equals(messages.get(id)) ? error(400, "Bad Request: message is not modified: …") : answer;
    }

    private Answer show(long id, Fields fields, boolean isPhoto) {
        Payload media = fields.json("media");
        Payload texts = media.isPresent() ? media : fields.all;
        String field = isPhoto ? "caption" : "text";
        TelegramHtml html = new TelegramHtml(texts.at(field).text());
        boolean isPicture = fields.photo.filter(photo -> photo.startsWith("\u0089PNG")).isPresent();
        if (!texts.at("parse_mode").text().equals("HTML") || isPhoto != isPicture) {
            return error(400, "Bad Request");
        }
        if (html.text().isBlank() || html.text().length() > (isPhoto ? 1024 : 4096)) {
            return error(400, "Bad Request: message is too long");
        }
        isAlive |= html.isAlive();
        List<String> labels = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (Payload row : fields.json("reply_markup").at("inline_keyboard").items()) {
            for (Payload button : row.items()) {
                labels.add(button.at("text").text());
                values.add(button.at("callback_data").text());
            }
        }
        int paragraph = html.text().lastIndexOf("\n\n");
        List<String> pictures = isPhoto ? List.of(html.text().substring(paragraph < 0 ? 0 : paragraph + 2)) : List.of();
        messages.put(id, new Shown(html.text(), labels, values, pictures));
        return Answer.json(200, "{\"ok\":true,\"result\":{\"message_id\":" + id + (isPhoto
                ? ",\"photo\":[{\"file_id\":\"x\"}]"
                : "") + "}}");
    }

    /// What a method was called with, as JSON or as a form.
    private record Fields(Payload all, Map<String, FormFields.Field> form, Optional<String> photo) {
        static Fields ofJson(Seen seen) {
            return new Fields(seen.json(), Map.of(), Optional.empty());
        }

        static Fields ofForm(Seen seen) {
            Map<String, FormFields.Field> form = FormFields.read(seen);
            Map<String, Object> texts = new TreeMap<>();
            form.forEach((name, field) -> texts.put(name, name.equals("photo") ? "" : field.value()));
            return new Fields(Payload.read(Json.write(texts)), form,
                    Optional.ofNullable(form.get("photo")).map(FormFields.Field::value));
        }

        String text(String name) {
            return all.at(name).id();
        }

        /// Within forms, objects are JSON again.
        Payload json(String name) {
            if (form.isEmpty()) {
                return all.at(name);
            }
            FormFields.Field field = form.get(name);
            return Payload.read(field == null ? "{}" : field.value()).at(field == null ? new String[]{"none"}
                    : new String[0]);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
