package io.lapwing.local.chatemulator;

import io.lapwing.chatbot.channels.Payload;
import io.lapwing.local.chatemulator.Post.Button;
import io.lapwing.local.chatemulator.Post.Picture;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Discord: interactions one way, its REST API the other. What is said goes by the command `/lapwing`, and its answer takes
/// the place of "Lapwing is thinking".
final class EmulatedDiscord implements Platform {
    private static final String APPLICATION = "845027738276462632";
    private static final String DOWNLOAD = "attachments/";
    private static final String GUILD = "290926798626357999";
    private static final int COMMAND = 2;
    private static final int PRESS = 3;
    private static final long DISCORD_EPOCH = 1_420_070_400_000L;
    private static final long LOADING = 128;

    private final Secrets secrets;
    private final Wall wall;
    private final URI url;
    private final Shelf shelf = new Shelf();
    private final AtomicLong numbers = new AtomicLong();
    private final Map<String, Place> channels = new ConcurrentHashMap<>();
    /// What an interaction's answer is to take the place of, by its token.
    private final Map<String, Awaited> awaited = new ConcurrentHashMap<>();

    /// @param message the id that it has, or will have
    private record Awaited(String message, Place place) {}

    /// @param url where this platform is
    EmulatedDiscord(URI url, Secrets secrets, Wall wall) {
        this.url = url;
        this.secrets = secrets;
        this.wall = wall;
    }

    @Override
    public Webhook said(Said said, Instant now) {
        String token = "said" + now.toEpochMilli() + "x" + said.number();
        awaited.put(token, new Awaited(snowflake(now), said.place()));
        Map<String, Object> interaction = interaction(said.by(), said.place(), now, COMMAND, token);
        interaction.put("data", command(said));
        return signed(interaction, now);
    }

    private Map<String, Object> command(Said said) {
        List<Object> options = new ArrayList<>();
        if (!said.text().isEmpty()) {
            options.add(Map.of("name", "text", "type", 3, "value", said.text()));
        }
        Map<String, Object> data = new LinkedHashMap<>(
                Map.of("id", "771825006014889984", "name", "lapwing", "type", 1, "options", options));
        GivenFile file = said.file();
        if (file != null) {
            String id = shelf.put(file);
            options.add(Map.of("name", "file", "type", 11, "value", id));
            data.put("resolved", Map.of("attachments", Map.of(id, Map.of("id", id, "filename", file.name(),
                    "content_type", file.type(), "size", file.bytes().length, "url",
                    url.resolve(DOWNLOAD + id).toString()))));
        }
        return data;
    }

    @Override
    public Webhook pressed(Pressed pressed, Instant now) {
        Place place = pressed.post().place();
        String token = "pressed" + now.toEpochMilli() + "x" + pressed.number();
        awaited.put(token, new Awaited(pressed.post().id(), place));
        Map<String, Object> interaction = interaction(pressed.by(), place, now, PRESS, token);
        interaction.put("data", Map.of("component_type", 2, "custom_id", pressed.button().value()));
        interaction.put("message", Map.of("id", pressed.post().id(), "content", pressed.post().text()));
        return signed(interaction, now);
    }

    private Map<String, Object> interaction(Person person, Place place, Instant now, int type, String token) {
        Map<String, Object> user = Map.of("id", Long.toString(person.number()), "username", person.name());
        Map<String, Object> interaction = new LinkedHashMap<>();
        String channel = place.channel();
        String id = Long.toString(channel == null ? person.number() + 1 : Person.number(channel));
        channels.put(id, place);
        interaction.put("application_id", APPLICATION);
        interaction.put("id", snowflake(now));
        interaction.put("type", type);
        interaction.put("token", token);
        interaction.put("version", 1);
        interaction.put("channel_id", id);
        interaction.put("locale", "en-GB");
        if (channel == null) {
            interaction.put("user", user);
            interaction.put("context", 1);
        } else {
            interaction.put("guild_id", GUILD);
            interaction.put("member", Map.of("user", user));
            interaction.put("context", 0);
        }
        return interaction;
    }

    private String snowflake(Instant now) {
        return Long.toString(((now.toEpochMilli() - DISCORD_EPOCH) << 22) | (numbers.incrementAndGet() & 0x3fffff));
    }

    private Webhook signed(Map<String, Object> interaction, Instant now) {
        Webhook webhook = Webhook.json("/chat/discord", interaction);
        String timestamp = Long.toString(now.getEpochSecond());
        return webhook.with("X-Signature-Timestamp", timestamp).with("X-Signature-Ed25519",
                secrets.signedForDiscord(timestamp, webhook.body()));
    }

    /// `webhooks/{application}/{token}[/messages/{id}]`, or `channels/{id}/messages[/{id}]`.
    @Override
    public ApiReply answer(ApiCall call) {
        if (call.path().startsWith(DOWNLOAD)) {
            return shelf.give(call.path().substring(DOWNLOAD.length()));
        }
        String[] steps = call.path().replaceFirst("^api/v10/", "").replaceFirst("\\?.*$", "").split("/", -1);
        if (steps.length >= 3 && steps[0].equals("webhooks")) {
            Awaited answer = awaited.get(steps[2]);
            if (answer == null) {
                return error(404, 10015, "Unknown Webhook");
            }
            String id = steps.length > 4 ? steps[4].replace("@original", answer.message()) : snowflake(Instant.now());
            return write(call, id, answer.place());
        }
        if (steps.length < 3 || !call.header("authorization")
                .equals("Bot " + secrets.get("LAPWING_DISCORD_BOT_TOKEN"))) {
            return error(401, 0, "401: Unauthorized");
        }
        Place place = channels.get(steps[1]);
        return place == null ? error(404, 10003, "Unknown Channel")
                : write(call, steps.length > 3 ? steps[3] : snowflake(Instant.now()), place);
    }

    private static ApiReply error(int status, int code, String message) {
        return ApiReply.json(status, Map.of("message", message, "code", code));
    }

    private ApiReply write(ApiCall call, String id, Place place) {
        Optional<Post> before = wall.find(id);
        if (!call.method().equals("GET")) {
            wall.add(shown(id, place, before.isPresent(), call));
        }
        return ApiReply.json(200, Map.of("id", id, "channel_id", "1", "flags",
                call.method().equals("GET") && before.isEmpty() ? LOADING : 0));
    }

    private static Post shown(String id, Place place, boolean isChange, ApiCall call) {
        MultipartForm form = MultipartForm.of(call);
        Payload message = form.text("payload_json").map(Payload::read).orElseGet(call::json);
        List<String> texts = new ArrayList<>();
        message.at("content").optionalText().ifPresent(texts::add);
        for (Payload embed : message.at("embeds").items()) {
            embed.at("title").optionalText().ifPresent(texts::add);
            embed.at("description").optionalText().ifPresent(texts::add);
        }
        List<Button> buttons = new ArrayList<>();
        for (Payload row : message.at("components").items()) {
            row.at("components").items().forEach(button -> buttons.add(
                    new Button(button.at("label").text(), button.at("custom_id").text())));
        }
        List<Picture> pictures = new ArrayList<>();
        for (Payload attachment : message.at("attachments").items()) {
            int index = pictures.size();
            pictures.add(new Picture(attachment.at("description").optionalText().orElse(""),
                    index < form.files().size() ? form.files().get(index) : new byte[0]));
        }
        return new Post(id, place, isChange, plain(String.join("\n", texts)), buttons, pictures);
    }

    /// Without the escapes that keep names from being markup.
    private static String plain(String markdown) {
        return markdown.replaceAll("\\\\([^\\p{Alnum}\\s])", "$1").replace("**", "");
    }
}
