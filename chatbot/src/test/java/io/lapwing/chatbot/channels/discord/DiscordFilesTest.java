package io.lapwing.chatbot.channels.discord;

import io.lapwing.chatbot.channels.HttpCaller;
import io.lapwing.chatbot.channels.PlatformServer;
import io.lapwing.chatbot.channels.PlatformServer.Answer;
import io.lapwing.chatbot.channels.PlatformServer.Seen;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatAct.SharedFile;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.port.ChatFiles;
import io.lapwing.sharedmodel.port.ChatFilesContract;
import io.lapwing.sharedmodel.port.ChatSenderContract.Mood;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.AfterEach;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;

class DiscordFilesTest extends ChatFilesContract {
    private static final ChatPlace PLACE = new ChatPlace(Channel.DISCORD, "", "7", null, "token");
    private static final String DOWNLOAD = "/attachments/";

    private final Map<String, byte[]> shared = new ConcurrentHashMap<>();
    private final PlatformServer platform = new PlatformServer(this::answer,
            new Answer(429, Map.of("Retry-After", "30"), "{}"), Answer.json(403, "{}"));
    private final HttpCaller http = new HttpCaller(InstantSource.fixed(T0), Duration.ofSeconds(2));
    private final ChatFiles files = new DiscordFiles(http);

    @AfterEach
    void close() {
        platform.close();
    }

    @Override
    protected ChatFiles files() {
        return files;
    }

    @Override
    protected ChatPlace place() {
        return PLACE;
    }

    @Override
    protected SharedFile share(byte[] bytes) {
        shared.put("845027738276462632", bytes);
        return file("845027738276462632", bytes.length);
    }

    @Override
    protected SharedFile gone() {
        return file("845027738276462633", 10);
    }

    @Override
    protected void platformIs(Mood mood) {
        platform.is(mood);
    }

    private SharedFile file(String id, long size) {
        return new SharedFile(platform.url() + DOWNLOAD + id, "june.csv", "text/csv", size);
    }

    private Answer answer(Seen seen) {
        assertThat(seen.headers()).doesNotContainKey("authorization");
        return bytes(seen.target().substring(DOWNLOAD.length()));
    }

    private Answer bytes(String id) {
        byte[] bytes = shared.get(id);
        return bytes == null ? Answer.json(404, "{}")
                : new Answer(200, Map.of(), new String(bytes, StandardCharsets.UTF_8));
    }
}
