package io.lapwing.chatbot.channels.telegram;

import io.lapwing.chatbot.channels.Receipt;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.ChatAct;
import io.lapwing.sharedmodel.chat.ChatInput;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.MessageRef;
import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.work.WorkId;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TelegramWebhookTest {
    private static final String SECRET = "s3cret_Token-256";
    private static final Instant LATER = T0.plusSeconds(90);
    private static final ChatAccount ADA = new ChatAccount(Channel.TELEGRAM, "", "5551234567");

    private final TelegramWebhook webhook = new TelegramWebhook(SECRET, "LapwingBot");

    private static byte[] golden(String name) {
        try (InputStream file = Objects.requireNonNull(
                TelegramWebhookTest.class.getResourceAsStream("/channels/telegram/" + name + ".json"), name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ApiRequest request(@Nullable String secret, byte[] body) {
        Map<String, List<String>> headers = secret == null ? Map.of()
                : Map.of("X-Telegram-Bot-Api-Secret-Token", List.of(secret));
        return new ApiRequest("POST", "/chat/telegram", Map.of(), headers, body, "149.154.167.220");
    }

    private Receipt receive(String text) {
        return webhook.receive(request(SECRET, text.getBytes(StandardCharsets.UTF_8)), "", LATER);
    }

    private List<ChatInput> inputs(TelegramWebhook receiving, String name) {
        Receipt receipt = receiving.receive(request(SECRET, golden(name)), "", LATER);
        assertThat(receipt.answer().status()).isEqualTo(200);
        return receipt.inputs();
    }

    private ChatInput input(String name) {
        List<ChatInput> inputs = inputs(webhook, name);
        assertThat(inputs).hasSize(1);
        return inputs.getFirst();
    }

    @Test
    void reads_what_somebody_writes_to_the_bot() {
        assertThat(input("private-message")).isEqualTo(new ChatInput(new WorkId("telegram:872143201"), ADA,
                new ChatPlace(Channel.TELEGRAM, "", "5551234567", null, null), true,
                new ChatAct.Said("Wie warm ist pump-17? 🚰"), "de", T0));
    }

    @Test
    void knows_a_redelivered_update_again() {
        assertThat(input("private-message").id()).isEqualTo(input("private-message").id());
        assertThat(input("private-message").id()).isNotEqualTo(input("document").id());
    }

    @Test
    void refuses_who_does_not_know_the_secret() {
        byte[] body = golden("private-message");

        assertThat(List.of(request(null, body), request("", body), request("s3cret_Token-255", body),
                request(SECRET + "7", body), request(SECRET.substring(1), body),
                request(null, "not JSON".getBytes(StandardCharsets.UTF_8)))).allSatisfy(request -> {
                    Receipt receipt = webhook.receive(request, "", LATER);
                    assertThat(receipt.answer().status()).isEqualTo(401);
                    assertThat(receipt.inputs()).isEmpty();
                });
    }

    @Test
    void knows_one_path_only() {
        assertThat(webhook.receive(request(SECRET, golden("private-message")), "events", LATER).answer().status())
                .isEqualTo(404);
    }

    @Test
    void does_not_take_an_empty_secret_for_one() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TelegramWebhook("", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{}", "{\"update_id\":\"1\"}", "{\"update_id\":1,\"message\":7}",
            "{\"update_id\":1,\"message\":{\"from\":{\"id\":1},\"chat\":{\"id\":1,\"type\":\"private\"},\"text\":\"x\"}}",
            "{\"update_id\":1,\"message\":{\"date\":99999999999999,\"from\":{\"id\":1},\"chat\":{\"id\":1,\"type\":\"private\"},\"text\":\"x\"}}",
            "{\"update_id\":1,\"message\":{\"date\":1,\"from\":{\"id\":\"\"},\"chat\":{\"id\":1,\"type\":\"private\"},\"text\":\"x\"}}",
            "{\"update_id\":1,\"message\":{\"date\":1,\"from\":{\"id\":1},\"chat\":{\"id\":\"ä\",\"type\":\"private\"},\"text\":\"x\"}}",
            "{\"update_id\":1,\"message\":{\"date\":1,\"from\":{\"id\":1},\"chat\":{\"id\":1,\"type\":\"private\"},\"text\":5}}"})
    void refuses_what_is_malformed(String body) {
        Receipt receipt = receive(body);

        assertThat(receipt.answer().status()).isEqualTo(400);
        assertThat(receipt.inputs()).isEmpty();
    }

    @Test
    void refuses_a_press_that_is_longer_than_any_button_of_ours() {
        String press = new String(golden("press"), StandardCharsets.UTF_8);

        assertThat(receive(press.replace("confirm:c7", "c".repeat(65))).answer().status()).isEqualTo(400);
        assertThat(receive(press.replace("confirm:c7", "c".repeat(64))).inputs()).hasSize(1);
    }

    @Test
    void reads_commands_in_groups_and_their_topic() {
        ChatInput input = input("group-command");

        assertThat(input.act()).isEqualTo(new ChatAct.Said("alert list critical"));
        assertThat(input.place()).isEqualTo(new ChatPlace(Channel.TELEGRAM, "", "-1001234567890", "7", null));
        assertThat(input.isPrivate()).isFalse();
    }

    @Test
    void takes_the_mention_that_called_it_out_of_the_text() {
        ChatInput input = input("group-mention");

        assertThat(input.act()).isEqualTo(new ChatAct.Said("🚰  status of pump-17, and tell @grace"));
        assertThat(input.place().thread()).as("a reply outside of topics is no thread").isNull();
        assertThat(input.language()).isNull();
    }

    @Test
    void reads_what_answers_its_own_message() {
        assertThat(input("group-reply").act()).isEqualTo(new ChatAct.Said("the second"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"group-talk", "group-other-bots-command", "edited", "channel-post", "anonymous-admin",
            "linked-channel", "new-member", "unknown-kind", "inline-press", "game-press"})
    void leaves_alone_what_does_not_concern_it(String name) {
        assertThat(inputs(webhook, name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"group-command,1", "group-mention,1", "group-reply,1", "group-talk,0", "anonymous-admin,0"})
    void takes_any_bots_name_for_its_own_where_it_does_not_know_it(String name, int inputs) {
        assertThat(inputs(new TelegramWebhook(SECRET, null), name)).hasSize(inputs);
    }

    @Test
    void does_not_answer_to_another_name() {
        TelegramWebhook other = new TelegramWebhook(SECRET, "WeatherBot");

        assertThat(List.of("group-command", "group-mention", "group-reply"))
                .allSatisfy(name -> assertThat(inputs(other, name)).isEmpty());
        assertThat(inputs(other, "group-other-bots-command")).extracting(ChatInput::act)
                .containsExactly(new ChatAct.Said("restart"));
    }

    @ParameterizedTest
    @CsvSource({"/start,help", "/start@LapwingBot,help", "/start pump-17,start pump-17",
            "/status pump-17,status pump-17",
            "/help@LapwingBot,help", "no /status here,no /status here"})
    void reads_commands_as_words(String text, String said) {
        int at = text.indexOf('/');
        int end = text.indexOf(' ', at);
        Receipt receipt = receive(new String(golden("private-message"), StandardCharsets.UTF_8)
                .replace("\"Wie warm ist pump-17? 🚰\"", """
                        "%s","entities":[{"type":"bot_command","offset":%d,"length":%d}]""".formatted(text, at,
                        (end < 0 ? text.length() : end) - at)));

        assertThat(receipt.inputs()).extracting(ChatInput::act).containsExactly(new ChatAct.Said(said));
    }

    @ParameterizedTest
    @CsvSource({"-1,3", "0,0", "3,999", "999,1", "3,-2", "9223372036854775807,9223372036854775807"})
    void does_without_entities_that_lie_outside_of_the_text(long offset, long length) {
        Receipt receipt = receive(new String(golden("private-message"), StandardCharsets.UTF_8)
                .replace("\"text\":", "\"entities\":[{\"type\":\"mention\",\"offset\":%d,\"length\":%d}],\"text\":"
                        .formatted(offset, length)));

        assertThat(receipt.inputs()).extracting(ChatInput::act)
                .containsExactly(new ChatAct.Said("Wie warm ist pump-17? 🚰"));
    }

    @Test
    void cuts_what_is_longer_than_the_bot_reads() {
        Receipt receipt = receive(new String(golden("private-message"), StandardCharsets.UTF_8)
                .replace("Wie warm", "x".repeat(2 * ChatAct.MAX_TEXT)));

        assertThat(receipt.inputs()).extracting(ChatInput::act)
                .containsExactly(new ChatAct.Said("x".repeat(ChatAct.MAX_TEXT)));
    }

    @Test
    void reads_presses_of_buttons() {
        assertThat(input("press")).isEqualTo(new ChatInput(new WorkId("telegram:872143207"), ADA,
                new ChatPlace(Channel.TELEGRAM, "", "5551234567", null, "4382bfdwdsb323b2d9"), true,
                new ChatAct.Pressed("confirm:c7", new MessageRef("51")), "en-GB", LATER));
    }

    @Test
    void knows_that_a_button_was_below_a_picture() {
        ChatInput input = input("press-below-photo");

        assertThat(input.act()).isEqualTo(new ChatAct.Pressed("chart:24h", new MessageRef("photo:52")));
        assertThat(input.place().thread()).isEqualTo("7");
        assertThat(input.isPrivate()).isFalse();
    }

    @Test
    void reads_documents() {
        assertThat(input("document").act()).isEqualTo(new ChatAct.Shared("load this", List.of(
                new ChatAct.SharedFile("BQACAgIAAxkBAAIB", "readings äöü.csv", "text/csv", 1843))));
    }

    @Test
    void reads_the_largest_size_of_a_photo() {
        assertThat(input("photo").act()).isEqualTo(new ChatAct.Shared("", List.of(
                new ChatAct.SharedFile("large", "photo.jpg", "image/jpeg", 98000))));
    }
}
