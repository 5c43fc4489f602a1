package io.lapwing.sharedmodel.chat;

import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.chat.ChatNews.AlertChanged;
import io.lapwing.sharedmodel.chat.ChatNews.CommandEnded;
import io.lapwing.sharedmodel.chat.ChatNews.FileEnded;
import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.FileEvent.FileAdvanced;
import io.lapwing.sharedmodel.event.FileEvent.FileReceived;
import io.lapwing.sharedmodel.file.FileId;
import io.lapwing.sharedmodel.file.FileKey;
import io.lapwing.sharedmodel.file.FileState;
import io.lapwing.sharedmodel.work.WorkPayload;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ChatNewsTest {
    private static final TenantId TENANT = new TenantId("acme");
    private static final FileKey FILE = new FileKey(TENANT, new FileId("F-" + "0123456789abcdef".repeat(2)));

    static Stream<ChatNews> all() {
        return Stream.of(new AlertChanged(TENANT, new AlertId("A-7")),
                new CommandEnded(TENANT, new CommandId("chat-1")), new FileEnded(TENANT, FILE.id()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void are_read_as_they_were_written(ChatNews news) {
        assertThat(ChatNews.read(news.work(1, null).payload())).isEqualTo(news);
    }

    @ParameterizedTest
    @EnumSource
    void a_file_is_news_when_it_ends(FileState state) {
        assertThat(ChatNews.of(new FileAdvanced(FILE, state, 5)).isPresent()).isEqualTo(state.isFinal());
    }

    @Test
    void a_file_that_arrives_is_no_news() {
        assertThat(ChatNews.of(new FileReceived(FILE, 2))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "file/acme", "file/acme/7", "weather/acme/fine", "alert/acme/A-7/more"})
    void nothing_else_is_read(String text) {
        assertThatThrownBy(() -> ChatNews.read(WorkPayload.of(text))).isInstanceOf(IllegalArgumentException.class);
    }
}
