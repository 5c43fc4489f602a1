package io.lapwing.chatbot.channels.teams;

import io.lapwing.chatbot.channels.Payload;
import io.lapwing.chatbot.channels.PlatformServer;
import io.lapwing.chatbot.channels.PlatformServer.Answer;
import io.lapwing.chatbot.channels.PlatformServer.Seen;
import io.lapwing.sharedmodel.http.QueryString;
import io.lapwing.sharedmodel.port.ChatSenderContract.Mood;
import io.lapwing.sharedmodel.port.ChatSenderContract.Shown;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Teams' service with one conversation, and the place where access tokens come from: keeps to its limits and refuses what
/// it would refuse.
final class TeamsPlatform implements AutoCloseable {
    static final String CONVERSATION = "19:253b1f34@thread.tacv2";
    static final String THREAD = "1767225500000";
    static final String APP_ID = "c9e8c047-2a74-40a2-b28a-b162d5f5327c";
    static final String PASSWORD = "p+ss&word";

    private static final String PREFIX = "/emea/v3/conversations/19%3A253b1f34%40thread.tacv2%3Bmessageid%3D"
            + THREAD + "/activities";
    private static final int MAX_BYTES = 28 * 1024;
    private static final int MAX_ACTIONS = 6;

    private final Map<String, Shown> messages = new LinkedHashMap<>();
    private final PlatformServer server = new PlatformServer(this::answer, new Answer(429, Map.of("Retry-After", "30"),
            "{\"error\":{\"code\":\"RateLimited\"}}"),
            Answer.json(403,
                    "{\"error\":{\"code\":\"BotNotInConversationRoster\"}}"));
    private int tokens;
    private int posted;
    private volatile int takenToken = 1;

    String serviceUrl() {
        return server.url() + "/emea/";
    }

    String tokenUrl() {
        return server.url() + "/botframework.com/oauth2/v2.0/token";
    }

    List<Seen> seen() {
        return server.seen();
    }

    long tokensAskedFor() {
        return seen().stream().filter(seen -> seen.target().endsWith("/token")).count();
    }

    void is(Mood mood) {
        server.is(mood);
    }

    /// All that were given out until now are revoked.
    synchronized void revokeTokens() {
        takenToken = tokens + 1;
    }

    synchronized List<Shown> shown() {
        return List.copyOf(messages.values());
    }

    private synchronized Answer answer(Seen seen) {
        if (seen.target().endsWith("/token")) {
            return token(seen);
        }
        String authorization = seen.headers().getOrDefault("authorization", "");
        if (!authorization.startsWith("Bearer token-")
                || Integer.parseInt(authorization.substring(13)) < takenToken) {
            return error(401, "Unauthorized");
        }
        if (seen.body().length() > MAX_BYTES) {
            return error(413, "MessageSizeTooBig");
        }
        if (seen.target().equals(PREFIX) && seen.method().equals("POST")) {
            return show("1767225600" + ++posted, seen.json());
        }
        String id = seen.target().substring(Math.min(seen.target().length(), PREFIX.length() + 1));
        return seen.method().equals("PUT") && messages.containsKey(id) ? show(id, seen.json())
                : error(404, "ConversationNotFound");
    }

    private Answer token(Seen seen) {
        Map<String, List<String>> form = QueryString.parse(seen.text());
        boolean isGood = form.equals(Map.of("grant_type", List.of("client_credentials"), "client_id", List.of(APP_ID),
                "client_secret", List.of(PASSWORD), "scope", List.of("https://api.botframework.com/.default")));
        return isGood ? Answer.json(200, """
                {"token_type":"Bearer","expires_in":3600,"ext_expires_in":3600,"access_token":"token-%d"}"""
                .formatted(++tokens)) : Answer.json(401, "{\"error\":\"invalid_client\"}");
    }

    private Answer show(String id, Payload activity) {
        Payload card = activity.at("attachments").items().getFirst().at("content");
        List<String> lines = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        List<String> values = new ArrayList<>();
        List<String> pictures = new ArrayList<>();
        for (Payload element : card.at("body").items()) {
            switch (element.at("type").text()) {
                case "RichTextBlock" -> element.at("inlines").items()
                        .forEach(run -> lines.add(run.at("text").text()));
                case "Image" -> pictures.add(picture(element));
                case "ActionSet" -> {
                    List<Payload> actions = element.at("actions").items();
                    if (actions.size() > MAX_ACTIONS) {
                        return error(400, "BadSyntax");
                    }
                    actions.forEach(action -> labels.add(action.at("title").text()));
                    actions.forEach(action -> values.add(action.at("data", "lapwing").text()));
                }
                default -> throw new AssertionError("what has markup: " + element.at("type").text());
            }
        }
        if (!card.at("version").text().equals("1.4") || (lines.isEmpty() && pictures.isEmpty())) {
            return error(400, "BadSyntax");
        }
        messages.put(id, new Shown(String.join("\n", lines), labels, values, pictures));
        return Answer.json(201, "{\"id\":\"" + id + "\"}");
    }

    private static String picture(Payload image) {
        if (!image.at("url").text().startsWith("data:image/png;base64,iVBORw0KGgo")) {
            throw new AssertionError("no picture");
        }
        return image.at("altText").text();
    }

    private static Answer error(int status, String code) {
        return Answer.json(status, "{\"error\":{\"code\":\"" + code + "\",\"message\":\"…\"}}");
    }

    @Override
    public void close() {
        server.close();
    }
}
