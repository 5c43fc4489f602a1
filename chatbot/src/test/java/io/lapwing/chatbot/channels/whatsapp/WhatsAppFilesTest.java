package io.lapwing.chatbot.channels.whatsapp;

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

class WhatsAppFilesTest extends ChatFilesContract {
    private static final ChatPlace PLACE = new ChatPlace(Channel.WHATSAPP, "", "491701234567", null, "100000000000001");
    private static final String TOKEN = "token";
    private static final String DOWNLOAD = "/attachments/";

    private final Map<String, byte[]> shared = new ConcurrentHashMap<>();
    private final PlatformServer platform = new PlatformServer(this::answer,
            new Answer(429, Map.of("Retry-After", "30"), "{}"), Answer.json(403, "{}"));
    private final HttpCaller http = new HttpCaller(InstantSource.fixed(T0), Duration.ofSeconds(2));
    private final ChatFiles files = new WhatsAppFiles(http, platform.url() + "/v23.0", TOKEN);

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
        shared.put("1003383421387256", bytes);
        return file("1003383421387256", -1);
    }

    @Override
    protected SharedFile gone() {
        return file("1003383421387257", -1);
    }

    @Override
    protected void platformIs(Mood mood) {
        platform.is(mood);
    }

    private static SharedFile file(String id, long size) {
        return new SharedFile(id, "june.csv", "text/csv", size);
    }

    private Answer answer(Seen seen) {
        assertThat(seen.headers()).containsEntry("authorization", "Bearer " + TOKEN);
        if (seen.target().startsWith(DOWNLOAD)) {
            return bytes(seen.target().substring(DOWNLOAD.length()));
        }
        String id = seen.target().substring("/v23.0/".length());
        byte[] bytes = shared.get(id);
        return bytes == null ? Answer.json(404, "{\"error\":{\"code\":100}}")
                : Answer.json(200, "{\"url\":\"%s%s%s\",\"mime_type\":\"text/csv\",\"file_size\":%d,\"id\":\"%s\"}"
                        .formatted(platform.url(), DOWNLOAD, id, bytes.length, id));
    }

    private Answer bytes(String id) {
        byte[] bytes = shared.get(id);
        return bytes == null ? Answer.json(404, "{}")
                : new Answer(200, Map.of(), new String(bytes, StandardCharsets.UTF_8));
    }
}
