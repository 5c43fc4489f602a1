package io.lapwing.chatbot.channels.telegram;

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

class TelegramFilesTest extends ChatFilesContract {
    private static final ChatPlace PLACE = new ChatPlace(Channel.TELEGRAM, "", "7", null, null);
    private static final String TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";
    private static final String DOWNLOAD = "/file/bot" + TOKEN + "/documents/";

    private final Map<String, byte[]> shared = new ConcurrentHashMap<>();
    private final PlatformServer platform = new PlatformServer(this::answer,
            new Answer(429, Map.of("Retry-After", "30"), "{}"), Answer.json(403, "{}"));
    private final HttpCaller http = new HttpCaller(InstantSource.fixed(T0), Duration.ofSeconds(2));
    private final ChatFiles files = new TelegramFiles(http, platform.url() + "/", TOKEN);

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
        shared.put("BQAC", bytes);
        return file("BQAC", bytes.length);
    }

    @Override
    protected SharedFile gone() {
        return file("gone", 10);
    }

    @Override
    protected void platformIs(Mood mood) {
        platform.is(mood);
    }

    private static SharedFile file(String id, long size) {
        return new SharedFile(id, "june.csv", "text/csv", size);
    }

    private Answer answer(Seen seen) {
        if (seen.target().startsWith(DOWNLOAD)) {
            return bytes(seen.target().substring(DOWNLOAD.length()));
        }
        assertThat(seen.target()).isEqualTo("/bot" + TOKEN + "/getFile");
        String id = seen.json().at("file_id").text();
        byte[] bytes = shared.get(id);
        return bytes == null
                ? Answer.json(400, "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: invalid file_id\"}")
                : Answer.json(200,
                        "{\"ok\":true,\"result\":{\"file_id\":\"%s\",\"file_size\":%d,\"file_path\":\"documents/%s\"}}"
                                .formatted(id, bytes.length, id));
    }

    private Answer bytes(String id) {
        byte[] bytes = shared.get(id);
        return bytes == null ? Answer.json(404, "{}")
                : new Answer(200, Map.of(), new String(bytes, StandardCharsets.UTF_8));
    }
}
