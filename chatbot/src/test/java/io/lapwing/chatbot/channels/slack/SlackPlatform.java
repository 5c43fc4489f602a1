package io.lapwing.chatbot.channels.slack;

import io.lapwing.chatbot.channels.Payload;
import io.lapwing.chatbot.channels.PlatformServer;
import io.lapwing.chatbot.channels.PlatformServer.Answer;
import io.lapwing.chatbot.channels.PlatformServer.Seen;
import io.lapwing.sharedmodel.http.QueryString;
import io.lapwing.sharedmodel.port.ChatSenderContract.Shown;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/// As much of Slack as the sender needs: it keeps what is posted, and takes nothing beyond Slack's limits.
public final class SlackPlatform implements AutoCloseable {
    public static final String TOKEN = "xoxb-not-a-secret";
    public static final String CHANNEL = "C0LAN2Q65";

    private final Map<String, Shown> messages = new LinkedHashMap<>();
    private final Map<String, String> uploads = new HashMap<>();
    private final Map<String, byte[]> files = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final Set<String> members = new HashSet<>(Set.of(CHANNEL));
    private int count;
    public final PlatformServer server = new PlatformServer(this::answer,
            new Answer(429, Map.of("Retry-After", "30"), "{\"ok\":false,\"error\":\"ratelimited\"}"),
            Answer.json(200, "{\"ok\":false,\"error\":\"is_archived\"}"));

    public URI api() {
        return server.url().resolve("/api/");
    }

    public synchronized List<Shown> shown() {
        assertThat(faults).isEmpty();
        return List.copyOf(messages.values());
    }

    /// The timestamp of the message that was posted last.
    public synchronized String lastTs() {
        return messages.keySet().stream().reduce((_, last) -> last).orElse("");
    }

    /// The bot is let into another channel.
    public synchronized void join(String channel) {
        members.add(channel);
    }

    /// Somebody shared a file.
    public synchronized void keep(String id, byte[] bytes) {
        files.put(id, bytes);
    }

    /// Whatever was shared is deleted.
    public synchronized void lose() {
        files.clear();
    }

    synchronized void leave() {
        members.clear();
    }

    synchronized void forget() {
        messages.clear();
    }

    private synchronized Answer answer(Seen seen) {
        try {
            return seen.target().startsWith("/api/") ? api(seen) : direct(seen);
        } catch (AssertionError e) {
            faults.add(e.toString());
            return Answer.json(200, "{\"ok\":false,\"error\":\"invalid_blocks\"}");
        }
    }

    private Answer api(Seen seen) {
        assertThat(seen.headers()).containsEntry("authorization", "Bearer " + TOKEN);
        return switch (seen.target().substring("/api/".length())) {
            case "chat.postMessage" -> post(seen.json());
            case "chat.update" -> update(seen.json());
            case "files.getUploadURLExternal" -> grant(QueryString.parse(seen.text()));
            case "files.info" -> info(QueryString.parse(seen.text()));
            case "files.completeUploadExternal" -> complete(seen.json());
            default -> error("unknown_method");
        };
    }

    private static Answer error(String error) {
        return Answer.json(200, "{\"ok\":false,\"error\":\"" + error + "\"}");
    }

    private static Answer ok(String channel, String ts) {
        return Answer.json(200, "{\"ok\":true,\"channel\":\"%s\",\"ts\":\"%s\",\"message\":{\"type\":\"message\"}}"
                .formatted(channel, ts));
    }

    private Answer post(Payload body) {
        String channel = body.at("channel").text();
        if (!members.contains(channel)) {
            return error("not_in_channel");
        }
        String ts = "1700000000." + "%06d".formatted(++count);
        messages.put(ts, SlackRules.shown(body));
        return ok(channel, ts);
    }

    private Answer update(Payload body) {
        String ts = body.at("ts").text();
        if (!messages.containsKey(ts)) {
            return error("message_not_found");
        }
        messages.put(ts, SlackRules.shown(body));
        return ok(body.at("channel").text(), ts);
    }

    private Answer grant(Map<String, List<String>> form) {
        String file = "F" + ++count;
        uploads.put(file, form.getOrDefault("alt_txt", List.of()).getFirst());
        uploads.put("length of " + file, form.getOrDefault("length", List.of()).getFirst());
        return Answer.json(200,
                "{\"ok\":true,\"upload_url\":\"%s/upload/%s\",\"file_id\":\"%s\"}".formatted(server.url(),
                        file, file));
    }

    private Answer info(Map<String, List<String>> form) {
        String id = form.getOrDefault("file", List.of()).getFirst();
        byte[] bytes = files.get(id);
        return bytes == null ? error("file_not_found")
                : Answer.json(200,
                        "{\"ok\":true,\"file\":{\"id\":\"%s\",\"size\":%d,\"url_private_download\":\"%s/files/%s\"}}"
                                .formatted(id, bytes.length, server.url(), id));
    }

    private Answer complete(Payload body) {
        String file = body.at("files").items().getFirst().at("id").text();
        if (!members.contains(body.at("channel_id").text())) {
            return error("not_in_channel");
        }
        assertThat(uploads).containsEntry("uploaded " + file, "yes");
        String alt = uploads.getOrDefault(file, "");
        messages.put(file, new Shown("", List.of(), List.of(), List.of(alt)));
        return Answer.json(200, "{\"ok\":true,\"files\":[{\"id\":\"" + file + "\"}]}");
    }

    private Answer direct(Seen seen) {
        if (seen.target().startsWith("/files/")) {
            assertThat(seen.headers()).containsEntry("authorization", "Bearer " + TOKEN);
            return new Answer(200, Map.of(), new String(
                    files.getOrDefault(seen.target().substring("/files/".length()), new byte[0]),
                    StandardCharsets.UTF_8));
        }
        assertThat(seen.headers()).doesNotContainKey("authorization");
        if (seen.target().startsWith("/upload/")) {
            String file = seen.target().substring("/upload/".length());
            assertThat(uploads).containsEntry("length of " + file, "" + seen.body().length());
            uploads.put("uploaded " + file, "yes");
            return new Answer(200, Map.of(), "OK - " + seen.body().length());
        }
        Payload body = seen.json();
        assertThat(body.at("response_type").text()).isEqualTo("ephemeral");
        if (body.at("replace_original").flag()) {
            messages.remove(messages.keySet().stream().reduce((_, last) -> last).orElse(""));
        }
        messages.put("ephemeral " + ++count, SlackRules.shown(body));
        return new Answer(200, Map.of(), "ok");
    }

    @Override
    public void close() {
        server.close();
    }
}
