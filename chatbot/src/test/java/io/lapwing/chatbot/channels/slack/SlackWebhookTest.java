package io.lapwing.chatbot.channels.slack;

import io.lapwing.chatbot.channels.Goldens;
import io.lapwing.chatbot.channels.Receipt;
import io.lapwing.sharedmodel.http.ApiRequest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.chatbot.channels.slack.SlackRequests.SECRET;
import static io.lapwing.chatbot.channels.slack.SlackRequests.signed;
import static io.lapwing.chatbot.channels.slack.SlackRequests.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/// Who is let in. What is read then is tested in [SlackInputsTest].
class SlackWebhookTest {
    private static final Instant NOW = Instant.ofEpochSecond(1531420618);
    private static final String SAMPLE = Goldens.read("slack/published-sample.txt");
    private static final String SIGNATURE = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";

    private final SlackWebhook webhook = new SlackWebhook(SECRET);

    private int status(ApiRequest request, String path) {
        return webhook.receive(request, path, NOW).answer().status();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void takes_the_sample_that_slack_publishes() {
        assertThat(status(with(bytes(SAMPLE), "1531420618", SIGNATURE), "commands")).isEqualTo(200);
    }

    @Test
    void refuses_every_request_with_one_flipped_bit() {
        byte[] body = bytes(SAMPLE);
        for (int bit = 0; bit < body.length * 8; bit++) {
            byte[] flipped = body.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(status(with(flipped, "1531420618", SIGNATURE), "commands")).as("bit " + bit).isEqualTo(401);
        }
    }

    @Test
    void refuses_every_signature_with_one_other_character() {
        for (int i = 0; i < SIGNATURE.length(); i++) {
            char other = SIGNATURE.charAt(i) == '0' ? '1' : '0';
            String wrong = SIGNATURE.substring(0, i) + other + SIGNATURE.substring(i + 1);
            assertThat(status(with(bytes(SAMPLE), "1531420618", wrong), "commands")).as("at " + i).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,200", "300,200", "-300,200", "301,401", "-301,401", "86400,401"})
    void takes_what_is_five_minutes_off_and_no_more(long secondsOff, int status) {
        ApiRequest request = signed(SAMPLE, NOW.minusSeconds(secondsOff));

        assertThat(status(request, "commands")).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "-1531420618", "1531420618.0", "99999999999999999999", " 1531420618",
            "١٥٣١٤٢٠٦١٨"})
    void refuses_a_timestamp_that_is_none(String timestamp) {
        assertThat(status(with(bytes(SAMPLE), timestamp, SIGNATURE), "commands")).isEqualTo(401);
    }

    @Test
    void refuses_a_request_without_signature() {
        ApiRequest bare = new ApiRequest("POST", "/chat/slack/events", Map.of(), Map.of(), bytes("{}"), "127.0.0.1");
        ApiRequest half = new ApiRequest("POST", "/chat/slack/events", Map.of(),
                Map.of("X-Slack-Request-Timestamp", List.of("1531420618")), bytes("{}"), "127.0.0.1");

        assertThat(status(bare, "events")).isEqualTo(401);
        assertThat(status(half, "events")).isEqualTo(401);
        assertThat(status(with(bytes(SAMPLE), "1531420618", ""), "commands")).isEqualTo(401);
        assertThat(status(with(bytes(SAMPLE), "1531420618", "v0="), "commands")).isEqualTo(401);
    }

    @Test
    void needs_a_secret() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SlackWebhook(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"events", "commands", "interactions"})
    void refuses_what_is_empty_or_malformed_without_a_word_of_it(String path) {
        for (String body : List.of("", "{", "secret words", "payload=", "payload=%7B", "payload=%zz", "[]", "\"x\"",
                "{\"type\":7}", "{\"type\":\"event_callback\"}", "payload=%5B%5D")) {
            Receipt receipt = webhook.receive(signed(body, NOW), path, NOW);

            assertThat(receipt.answer().status()).as(path + ": " + body).isEqualTo(400);
            assertThat(receipt.inputs()).isEmpty();
            assertThat(receipt.answer().bodyText()).isEqualTo("{\"error\":\"malformed\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "event", "events/", "oauth"})
    void knows_no_other_paths(String path) {
        assertThat(status(signed(SAMPLE, NOW), path)).isEqualTo(404);
    }

    @Test
    void echoes_the_challenge_of_slack() {
        Receipt receipt = webhook.receive(
                signed("""
                        {"token":"Jhj5dZrVaK7ZwHHjRyZWjbDl","challenge":"3eZbrw1aBm2rZgRNFdxV2595E9CY","type":"url_verification"}\
                        """,
                        NOW),
                "events", NOW);

        assertThat(receipt.answer().status()).isEqualTo(200);
        assertThat(receipt.answer().bodyText()).isEqualTo("3eZbrw1aBm2rZgRNFdxV2595E9CY");
        assertThat(receipt.inputs()).isEmpty();
    }

    @Test
    void says_that_it_is_there_when_slack_checks_the_certificate() {
        assertThat(status(signed("ssl_check=1&token=xyz", NOW), "commands")).isEqualTo(200);
    }
}
