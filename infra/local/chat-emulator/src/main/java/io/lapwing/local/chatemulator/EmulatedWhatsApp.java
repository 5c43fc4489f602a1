package io.lapwing.local.chatemulator;

import io.lapwing.chatbot.channels.Payload;
import io.lapwing.chatbot.channels.Signatures;
import io.lapwing.local.chatemulator.Post.Button;
import io.lapwing.local.chatemulator.Post.Picture;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// WhatsApp's Cloud API. It knows no channels, and messages cannot be changed.
final class EmulatedWhatsApp implements Platform {
    private static final String DOWNLOAD = "attachments/";
    private static final String NUMBER = "100000000000001";
    /// The mark that keeps what people see from becoming a link or bold.
    private static final String JOINER = "\u2060";

    private final String appSecret;
    private final String token;
    private final Wall wall;
    private final AtomicLong numbers = new AtomicLong();
    private final URI url;
    private final Shelf shelf = new Shelf();
    private final Map<String, byte[]> media = new ConcurrentHashMap<>();

    /// @param url where this platform is
    EmulatedWhatsApp(URI url, Secrets secrets, Wall wall) {
        this.url = url;
        this.appSecret = secrets.get("LAPWING_WHATSAPP_APP_SECRET");
        this.token = secrets.get("LAPWING_WHATSAPP_TOKEN");
        this.wall = wall;
    }

    @Override
    public Webhook said(Said said, Instant now) {
        if (!said.place().isPrivate()) {
            throw new UnsupportedOperationException("WhatsApp has no channels to talk with a bot in");
        }
        return notification(said.by(), now, said.number(), content(said));
    }

    private Map<String, Object> content(Said said) {
        GivenFile file = said.file();
        return file == null ? Map.of("type", "text", "text", Map.of("body", said.text()))
                : Map.of("type", "document", "document", Map.of("id", shelf.put(file), "filename", file.name(),
                        "mime_type", file.type(), "caption", said.text()));
    }

    @Override
    public Webhook pressed(Pressed pressed, Instant now) {
        return notification(pressed.by(), now, pressed.number(), Map.of("type", "interactive", "context",
                Map.of("from", NUMBER, "id", pressed.post().id()), "interactive",
                Map.of("type", "button_reply", "button_reply",
                        Map.of("id", pressed.button().value(), "title", pressed.button().label()))));
    }

    @Override
    public boolean canChange() {
        return false;
    }

    private Webhook notification(Person person, Instant now, long number, Map<String, Object> content) {
        String from = Long.toString(person.number());
        Map<String, Object> message = new LinkedHashMap<>(content);
        message.put("from", from);
        message.put("id", "wamid.in" + now.toEpochMilli() + "x" + number);
        message.put("timestamp", Long.toString(now.getEpochSecond()));
        Map<String, Object> value = Map.of("messaging_product", "whatsapp", "metadata",
                Map.of("display_phone_number", NUMBER, "phone_number_id", NUMBER), "contacts",
                List.of(Map.of("profile", Map.of("name", person.name()), "wa_id", from)), "messages",
                List.of(message));
        Webhook webhook = Webhook.json("/chat/whatsapp", Map.of("object", "whatsapp_business_account", "entry",
                List.of(Map.of("id", NUMBER, "changes", List.of(Map.of("field", "messages", "value", value))))));
        return webhook.with("X-Hub-Signature-256", "sha256=" + Signatures.hmacSha256(appSecret, webhook.body()));
    }

    @Override
    public ApiReply answer(ApiCall call) {
        if (!call.header("authorization").equals("Bearer " + token)) {
            return error(401, 190, "Invalid OAuth access token");
        }
        if (call.path().endsWith("/" + NUMBER + "/media")) {
            String id = "media" + numbers.incrementAndGet();
            MultipartForm.of(call).files().forEach(png -> media.put(id, png));
            return ApiReply.json(200, Map.of("id", id));
        }
        if (call.path().startsWith(DOWNLOAD)) {
            return shelf.give(call.path().substring(DOWNLOAD.length()));
        }
        String last = call.path().substring(call.path().lastIndexOf('/') + 1);
        Optional<GivenFile> asked = call.method().equals("GET") ? shelf.find(last) : Optional.empty();
        if (asked.isPresent()) {
            return ApiReply.json(200, Map.of("messaging_product", "whatsapp", "id", last, "url",
                    url.resolve(DOWNLOAD + last).toString(), "mime_type", asked.get().type(), "file_size",
                    asked.get().bytes().length));
        }
        return call.path().endsWith("/" + NUMBER + "/messages") ? show(call.json())
                : error(404, 100, "Unsupported post request");
    }

    private static ApiReply error(int status, int code, String message) {
        return ApiReply.json(status, Map.of("error", Map.of("message", message, "type", "OAuthException", "code",
                code)));
    }

    private ApiReply show(Payload message) {
        String id = "wamid.out" + Instant.now().toEpochMilli() + "x" + numbers.incrementAndGet();
        switch (message.at("type").text()) {
            case "text" -> add(id, message.at("text", "body").text(), List.of(), Optional.empty());
            case "image" -> add(id, message.at("image", "caption").text(), List.of(),
                    message.at("image", "id").optionalText());
            case "interactive" -> {
                Payload interactive = message.at("interactive");
                add(id, interactive.at("body", "text").text(), buttons(interactive.at("action")),
                        interactive.at("header", "image", "id").optionalText());
            }
            default -> {
                return error(400, 131009, "Parameter value is not valid");
            }
        }
        return ApiReply.json(200, Map.of("messaging_product", "whatsapp", "messages", List.of(Map.of("id", id))));
    }

    private static List<Button> buttons(Payload action) {
        List<Payload> replies = action.at("sections").isPresent()
                ? action.at("sections").items().getFirst().at("rows").items()
                : action.at("buttons").items().stream().map(button -> button.at("reply")).toList();
        return replies.stream().map(reply -> new Button(reply.at("title").text(), reply.at("id").text())).toList();
    }

    private void add(String id, String body, List<Button> buttons, Optional<String> picture) {
        String text = body.replace(JOINER, "");
        String title = text.startsWith("*") ? text.replaceFirst("\\*([^*\n]*)\\*", "$1") : text;
        List<Picture> pictures = picture.map(file -> new Picture("", media.getOrDefault(file, new byte[0]))).stream()
                .toList();
        wall.add(new Post(id, Place.PRIVATE, false, title, buttons, pictures));
    }
}
