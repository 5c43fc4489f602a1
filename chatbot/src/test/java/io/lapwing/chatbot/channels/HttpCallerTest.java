package io.lapwing.chatbot.channels;

import io.lapwing.chatbot.channels.PlatformServer.Answer;
import io.lapwing.sharedmodel.port.ChatSenderContract.Mood;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;

class HttpCallerTest {
    private volatile Answer next = Answer.json(200, "{\"ok\":true}");
    private final PlatformServer server = new PlatformServer(_ -> next, Answer.json(429, ""), Answer.json(403, ""));
    private final HttpCaller http = new HttpCaller(InstantSource.fixed(T0), Duration.ofSeconds(4));

    @AfterEach
    void close() {
        server.close();
    }

    private HttpOutcome send(HttpCall call) {
        return http.send(call, http.deadline());
    }

    private HttpOutcome get() {
        return send(HttpCall.get(server.url()));
    }

    private void answers(int status, Map<String, String> headers) {
        next = new Answer(status, headers, "{}");
    }

    @Test
    void posts_json() {
        HttpOutcome outcome = send(HttpCall.postJson(server.url().resolve("/chat.post"), Map.of("text", "é🚰"))
                .withBearer("xoxb-1"));

        assertThat(outcome).isInstanceOfSatisfying(HttpOutcome.Answered.class,
                answered -> assertThat(answered.json().at("ok").flag()).isTrue());
        assertThat(server.seen()).singleElement().satisfies(seen -> {
            assertThat(seen.method()).isEqualTo("POST");
            assertThat(seen.target()).isEqualTo("/chat.post");
            assertThat(seen.headers()).containsEntry("authorization", "Bearer xoxb-1")
                    .containsEntry("content-type", "application/json; charset=utf-8");
            assertThat(seen.text()).isEqualTo("{\"text\":\"é🚰\"}");
        });
    }

    @Test
    void posts_forms() {
        send(HttpCall.postForm(server.url(), Map.of("alt", "a&b=é +")));

        assertThat(server.seen().getFirst().text()).isEqualTo("alt=a%26b%3D%C3%A9+%2B");
    }

    @Test
    void posts_files_beside_fields() {
        send(HttpCall.postMultipart(server.url(), new Multipart().field("chat_id", "7é")
                .file("photo", "chart.png", "image/png", new byte[]{(byte) 0x89, 'P', 'N', 'G', '\r', '\n'})));

        var seen = server.seen().getFirst();
        String boundary = seen.headers().getOrDefault("content-type", "").replace("multipart/form-data; boundary=", "");
        assertThat(seen.body()).isEqualTo(new String("""
                --B\r
                Content-Disposition: form-data; name="chat_id"\r
                Content-Type: text/plain; charset=utf-8\r
                \r
                7é\r
                --B\r
                Content-Disposition: form-data; name="photo"; filename="chart.png"\r
                Content-Type: image/png\r
                \r
                """.replace("B", boundary).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
                + "\u0089PNG\r\n\r\n--" + boundary + "--\r\n");
    }

    @Test
    void gives_back_how_long_a_platform_is_busy() {
        answers(429, Map.of("Retry-After", "30"));
        assertThat(get()).isEqualTo(new HttpOutcome.Busy(429, Duration.ofSeconds(30), "{}"));

        answers(503, Map.of("Retry-After", "Thu, 01 Jan 2026 00:01:30 GMT"));
        assertThat(get()).isEqualTo(new HttpOutcome.Busy(503, Duration.ofSeconds(90), "{}"));

        answers(429, Map.of("Retry-After", "whenever"));
        assertThat(get()).isEqualTo(new HttpOutcome.Busy(429, Duration.ofSeconds(10), "{}"));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 400, 401, 403, 404, 410, 413})
    void takes_every_other_status_for_a_refusal_and_follows_nobody(int status) {
        answers(status, Map.of("Location", server.url() + "/elsewhere"));

        assertThat(get()).isEqualTo(new HttpOutcome.Refused(status, "{}"));
        assertThat(server.seen()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.INCLUDE, names = {"SILENT", "BREAKING_OFF", "FLOODING"})
    void gives_up_where_no_whole_answer_comes(Mood mood) {
        server.is(mood);
        long start = System.nanoTime();

        assertThat(get()).isInstanceOf(HttpOutcome.Lost.class);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void gives_up_where_nobody_listens() {
        URI nobody = server.url();
        server.close();

        assertThat(send(HttpCall.get(nobody))).isInstanceOf(HttpOutcome.Lost.class);
    }

    @Test
    void sends_nothing_once_the_time_is_over() {
        assertThat(http.send(HttpCall.get(server.url()), Deadline.in(Duration.ZERO)))
                .isInstanceOf(HttpOutcome.Lost.class);
        assertThat(server.seen()).isEmpty();
    }

    @Test
    void shows_no_body_and_no_address_in_its_texts() {
        next = Answer.json(403, "{\"secret\":\"words\"}");

        assertThat(get().toString()).doesNotContain("words");
        assertThat(HttpCall.get(URI.create("https://api.example/bot123:token"))).hasToString("GET to a chat platform");
    }
}
