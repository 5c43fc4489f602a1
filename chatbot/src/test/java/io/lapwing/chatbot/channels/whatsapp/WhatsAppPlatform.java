package io.lapwing.chatbot.channels.whatsapp;

import io.lapwing.chatbot.channels.Payload;
import io.lapwing.chatbot.channels.PlatformServer;
import io.lapwing.chatbot.channels.PlatformServer.Answer;
import io.lapwing.chatbot.channels.PlatformServer.Seen;
import io.lapwing.chatbot.channels.telegram.FormFields;
import io.lapwing.sharedmodel.port.ChatSenderContract.Mood;
import io.lapwing.sharedmodel.port.ChatSenderContract.Shown;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// WhatsApp's Cloud API, with one person to write to: keeps to its limits and refuses what it would refuse.
final class WhatsAppPlatform implements AutoCloseable {
    static final String NUMBER = "106540352242922";
    static final String PERSON = "16505551234";
    static final String TOKEN = "EAAJB-token";

    private static final FormFields.Field NONE = new FormFields.Field("", "");
    private static final Payload NO_PICTURE = Payload.read("{}").at("id");

    private final List<Shown> messages = new ArrayList<>();
    private final Set<String> media = new HashSet<>();
    private final PlatformServer server = new PlatformServer(this::answer, new Answer(429, Map.of("Retry-After", "30"),
            error(130429, "Rate limit hit")), Answer.json(400, error(131047, "Re-engagement message")));
    private boolean isAlive;

    String url() {
        return server.url() + "/v23.0";
    }

    List<Seen> seen() {
        return server.seen();
    }

    void is(Mood mood) {
        server.is(mood);
    }

    synchronized List<Shown> shown() {
        if (isAlive) {
            throw new AssertionError("something became a link, or bold");
        }
        return List.copyOf(messages);
    }

    static String error(int code, String message) {
        return """
                {"error":{"message":"(#%d) %s","type":"OAuthException","code":%d,"error_data":{"messaging_product":\
                "whatsapp","details":"…"},"fbtrace_id":"Az8or2yhqkZfEZ"}}""".formatted(code, message, code);
    }

    private synchronized Answer answer(Seen seen) {
        if (!seen.headers().getOrDefault("authorization", "").equals("Bearer " + TOKEN)) {
            return Answer.json(401, error(190, "Invalid OAuth access token"));
        }
        return switch (seen.target()) {
            case "/v23.0/" + NUMBER + "/media" -> upload(seen);
            case "/v23.0/" + NUMBER + "/messages" -> show(seen.json());
            default -> Answer.json(404, error(100, "Unsupported post request"));
        };
    }

    private Answer upload(Seen seen) {
        Map<String, FormFields.Field> form = FormFields.read(seen);
        boolean isGood = form.getOrDefault("messaging_product", NONE).value().equals("whatsapp")
                && form.getOrDefault("type", NONE).value().equals("image/png")
                && form.getOrDefault("file", NONE).contentType().equals("image/png")
                && form.getOrDefault("file", NONE).value().startsWith("\u0089PNG");
        String id = "media-" + media.size();
        media.add(id);
        return isGood ? Answer.json(200, "{\"id\":\"" + id + "\"}") : Answer.json(400, error(100, "Invalid parameter"));
    }

    private Answer show(Payload message) {
        if (!message.at("to").optionalText().or(() -> message.at("recipient").optionalText()).orElse("")
                .matches(PERSON + "|US\\.\\d+") || !message.at("messaging_product").text().equals("whatsapp")) {
            return Answer.json(400, error(131026, "Message undeliverable"));
        }
        boolean isTaken = switch (message.at("type").text()) {
            case "text" -> add(message.at("text", "body").text(), 4096, List.of(), NO_PICTURE);
            case "image" -> add(message.at("image", "caption").text(), 1024, List.of(), message.at("image", "id"));
            case "interactive" -> interactive(message.at("interactive"));
            default -> false;
        };
        return isTaken ? Answer.json(200, """
                {"messaging_product":"whatsapp","contacts":[{"input":"1","wa_id":"1"}],\
                "messages":[{"id":"wamid.%d"}]}""".formatted(messages.size()))
                : Answer.json(400, error(131009, "Parameter value is not valid"));
    }

    private boolean interactive(Payload interactive) {
        boolean isList = interactive.at("type").text().equals("list");
        Payload action = interactive.at("action");
        List<Payload> buttons = isList ? action.at("sections").items().getFirst().at("rows").items()
                : action.at("buttons").items().stream().map(button -> button.at("reply")).toList();
        Set<String> titles = new HashSet<>();
        boolean isGood = buttons.stream().allMatch(button -> titles.add(button.at("title").text())
                && button.at("title").text().length() <= (isList ? 24 : 20) && button.at("id").text().length() <= 200);
        boolean isOpened = !isList || (action.at("button").text().length() <= 20
                && !interactive.at("header").isPresent());
        return isGood && isOpened && buttons.size() <= (isList ? 10 : 3)
                && add(interactive.at("body", "text").text(), 1024, buttons, interactive.at("header", "image", "id"));
    }

    private boolean add(String body, int max, List<Payload> buttons, Payload picture) {
        boolean hasPicture = picture.isPresent();
        if (body.isBlank() || body.length() > max || (hasPicture && !media.contains(picture.text()))) {
            return false;
        }
        WhatsAppText text = WhatsAppText.of(body);
        isAlive |= text.isAlive();
        int paragraph = text.text().lastIndexOf("\n\n");
        messages.add(new Shown(text.text(), buttons.stream().map(button -> button.at("title").text()).toList(),
                buttons.stream().map(button -> button.at("id").text()).toList(),
                hasPicture ? List.of(text.text().substring(paragraph < 0 ? 0 : paragraph + 2)) : List.of()));
        return true;
    }

    @Override
    public void close() {
        server.close();
    }
}
