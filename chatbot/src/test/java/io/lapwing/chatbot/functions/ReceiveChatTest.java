package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.channels.slack.SlackRequests;
import io.lapwing.chatbot.channels.slack.SlackWebhook;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.fixtures.TestClock;
import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.inmemory.InMemoryStores;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.work.WorkItem;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReceiveChatTest {
    private static final String EVENT = """
            {"type":"event_callback","team_id":"T1","event_id":"Ev1","event":{"type":"message","channel":"D1",
            "channel_type":"im","user":"U1","text":"wie geht es Pumpe 1? 🚰 مضخة","ts":"1767225600.000100"}}""";

    private final TestClock clock = new TestClock(ChatSystem.START);
    private final List<WorkItem> sent = new ArrayList<>();
    private boolean down;
    private final ReceiveChat receive = new ReceiveChat(
            Map.of(Channel.SLACK, new SlackWebhook(SlackRequests.SECRET)), items -> {
                if (down) {
                    throw new StoreUnavailable("WorkQueue.send", "chat-inputs", new IllegalStateException("down"));
                }
                sent.addAll(items);
            }, new Claims(new InMemoryStores(clock).idempotency(), clock), clock, new SecureRandom());

    private ApiResponse send(String path, ApiRequest signed, Map<String, List<String>> more) {
        Map<String, List<String>> headers = new HashMap<>(more);
        for (String name : List.of("x-slack-request-timestamp", "x-slack-signature")) {
            headers.put(name, List.of(signed.header(name).orElseThrow()));
        }
        return receive.apply(new ApiRequest("POST", path, Map.of(), headers, signed.body(), "127.0.0.1"));
    }

    private ApiResponse send(String body) {
        return send("/chat/slack/events", SlackRequests.signed(body, clock.instant()), Map.of());
    }

    @Test
    void enqueues_what_was_verified_and_answers() {
        ApiResponse answer = send(EVENT);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(sent).singleElement().satisfies(item -> {
            assertThat(item.id().value()).isEqualTo("slack:Ev1");
            assertThat(new String(item.payload().toBytes(), StandardCharsets.UTF_8))
                    .contains("wie geht es Pumpe 1? 🚰 مضخة");
            assertThat(item.trace()).isNotNull();
        });
    }

    @Test
    void goes_on_with_the_trace_of_a_request() {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        send("/chat/slack/events", SlackRequests.signed(EVENT, clock.instant()), Map.of("traceparent", List.of(trace)));

        assertThat(sent).singleElement().satisfies(
                item -> assertThat(item.trace()).isNotNull().extracting(Object::toString).asString()
                        .contains("4bf92f3577b34da6a3ce929d0e0e4736"));
    }

    @Test
    void enqueues_four_deliveries_of_one_event_once() {
        for (int i = 0; i < 4; i++) {
            assertThat(send(EVENT).status()).isEqualTo(200);
            clock.advance(Duration.ofSeconds(20));
        }

        assertThat(sent).hasSize(1);
    }

    @Test
    void asks_to_come_again_while_the_queue_is_down_and_takes_it_then() {
        down = true;
        assertThat(send(EVENT).status()).isEqualTo(503);
        assertThat(sent).isEmpty();

        down = false;
        assertThat(send(EVENT).status()).isEqualTo(200);
        assertThat(sent).hasSize(1);
    }

    @Test
    void refuses_what_is_not_signed_and_keeps_nothing_of_it() {
        ApiRequest other = SlackRequests.signed(EVENT.replace("Ev1", "Ev2"), clock.instant());
        ApiRequest forged = SlackRequests.with(EVENT.getBytes(StandardCharsets.UTF_8),
                other.header("x-slack-request-timestamp").orElseThrow(),
                other.header("x-slack-signature").orElseThrow());

        assertThat(send("/chat/slack/events", forged, Map.of()).status()).isEqualTo(401);
        assertThat(sent).isEmpty();
    }

    @Test
    void refuses_a_body_that_is_malformed_or_empty() {
        assertThat(send("{\"type\":").status()).isEqualTo(400);
        assertThat(send("").status()).isEqualTo(400);
        assertThat(sent).isEmpty();
    }

    @Test
    void is_not_there_for_a_channel_without_secrets() {
        for (String path : List.of("/chat/telegram", "/chat/teams", "/chat/web", "/chat/irc", "/chat/", "/chat")) {
            assertThat(receive.apply(new ApiRequest("POST", path, Map.of(), Map.of(), new byte[]{1}, "127.0.0.1"))
                    .status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void refuses_a_body_that_is_too_large() {
        assertThat(receive.apply(new ApiRequest("POST", "/chat/slack/events", Map.of(), Map.of(),
                new byte[(1 << 20) + 1], "127.0.0.1")).status()).isEqualTo(413);
    }
}
