package io.lapwing.local.chatemulator;

import io.lapwing.chatbot.channels.Payload;
import io.lapwing.local.chatemulator.Post.Button;
import io.lapwing.local.chatemulator.Post.Picture;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// Microsoft Teams: activities with the Bot Framework's tokens one way, its connector service, and the place where the bot
/// gets a token of its own, the other.
final class EmulatedTeams implements Platform {
    private static final String TENANT = "72f988bf-86f1-41af-91ab-2d7cd011db47";
    private static final String PRIVATE = "a:";
    private static final String CHANNEL = "19:";
    private static final String OF_CHANNEL = "@thread.tacv2";
    private static final String DOWNLOAD_INFO = "application/vnd.microsoft.teams.file.download.info";
    private static final String DOWNLOAD = "download/";
    private static final String TOKEN = "emulated-token";

    private final URI url;
    private final Secrets secrets;
    private final Wall wall;
    private final Shelf shelf = new Shelf();
    private final AtomicLong numbers = new AtomicLong();

    EmulatedTeams(URI url, Secrets secrets, Wall wall) {
        this.url = url;
        this.secrets = secrets;
        this.wall = wall;
    }

    @Override
    public Webhook said(Said said, Instant now) {
        Map<String, Object> activity = activity(said.by(), said.place(), now, said.number());
        if (said.place().isPrivate()) {
            activity.put("text", escaped(said.text()));
        } else {
            activity.put("text", "<at>Lapwing</at> " + escaped(said.text()));
            activity.put("entities", List.of(Map.of("type", "mention", "text", "<at>Lapwing</at>", "mentioned",
                    recipient())));
        }
        activity.put("textFormat", "plain");
        GivenFile file = said.file();
        if (file != null) {
            activity.put("attachments", List.of(Map.of("contentType", DOWNLOAD_INFO, "name", file.name(), "content",
                    Map.of("downloadUrl", url.resolve(DOWNLOAD + shelf.put(file)).toString()))));
        }
        return vouchedFor(activity, now);
    }

    @Override
    public Webhook pressed(Pressed pressed, Instant now) {
        Map<String, Object> activity = activity(pressed.by(), pressed.post().place(), now, pressed.number());
        activity.put("replyToId", pressed.post().id());
        activity.put("value", Map.of("lapwing", pressed.button().value()));
        return vouchedFor(activity, now);
    }

    private Map<String, Object> activity(Person person, Place place, Instant now, long number) {
        Map<String, Object> activity = new LinkedHashMap<>();
        activity.put("type", "message");
        activity.put("id", now.toEpochMilli() + "x" + number);
        activity.put("timestamp", now.toString());
        activity.put("channelId", "msteams");
        activity.put("serviceUrl", url.toString());
        activity.put("locale", "en-GB");
        activity.put("from", Map.of("id", "29:" + person.name(), "name", person.name(), "aadObjectId",
                person.name()));
        activity.put("recipient", recipient());
        String channel = place.channel();
        activity.put("conversation", Map.of("tenantId", TENANT, "conversationType",
                channel == null ? "personal" : "channel", "id",
                channel == null ? PRIVATE + person.name() : CHANNEL + channel + OF_CHANNEL));
        activity.put("channelData", Map.of("tenant", Map.of("id", TENANT)));
        return activity;
    }

    private Map<String, Object> recipient() {
        return Map.of("id", "28:" + secrets.get("LAPWING_TEAMS_APP_ID"), "name", "Lapwing");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private Webhook vouchedFor(Map<String, Object> activity, Instant now) {
        return Webhook.json("/chat/teams", activity).with("Authorization",
                "Bearer " + secrets.botFrameworkToken(url.toString(), now));
    }

    @Override
    public ApiReply answer(ApiCall call) {
        if (call.path().equals("openid")) {
            return ApiReply.json(200, Map.of("issuer", "https://api.botframework.com", "jwks_uri",
                    url.resolve("keys").toString(), "id_token_signing_alg_values_supported", List.of("RS256")));
        }
        if (call.path().equals("keys")) {
            return ApiReply.json(200, Map.of("keys", List.of(secrets.botFrameworkKey())));
        }
        if (call.path().equals("token")) {
            return ApiReply.json(200, Map.of("token_type", "Bearer", "expires_in", 3600, "access_token", TOKEN));
        }
        if (call.path().startsWith(DOWNLOAD)) {
            return shelf.give(call.path().substring(DOWNLOAD.length()));
        }
        if (!call.header("authorization").equals("Bearer " + TOKEN)) {
            return error(401, "Unauthorized");
        }
        String[] steps = call.path().split("/", -1);
        if (steps.length < 4 || !call.path().startsWith("v3/conversations/")) {
            return error(404, "ConversationNotFound");
        }
        Place place = place(URLDecoder.decode(steps[2], StandardCharsets.UTF_8));
        boolean isChange = call.method().equals("PUT") && steps.length > 4;
        if (isChange && wall.find(steps[4]).isEmpty()) {
            return error(404, "ActivityNotFoundInConversation");
        }
        String id = isChange ? steps[4] : Instant.now().toEpochMilli() + "y" + numbers.incrementAndGet();
        wall.add(shown(id, place, isChange, call.json()));
        return ApiReply.json(201, Map.of("id", id));
    }

    private static Place place(String conversation) {
        return conversation.startsWith(CHANNEL)
                ? new Place(conversation.substring(CHANNEL.length(), conversation.indexOf('@')))
                : Place.PRIVATE;
    }

    private static ApiReply error(int status, String code) {
        return ApiReply.json(status, Map.of("error", Map.of("code", code, "message", code)));
    }

    private static Post shown(String id, Place place, boolean isChange, Payload activity) {
        List<String> lines = new ArrayList<>();
        activity.at("text").optionalText().ifPresent(lines::add);
        List<Button> buttons = new ArrayList<>();
        List<Picture> pictures = new ArrayList<>();
        for (Payload attachment : activity.at("attachments").items()) {
            for (Payload element : attachment.at("content", "body").items()) {
                switch (element.at("type").text()) {
                    case "RichTextBlock" -> element.at("inlines").items()
                            .forEach(run -> lines.add(run.at("text").text()));
                    case "Image" -> pictures.add(new Picture(element.at("altText").text(), png(element)));
                    case "ActionSet" -> element.at("actions").items().forEach(action -> buttons.add(
                            new Button(action.at("title").text(), action.at("data", "lapwing").text())));
                    default -> lines.add("(" + element.at("type").text() + ")");
                }
            }
        }
        return new Post(id, place, isChange, String.join("\n", lines), buttons, pictures);
    }

    private static byte[] png(Payload image) {
        String data = image.at("url").text();
        return Base64.getDecoder().decode(data.substring(data.indexOf(',') + 1));
    }
}
