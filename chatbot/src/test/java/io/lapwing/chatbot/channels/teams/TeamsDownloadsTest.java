package io.lapwing.chatbot.channels.teams;

import io.lapwing.chatbot.channels.HttpCaller;
import io.lapwing.chatbot.channels.PlatformServer;
import io.lapwing.chatbot.channels.PlatformServer.Answer;
import io.lapwing.chatbot.channels.PlatformServer.Seen;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatAct.SharedFile;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.port.ChatFiles;
import io.lapwing.sharedmodel.port.ChatFiles.Found;
import io.lapwing.sharedmodel.port.ChatFilesContract;
import io.lapwing.sharedmodel.port.ChatSenderContract.Mood;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;

class TeamsDownloadsTest extends ChatFilesContract {
    private final Map<String, byte[]> shared = new ConcurrentHashMap<>();
    private final PlatformServer platform = new PlatformServer(this::answer,
            new Answer(429, Map.of("Retry-After", "30"), "{}"), Answer.json(403, "{}"));
    private final ChatFiles files = new TeamsSender(
            new HttpCaller(InstantSource.fixed(T0), Duration.ofSeconds(2)), InstantSource.fixed(T0),
            platform.url() + "/token", new TeamsSender.Credentials("app", "password")).files();

    @AfterEach
    void close() {
        platform.close();
    }

    private Answer answer(Seen seen) {
        if (seen.target().equals("/token")) {
            return Answer.json(200, "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"ours\"}");
        }
        if (seen.target().startsWith("/service/")) {
            assertThat(seen.headers()).containsEntry("authorization", "Bearer ours");
        } else {
            assertThat(seen.headers()).doesNotContainKey("authorization");
        }
        byte[] bytes = shared.get(seen.target());
        return bytes == null ? Answer.json(404, "{}")
                : new Answer(200, Map.of(), new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    protected ChatFiles files() {
        return files;
    }

    @Override
    protected ChatPlace place() {
        return new ChatPlace(Channel.TEAMS, "tenant", "a:1", null, platform.url() + "/service");
    }

    private SharedFile file(String path) {
        return new SharedFile(platform.url() + path, "june.csv", null, -1);
    }

    @Override
    protected SharedFile share(byte[] bytes) {
        shared.put("/sharepoint/1", bytes);
        return file("/sharepoint/1");
    }

    @Override
    protected SharedFile gone() {
        return file("/sharepoint/2");
    }

    @Override
    protected void platformIs(Mood mood) {
        platform.is(mood);
    }

    @Test
    void shows_its_token_to_the_service_of_the_place_alone() throws Exception {
        byte[] picture = "not really a picture".getBytes(StandardCharsets.UTF_8);
        shared.put("/service/v3/attachments/1", picture);

        Found.Available found = (Found.Available) files.find(place(), file("/service/v3/attachments/1"));

        try (InputStream bytes = found.source().open()) {
            assertThat(bytes.readAllBytes()).isEqualTo(picture);
        }
    }
}
