package io.lapwing.local.chatemulator;

import io.lapwing.chatbot.channels.Payload;
import io.lapwing.chatbot.channels.Signatures;
import io.lapwing.local.chatemulator.Post.Button;
import io.lapwing.local.chatemulator.Post.Picture;
import io.lapwing.sharedmodel.http.QueryString;
import io.lapwing.sharedmodel.json.Json;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Slack: the Events API and interactivity one way, the Web API the other. The bot is a member of every channel.
final class EmulatedSlack implements Platform {
    private static final String TEAM = "T0EMULATED";
    private static final String BOT = "U0LAPWING";
    private static final String API = "api/";
    private static final String FILE = "F1";
    private static final String DOWNLOAD = "files-pri/";
    private static final String UPLOAD = "upload/";

    private final URI url;
    private final String secret;
    private final String token;
    private final Wall wall;
    private final AtomicLong numbers = new AtomicLong();
    private final Shelf shelf = new Shelf();
    private final Map<String, Picture> files = new ConcurrentHashMap<>();

    /// @param url where this platform is
    EmulatedSlack(URI url, Secrets secrets, Wall wall) {
        this.url = url;
        this.secret = secrets.get("LAPWING_SLACK_SIGNING_SECRET");
        this.token = secrets.get("LAPWING_SLACK_BOT_TOKEN");
        this.wall = wall;
    }

    @Override
    public Webhook said(Said said, Instant now) {
        Map<String, Object> event = new LinkedHashMap<>();
        String text = escaped(said.text());
        if (said.place().isPrivate()) {
            event.put("type", "message");
            event.put("channel_type", "im");
            event.put("text", text);
        } else {
            event.put("type", "app_mention");
            event.put("text", "<@" + BOT + "> " + text);
        }
        GivenFile file = said.file();
        if (file != null) {
            event.put("subtype", "file_share");
            event.put("files", List.of(Map.of("id", FILE + shelf.put(file), "name", file.name(), "mimetype",
                    file.type(), "size", file.bytes().length)));
        }
        event.put("channel", channel(said.by(), said.place()));
        event.put("user", said.by().letters("U"));
        event.put("ts", ts(now, said.number()));
        return signed(Webhook.json("/chat/slack/events", Map.of("type", "event_callback", "team_id", TEAM, "event_id",
                "Ev" + now.toEpochMilli() + "X" + said.number(), "event_time", now.getEpochSecond(), "event", event,
                "authorizations", List.of(Map.of("team_id", TEAM, "user_id", BOT, "is_bot", true)))), now);
    }

    @Override
    public Webhook pressed(Pressed pressed, Instant now) {
        String channel = channel(pressed.by(), pressed.post().place());
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("type", "block_actions");
        payload.put("user", Map.of("id", pressed.by().letters("U"), "team_id", TEAM));
        payload.put("team", Map.of("id", TEAM));
        payload.put("channel", Map.of("id", channel));
        payload.put("trigger_id", now.toEpochMilli() + "." + pressed.number());
        payload.put("container",
                Map.of("type", "message", "message_ts", pressed.post().id(), "channel_id", channel, "is_ephemeral",
                        false));
        payload.put("response_url", url.resolve("response/" + pressed.post().id()).toString());
        payload.put("actions", List.of(Map.of("type", "button", "action_id", "act-0", "value",
                pressed.button().value(), "action_ts", ts(now, pressed.number()))));
        return signed(Webhook.form("/chat/slack/interactions", "payload",
                new String(Json.write(payload), StandardCharsets.UTF_8)), now);
    }

    private Webhook signed(Webhook webhook, Instant now) {
        String timestamp = Long.toString(now.getEpochSecond());
        byte[] base = ("v0:" + timestamp + ":").getBytes(StandardCharsets.UTF_8);
        return webhook.with("X-Slack-Request-Timestamp", timestamp).with("X-Slack-Signature",
                "v0=" + Signatures.hmacSha256(secret, base, webhook.body()));
    }

    private static String channel(Person person, Place place) {
        String name = place.channel();
        return name == null ? person.letters("D") : "C0" + name.toUpperCase(Locale.ROOT);
    }

    private static Place place(String channel) {
        return channel.startsWith("C0") ? new Place(channel.substring(2).toLowerCase(Locale.ROOT)) : Place.PRIVATE;
    }

    private static String ts(Instant now, long number) {
        return now.getEpochSecond() + ".%06d".formatted(number % 1_000_000);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public ApiReply answer(ApiCall call) {
        if (call.path().startsWith(UPLOAD)) {
            files.computeIfPresent(call.path().substring(UPLOAD.length()),
                    (_, file) -> new Picture(file.description(), call.body()));
            return ApiReply.text("OK - " + call.body().length);
        }
        if (call.path().startsWith("response/")) {
            return respond(call.path().substring("response/".length()), call.json());
        }
        if (!call.header("authorization").equals("Bearer " + token)) {
            return error("invalid_auth");
        }
        if (call.path().startsWith(DOWNLOAD)) {
            return shelf.give(call.path().substring(DOWNLOAD.length()));
        }
        return switch (call.path()) {
            case API + "chat.postMessage" -> post(call.json());
            case API + "chat.update" -> update(call.json());
            case API + "files.getUploadURLExternal" -> grant(QueryString.parse(call.text()));
            case API + "files.info" -> info(QueryString.parse(call.text()));
            case API + "files.completeUploadExternal" -> share(call.json());
            default -> error("unknown_method");
        };
    }

    private static ApiReply error(String error) {
        return ApiReply.json(200, Map.of("ok", false, "error", error));
    }

    private ApiReply post(Payload message) {
        String channel = message.at("channel").text();
        String ts = ts(Instant.now(), numbers.incrementAndGet());
        wall.add(shown(ts, place(channel), false, message));
        return ApiReply.json(200, Map.of("ok", true, "channel", channel, "ts", ts));
    }

    private ApiReply update(Payload message) {
        String channel = message.at("channel").text();
        String ts = message.at("ts").text();
        if (wall.find(ts).isEmpty()) {
            return error("message_not_found");
        }
        wall.add(shown(ts, place(channel), true, message));
        return ApiReply.json(200, Map.of("ok", true, "channel", channel, "ts", ts));
    }

    private ApiReply respond(String ts, Payload message) {
        Optional<Post> pressed = wall.find(ts);
        boolean isChange = message.at("replace_original").flag();
        wall.add(shown(isChange ? ts : ts(Instant.now(), numbers.incrementAndGet()),
                pressed.map(Post::place).orElse(Place.PRIVATE), isChange, message));
        return ApiReply.text("ok");
    }

    private ApiReply grant(Map<String, List<String>> form) {
        String id = "F0" + numbers.incrementAndGet();
        files.put(id, new Picture(form.getOrDefault("alt_txt", List.of("")).getFirst(), new byte[0]));
        return ApiReply.json(200,
                Map.of("ok", true, "upload_url", url.resolve(UPLOAD + id).toString(), "file_id", id));
    }

    private ApiReply info(Map<String, List<String>> form) {
        String id = form.getOrDefault("file", List.of("")).getFirst().substring(FILE.length());
        return shelf.find(id).map(file -> ApiReply.json(200, Map.of("ok", true, "file",
                Map.of("id", FILE + id, "name", file.name(), "size", file.bytes().length, "url_private_download",
                        url.resolve(DOWNLOAD + id).toString()))))
                .orElseGet(() -> error("file_not_found"));
    }

    private ApiReply share(Payload request) {
        List<Picture> shared = new ArrayList<>();
        for (Payload file : request.at("files").items()) {
            Optional.ofNullable(files.remove(file.at("id").text())).ifPresent(shared::add);
        }
        if (shared.isEmpty()) {
            return error("file_not_found");
        }
        wall.add(new Post("F" + numbers.incrementAndGet(), place(request.at("channel_id").text()), false, "",
                List.of(), shared));
        return ApiReply.ok();
    }

    private static Post shown(String ts, Place place, boolean isChange, Payload message) {
        List<String> texts = new ArrayList<>();
        List<Button> buttons = new ArrayList<>();
        for (Payload block : message.at("blocks").items()) {
            if (block.at("type").text().equals("actions")) {
                block.at("elements").items().forEach(element -> buttons.addAll(buttons(element)));
            } else {
                texts.add(block.at("text", "text").text());
            }
        }
        return new Post(ts, place, isChange, String.join("\n", texts), buttons, List.of());
    }

    /// A button, or the options of a menu.
    private static List<Button> buttons(Payload element) {
        List<Payload> options = element.at("options").isPresent() ? element.at("options").items() : List.of(element);
        return options.stream().map(option -> new Button(option.at("text", "text").text(), option.at("value").text()))
                .toList();
    }
}
