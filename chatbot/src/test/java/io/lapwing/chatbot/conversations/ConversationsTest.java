package io.lapwing.chatbot.conversations;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConversationsTest {

    @Test
    void no_recording_is_left_out() throws Exception {
        URI fleet = Objects.requireNonNull(getClass().getResource("/conversations/fleet.json")).toURI();
        try (Stream<Path> files = Files.list(Objects.requireNonNull(Path.of(fleet).getParent()))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".chat"))
                    .map(name -> name.substring(0, name.length() - ".chat".length())))
                    .containsExactlyInAnyOrderElementsOf(Conversations.NAMES);
        }
    }
}
