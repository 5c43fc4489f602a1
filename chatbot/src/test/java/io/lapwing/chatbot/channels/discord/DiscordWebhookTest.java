package io.lapwing.chatbot.channels.discord;

import io.lapwing.chatbot.channels.Goldens;
import io.lapwing.chatbot.channels.Receipt;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.ChatAct;
import io.lapwing.sharedmodel.chat.ChatInput;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.MessageRef;
import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.work.WorkId;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DiscordWebhookTest {
    private static final String TIMESTAMP = "1767225600";
    private static final String COMMAND = Goldens.read("discord/command.json");
    private static final String BUTTON = Goldens.read("discord/button.json");
    private static final String PING = "{\"type\":1}";
    private static final HexFormat HEX = HexFormat.of();

    private final KeyPair keys = keys();
    private final DiscordWebhook webhook = new DiscordWebhook(publicKey(keys));

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String publicKey(KeyPair keys) {
        byte[] x509 = keys.getPublic().getEncoded();
        return HEX.formatHex(Arrays.copyOfRange(x509, x509.length - 32, x509.length));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String signature(String body) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(keys.getPrivate());
            ed25519.update(bytes(TIMESTAMP + body));
            return HEX.formatHex(ed25519.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static ApiRequest request(byte[] body, String timestamp, String signature) {
        return new ApiRequest("POST", "/chat/discord", Map.of(), Map.of("X-Signature-Ed25519", List.of(signature),
                "X-Signature-Timestamp", List.of(timestamp)), body, "127.0.0.1");
    }

    private Receipt receive(String body) {
        return webhook.receive(request(bytes(body), TIMESTAMP, signature(body)), "", T0);
    }

    private int status(ApiRequest request) {
        return webhook.receive(request, "", T0).answer().status();
    }

    private ChatInput input(String body, String answer) {
        Receipt receipt = receive(body);
        assertThat(receipt.answer().status()).isEqualTo(200);
        assertThat(receipt.answer().bodyText()).isEqualTo(answer);
        assertThat(receipt.answer().headers()).containsEntry("Content-Type", "application/json");
        assertThat(receipt.inputs()).hasSize(1);
        return receipt.inputs().getFirst();
    }

    private ChatInput command(String body) {
        return input(body, "{\"type\":5}");
    }

    @Test
    void answers_a_ping() {
        Receipt receipt = receive(PING);

        assertThat(receipt.answer().status()).isEqualTo(200);
        assertThat(receipt.answer().bodyText()).isEqualTo("{\"type\":1}");
        assertThat(receipt.inputs()).isEmpty();
    }

    /// RFC 8032, 7.1, test 3: the message `af82`, of which the first byte is no digit of a timestamp.
    @Test
    void refuses_a_timestamp_that_is_none_even_if_it_is_signed() {
        DiscordWebhook other = new DiscordWebhook("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025");
        String signature = "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a";

        assertThat(other.receive(request(HEX.parseHex("af82"), "", signature), "", T0).answer().status())
                .isEqualTo(401);
    }

    @Test
    void refuses_every_body_with_one_flipped_bit() {
        String signature = signature(PING);
        for (int bit = 0; bit < PING.length() * 8; bit++) {
            byte[] flipped = bytes(PING);
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(status(request(flipped, TIMESTAMP, signature))).as("bit " + bit).isEqualTo(401);
        }
    }

    @Test
    void refuses_every_signature_with_one_flipped_bit() {
        byte[] signature = HEX.parseHex(signature(PING));
        for (int bit = 0; bit < signature.length * 8; bit++) {
            byte[] flipped = signature.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(status(request(bytes(PING), TIMESTAMP, HEX.formatHex(flipped)))).as("bit " + bit)
                    .isEqualTo(401);
        }
    }

    @Test
    void refuses_another_timestamp_and_what_is_not_signed() {
        assertThat(status(request(bytes(PING), "1767225601", signature(PING)))).isEqualTo(401);
        assertThat(status(request(bytes(PING), TIMESTAMP, ""))).isEqualTo(401);
        assertThat(status(request(bytes(PING), TIMESTAMP, "zz".repeat(64)))).isEqualTo(401);
        assertThat(status(request(bytes(PING), TIMESTAMP, "00".repeat(64)))).isEqualTo(401);
        assertThat(status(request(bytes(PING), TIMESTAMP, "ff".repeat(64)))).isEqualTo(401);
        assertThat(status(new ApiRequest("POST", "/chat/discord", Map.of(), Map.of(), bytes(PING), ""))).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "zz"})
    void needs_a_public_key(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> new DiscordWebhook(key));
    }

    @Test
    void knows_no_other_paths() {
        assertThat(webhook.receive(request(bytes(PING), TIMESTAMP, signature(PING)), "events", T0).answer().status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "secret words", "{\"type\":\"2\"}", "{\"type\":2}", "{\"type\":3}", "{}"})
    void refuses_what_is_empty_or_malformed_without_a_word_of_it(String body) {
        Receipt receipt = receive(body);

        assertThat(receipt.answer().status()).isEqualTo(400);
        assertThat(receipt.answer().bodyText()).isEqualTo("{\"error\":\"malformed\"}");
        assertThat(receipt.inputs()).isEmpty();
    }

    @Test
    void reads_a_command() {
        assertThat(command(COMMAND)).isEqualTo(new ChatInput(new WorkId("discord:786008729715212338"),
                new ChatAccount(Channel.DISCORD, "", "53908232506183680"),
                new ChatPlace(Channel.DISCORD, "290926798626357999", "645027906669510667", null,
                        "845027738276462632/786008729715212338/awaited/A_UNIQUE_TOKEN"),
                false, new ChatAct.Said("what is the temperature of pump-17 🚰 مضخة?"), "de",
                Instant.parse("2020-12-08T23:18:04.500Z")));
    }

    @Test
    void reads_a_pressed_button() {
        ChatInput input = input(BUTTON, "{\"type\":6}");

        assertThat(input.act()).isEqualTo(new ChatAct.Pressed("confirm:7f3a", new MessageRef("846462554132586537")));
        assertThat(input.id()).isEqualTo(new WorkId("discord:846462639134605312"));
        assertThat(input.language()).isEqualTo("en-GB");
        assertThat(input.place().answer())
                .isEqualTo("845027738276462632/846462639134605312/shown/aW50ZXJhY3Rpb246ODQ2NDYy");
    }

    @Test
    void reads_a_command_with_a_file_in_private() {
        ChatInput input = command(Goldens.read("discord/attachment.json"));

        assertThat(input.isPrivate()).isTrue();
        assertThat(input.place().workspace()).isEmpty();
        assertThat(input.act()).isEqualTo(new ChatAct.Shared("file process pumps 12",
                List.of(new ChatAct.SharedFile(
                        "https://cdn.discordapp.com/ephemeral-attachments/1/2/readings.csv?ex=66&is=65&hm=ab",
                        "readings.csv", "text/csv; charset=utf-8", 144538))));
    }

    @ParameterizedTest
    @CsvSource({"lapwing,''", "ask,''", "status,'status '"})
    void takes_the_name_of_a_command_for_a_word_unless_it_only_calls_the_bot(String name, String word) {
        String body = COMMAND.replace("\"lapwing\"", "\"" + name + "\"");

        assertThat(command(body).act())
                .isEqualTo(new ChatAct.Said(word + "what is the temperature of pump-17 🚰 مضخة?"));
    }

    @Test
    void takes_no_chat_among_others_for_private() {
        String body = COMMAND.replace("\"guild_id\": \"290926798626357999\",\n", "").replace("\"context\": 0",
                "\"context\": 2");

        assertThat(command(body).isPrivate()).isFalse();
        assertThat(command(body.replace("\"context\": 2", "\"context\": 1")).isPrivate()).isTrue();
    }

    @Test
    void suggests_nothing() {
        Receipt receipt = receive(COMMAND.replace("\"type\": 2,", "\"type\": 4,"));

        assertThat(receipt.answer().bodyText()).contains("\"type\":8").contains("\"choices\":[]");
        assertThat(receipt.inputs()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6, 99})
    void ignores_interactions_of_other_kinds(int type) {
        Receipt receipt = receive(COMMAND.replace("\"type\": 2,", "\"type\": " + type + ","));

        assertThat(receipt.answer().status()).isEqualTo(200);
        assertThat(receipt.inputs()).isEmpty();
    }

    @Test
    void ignores_bots_and_buttons_that_are_not_ours() {
        assertThat(receive(COMMAND.replace("\"username\": \"Mason\"", "\"username\": \"x\", \"bot\": true")).inputs())
                .isEmpty();
        assertThat(receive(BUTTON.replace("\"custom_id\": \"0:confirm:7f3a\", \"id\"",
                "\"custom_id\": \"confirm\", \"id\"")).inputs()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"786008729715212338", "645027906669510667", "53908232506183680", "845027738276462632",
            "290926798626357999"})
    void refuses_ids_that_are_none(String id) {
        for (String wrong : List.of("", "a/../b", "1".repeat(21), "99999999999999999999", "-1")) {
            // One that is only too large for 64 bits is refused where it has to tell a time.
            boolean isOnlyLarge = wrong.startsWith("9") && !id.startsWith("7860");
            assertThat(receive(COMMAND.replace(id, wrong)).answer().status()).as(wrong)
                    .isEqualTo(isOnlyLarge ? 200 : 400);
        }
    }

    @Test
    void cuts_what_is_too_long() {
        String body = COMMAND.replace("what is the temperature of pump-17 🚰 مضخة?", "x".repeat(20_000));

        assertThat(command(body).act()).isEqualTo(new ChatAct.Said("x".repeat(ChatAct.MAX_TEXT)));
    }
}
