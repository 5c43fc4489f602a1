package io.lapwing.chatbot.channels.slack;

import io.lapwing.chatbot.channels.HttpCaller;
import io.lapwing.chatbot.channels.PlatformServer;
import io.lapwing.chatbot.channels.PlatformServer.Answer;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.Sent;

import java.time.Duration;
import java.time.InstantSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;

/// What is made of the errors that Slack answers with status 200.
class SlackErrorsTest {
    private volatile Answer next = Answer.json(200, "{}");
    private final PlatformServer server = new PlatformServer(_ -> next, Answer.json(429, ""), Answer.json(403, ""));
    private final SlackSender sender = new SlackSender(
            new HttpCaller(InstantSource.fixed(T0), Duration.ofSeconds(4)), server.url(), "xoxb-1");

    @AfterEach
    void close() {
        server.close();
    }

    private Sent post(String answer) {
        next = Answer.json(200, answer);
        return sender.post(new ChatPlace(Channel.SLACK, "T1", "C1", null, null), ChatMessage.of("on"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"})
    void comes_back_after_what_passes(String error) {
        assertThat(post("{\"ok\":false,\"error\":\"" + error + "\"}"))
                .isEqualTo(new Sent.TryLater(Duration.ofSeconds(30), "Slack: " + error));
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid_auth", "account_inactive", "token_revoked", "is_archived", "restricted_action",
            "missing_scope", "msg_blocks_too_long"})
    void gives_up_at_what_does_not(String error) {
        assertThat(post("{\"ok\":false,\"error\":\"" + error + "\"}")).isEqualTo(new Sent.Refused("Slack: " + error));
    }

    @Test
    void repeats_no_word_that_is_no_error_code() {
        assertThat(post("{\"ok\":false,\"error\":\"Alice said: stop\"}"))
                .isEqualTo(new Sent.Refused("Slack: unknown error"));
        assertThat(post("{\"ok\":false}")).isEqualTo(new Sent.Refused("Slack: unknown error"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "ok", "{\"ok\":1}", "{\"ok\":true}", "{\"ok\":true,\"channel\":\"C1\",\"ts\":7}",
            "{\"ok\":true,\"channel\":\"C 1\",\"ts\":\"7\"}"})
    void comes_back_after_an_answer_that_it_does_not_understand(String answer) {
        assertThat(post(answer)).isInstanceOf(Sent.TryLater.class);
    }
}
