package io.lapwing.chatbot.channels.discord;

import io.lapwing.chatbot.channels.Payload;
import io.lapwing.chatbot.channels.PlatformServer;
import io.lapwing.chatbot.channels.PlatformServer.Answer;
import io.lapwing.chatbot.channels.PlatformServer.Seen;
import io.lapwing.sharedmodel.port.ChatSenderContract.Shown;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/// As much of Discord as the sender needs: it keeps what is posted, and takes nothing beyond Discord's limits.
final class DiscordPlatform implements AutoCloseable {
    static final String BOT_TOKEN = "not-a-secret";
    static final String CHANNEL = "645027906669510667";
    static final String APPLICATION = "845027738276462632";
    static final String INTERACTION_TOKEN = "aW50=:/+";

    private static final String ROOT = "/api/v10/";
    private static final String BY_INTERACTION = "webhooks/" + APPLICATION + "/aW50%3D%3A%2F%2B";
    private static final String BY_BOT = "channels/" + CHANNEL + "/messages";
    private static final Pattern JSON_PART = Pattern
            .compile("name=\"payload_json\"\r\n[^\r]*\r\n\r\n(.*?)\r\n--", Pattern.DOTALL);

    private final Map<String, Shown> messages = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();
    private String awaited = "";
    private boolean isTokenKnown = true;
    private int count = 1000;
    final PlatformServer server = new PlatformServer(this::answer,
            new Answer(429, Map.of("Retry-After", "30"),
                    "{\"message\":\"You are being rate limited.\",\"retry_after\":29.57,\"global\":false}"),
            Answer.json(403, "{\"message\":\"Missing Access\",\"code\":50001}"));

    URI api() {
        return server.url().resolve(ROOT);
    }

    synchronized List<Shown> shown() {
        assertThat(faults).isEmpty();
        return List.copyOf(messages.values());
    }

    /// Shows that something is awaited, as after a deferred answer.
    synchronized String await() {
        awaited = Integer.toString(++count);
        messages.put(awaited, new Shown("thinking", List.of(), List.of(), List.of()));
        return awaited;
    }

    synchronized void forgetToken() {
        isTokenKnown = false;
    }

    synchronized void forget() {
        messages.clear();
    }

    private synchronized Answer answer(Seen seen) {
        try {
            return route(seen, seen.target().substring(ROOT.length()));
        } catch (AssertionError e) {
            faults.add(e.toString());
            return Answer.json(400, "{\"message\":\"Invalid Form Body\",\"code\":50035}");
        }
    }

    private Answer route(Seen seen, String path) {
        assertThat(seen.headers().getOrDefault("user-agent", "")).matches("DiscordBot \\([^ ]+, [^ ]+\\).*");
        if (path.startsWith(BY_INTERACTION)) {
            assertThat(seen.headers()).doesNotContainKey("authorization");
            return isTokenKnown ? write(seen, path.substring(BY_INTERACTION.length()))
                    : Answer.json(404, "{\"message\":\"Unknown Webhook\",\"code\":10015}");
        }
        assertThat(path).startsWith(BY_BOT);
        assertThat(seen.headers()).containsEntry("authorization", "Bot " + BOT_TOKEN);
        return write(seen, "/messages" + path.substring(BY_BOT.length()));
    }

    private Answer write(Seen seen, String path) {
        if (seen.method().equals("POST")) {
            assertThat(path).isIn("?wait=true", "/messages");
            return keep(Integer.toString(++count), seen);
        }
        String id = path.substring("/messages/".length()).replace("@original", awaited);
        if (!messages.containsKey(id)) {
            return Answer.json(404, "{\"message\":\"Unknown Message\",\"code\":10008}");
        }
        return seen.method().equals("GET") ? message(id, id.equals(awaited) && isThinking(id) ? 128 : 0)
                : keep(id, seen);
    }

    private boolean isThinking(String id) {
        Shown shown = messages.get(id);
        return shown != null && shown.text().equals("thinking");
    }

    private Answer keep(String id, Seen seen) {
        messages.put(id, DiscordRules.shown(fields(seen), seen.body()));
        return message(id, 4);
    }

    private static Payload fields(Seen seen) {
        Matcher part = JSON_PART.matcher(seen.body());
        return part.find() ? Payload.read(part.group(1).getBytes(StandardCharsets.ISO_8859_1)) : seen.json();
    }

    private static Answer message(String id, int flags) {
        return Answer.json(200, "{\"id\":\"%s\",\"channel_id\":\"%s\",\"flags\":%d,\"pinned\":false}".formatted(id,
                CHANNEL, flags));
    }

    @Override
    public void close() {
        server.close();
    }
}
