package io.lapwing.local.app;

import io.lapwing.chatbot.conversations.Conversations;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/// The recorded conversations on a process as it is delivered, by `lapwing chat`, on each platform that it emulates.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedChatIT {
    private LapwingProcess lapwing;
    private List<Path> recordings;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        lapwing = LapwingProcess.on(folder.resolve("data")).with("--emulate", "all").with("--emulator-port", freePort())
                .start();
        recordings = Conversations.writeTo(folder);
    }

    @AfterAll
    void stop() {
        lapwing.close();
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Integer.toString(socket.getLocalPort());
        }
    }

    /// Each with a fleet of its own, since in some of them something is done to it.
    @ParameterizedTest
    @ValueSource(strings = {"slack", "telegram", "whatsapp", "teams", "discord"})
    void a_conversation_goes_as_recorded(String channel) throws Exception {
        String admin = lapwing.token(channel, "admin");
        for (Conversations.Request request : Conversations.fleet()) {
            HttpResponse<String> answer = lapwing.post(request.path(), admin, request.json());
            assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        }
        List<String> arguments = new ArrayList<>(List.of("--channel", channel, "--tenant", channel, "--play"));
        recordings.forEach(file -> arguments.add(file.toString()));

        String report = lapwing.run("chat", arguments.toArray(String[]::new));

        assertThat(report.lines()).hasSize(recordings.size()).allMatch(line -> line.endsWith(": as recorded"));
    }
}
