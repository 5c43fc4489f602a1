package io.lapwing.chatbot.channels.whatsapp;

import io.lapwing.chatbot.channels.Receipt;
import io.lapwing.chatbot.channels.Signatures;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class WhatsAppWebhookTest {
    private static final String APP_SECRET = "19ab0ef2c3d4e5f60718293a4b5c6d7e";
    private static final String VERIFY_TOKEN = "meatyhamhock";
    private static final ChatAccount ADA = new ChatAccount(Channel.WHATSAPP, "", "16505551234");
    private static final ChatPlace PLACE = new ChatPlace(Channel.WHATSAPP, "", "16505551234", null,
            "106540352242922");

    private final WhatsAppWebhook webhook = new WhatsAppWebhook(APP_SECRET, VERIFY_TOKEN);

    private static byte[] golden(String name) {
        try (InputStream file = Objects.requireNonNull(
                WhatsAppWebhookTest.class.getResourceAsStream("/channels/whatsapp/" + name + ".json"), name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Receipt receive(byte[] body, @Nullable String signature) {
        Map<String, List<String>> headers = signature == null ? Map.of()
                : Map.of("X-Hub-Signature-256", List.of(signature));
        return webhook.receive(new ApiRequest("POST", "/chat/whatsapp", Map.of(), headers, body, "2a03:2880::1"), "",
                T0.plusSeconds(60));
    }

    private static String signature(byte[] body) {
        return "sha256=" + Signatures.hmacSha256(APP_SECRET, body);
    }

    private Receipt receiveSigned(String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return receive(body, signature(body));
    }

    private List<ChatInput> inputs(String name) {
        Receipt receipt = receive(golden(name), signature(golden(name)));
        assertThat(receipt.answer().status()).isEqualTo(200);
        return receipt.inputs();
    }

    private Receipt handshake(String... parameters) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            query.put(parameters[i], List.of(parameters[i + 1]));
        }
        return webhook.receive(new ApiRequest("GET", "/chat/whatsapp", query, Map.of(), new byte[0], "2a03:2880::1"),
                "", T0);
    }

    @Test
    void echoes_the_challenge_to_who_knows_the_verify_token() {
        Receipt receipt = handshake("hub.mode", "subscribe", "hub.challenge", "1158201444", "hub.verify_token",
                VERIFY_TOKEN);

        assertThat(receipt.answer().status()).isEqualTo(200);
        assertThat(receipt.answer().headers()).containsEntry("Content-Type", "text/plain; charset=utf-8");
        assertThat(receipt.answer().bodyText()).isEqualTo("1158201444");
        assertThat(receipt.inputs()).isEmpty();
    }

    @Test
    void echoes_nothing_to_anybody_else() {
        assertThat(List.of(handshake("hub.mode", "subscribe", "hub.challenge", "1", "hub.verify_token", "meatyham"),
                handshake("hub.mode", "subscribe", "hub.challenge", "1"),
                handshake("hub.mode", "unsubscribe", "hub.challenge", "1", "hub.verify_token", VERIFY_TOKEN),
                handshake("hub.challenge", "1", "hub.verify_token", VERIFY_TOKEN), handshake())).allSatisfy(receipt -> {
                    assertThat(receipt.answer().status()).isEqualTo(403);
                    assertThat(receipt.answer().bodyText()).doesNotContain("1");
                });
        assertThat(handshake("hub.mode", "subscribe", "hub.verify_token", VERIFY_TOKEN).answer().status())
                .isEqualTo(400);
    }

    /// Meta signs what it sends, and it escapes what is not ASCII: `\\u00e4`, in small letters.
    @Test
    void verifies_the_bytes_as_they_were_sent() {
        byte[] escaped = golden("text");
        assertThat(new String(escaped, StandardCharsets.UTF_8)).contains("\\ud83d\\udeb0 \\u0645").isASCII();
        byte[] unescaped = new String(escaped, StandardCharsets.UTF_8).replace("\\ud83d\\udeb0", "🚰")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(receive(escaped, signature(escaped)).inputs()).hasSize(1);
        assertThat(receive(unescaped, signature(unescaped)).inputs()).hasSize(1);
        assertThat(receive(unescaped, signature(escaped)).answer().status()).isEqualTo(401);
    }

    @Test
    void refuses_what_is_not_signed_or_was_changed() {
        byte[] body = golden("text");
        byte[] changed = body.clone();
        changed[200] ^= 1;
        String good = signature(body);

        assertThat(List.of(receive(body, null), receive(body, ""), receive(changed, good),
                receive(body, good.replace("sha256=", "sha1=")), receive(body, good.substring(7)),
                receive(body, "sha256=" + Signatures.hmacSha256("another", body)), receive(new byte[0], null)))
                .allSatisfy(receipt -> {
                    assertThat(receipt.answer().status()).isEqualTo(401);
                    assertThat(receipt.inputs()).isEmpty();
                });
    }

    @Test
    void knows_one_path_only() {
        byte[] body = golden("text");
        ApiRequest request = new ApiRequest("POST", "/chat/whatsapp/events", Map.of(),
                Map.of("X-Hub-Signature-256", List.of(signature(body))), body, "2a03:2880::1");

        assertThat(webhook.receive(request, "events", T0).answer().status()).isEqualTo(404);
    }

    @Test
    void does_not_take_an_empty_secret_for_one() {
        assertThatIllegalArgumentException().isThrownBy(() -> new WhatsAppWebhook("", VERIFY_TOKEN));
        assertThatIllegalArgumentException().isThrownBy(() -> new WhatsAppWebhook(APP_SECRET, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "7", "{}", "{\"object\":\"whatsapp_business_account\",\"entry\":{}}"})
    void refuses_what_is_malformed(String body) {
        Receipt receipt = receiveSigned(body);

        assertThat(receipt.answer().status()).isEqualTo(400);
        assertThat(receipt.inputs()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"timestamp\":\"x\"", "\"timestamp\":\"-5\"", "\"timestamp\":\"99999999999999\"",
            "\"timestamp\":null"})
    void refuses_a_message_of_no_time(String timestamp) {
        assertThat(receiveSigned(new String(golden("text"), StandardCharsets.UTF_8)
                .replace("\"timestamp\":\"1767225600\"", timestamp)).answer().status()).isEqualTo(400);
    }

    @Test
    void refuses_ids_that_none_of_ours_could_be() {
        String text = new String(golden("text"), StandardCharsets.UTF_8);

        assertThat(receiveSigned(text.replace("\"from\":\"16505551234\"", "\"from\":\"\"")).answer().status())
                .isEqualTo(400);
        assertThat(receiveSigned(text.replace("wamid.", "wam id ")).answer().status()).isEqualTo(400);
        assertThat(receiveSigned(new String(golden("button-reply"), StandardCharsets.UTF_8).replace("confirm:c7",
                "c".repeat(65))).answer().status()).isEqualTo(400);
    }

    @Test
    void reads_what_somebody_writes() {
        assertThat(inputs("text")).containsExactly(new ChatInput(
                new WorkId("whatsapp:wamid.HBgLMTY1MDUzODk0MzkVAgASGBQzQTRBNjU5OUFFRTAzODEwMTQ0RgA="), ADA, PLACE, true,
                new ChatAct.Said("Wie warm ist pump-17? 🚰 مضخة"), null, T0));
    }

    @Test
    void reads_every_message_of_a_notification() {
        assertThat(inputs("several")).extracting(ChatInput::act).containsExactly(new ChatAct.Said("status"),
                new ChatAct.Said("alerts"));
        assertThat(inputs("several")).extracting(input -> input.from().id()).containsExactly("16505551234",
                "16505559999");
        assertThat(inputs("several")).extracting(input -> input.id().value()).containsExactly("whatsapp:wamid.A1",
                "whatsapp:wamid.A2");
    }

    @Test
    void knows_a_message_with_a_long_id_again() {
        String text = new String(golden("text"), StandardCharsets.UTF_8);
        String longOne = text.replace("wamid.", "wamid." + "A".repeat(200));

        assertThat(receiveSigned(longOne).inputs()).singleElement().satisfies(input -> {
            assertThat(input.id()).isEqualTo(receiveSigned(longOne).inputs().getFirst().id());
            assertThat(input.id()).isNotEqualTo(receiveSigned(text.replace("wamid.", "wamid." + "A".repeat(201)))
                    .inputs().getFirst().id());
        });
    }

    @Test
    void reads_what_is_chosen_from_buttons_and_lists() {
        assertThat(inputs("button-reply")).extracting(ChatInput::act).containsExactly(
                new ChatAct.Pressed("confirm:c7", new MessageRef("wamid.ASKED")));
        assertThat(inputs("list-reply")).extracting(ChatInput::act).containsExactly(
                new ChatAct.Pressed("device:pump-18", new MessageRef("wamid.ASKED")));
    }

    @Test
    void reads_files() {
        assertThat(inputs("document")).extracting(ChatInput::act).containsExactly(new ChatAct.Shared("load this",
                List.of(new ChatAct.SharedFile("1003383421387256", "readings ä.csv", "text/csv", -1))));
        assertThat(inputs("image")).extracting(ChatInput::act).containsExactly(new ChatAct.Shared("",
                List.of(new ChatAct.SharedFile("1003383421387257", "photo.jpg", "image/jpeg", -1))));
    }

    @Test
    void knows_somebody_who_does_not_show_his_number() {
        ChatAccount ada = new ChatAccount(Channel.WHATSAPP, "", "US.13491208655302741918");

        assertThat(inputs("user-name")).singleElement().satisfies(input -> {
            assertThat(input.from()).isEqualTo(ada);
            assertThat(input.place().id()).isEqualTo("US.13491208655302741918");
        });
        assertThat(inputs("number-and-user")).singleElement().satisfies(input -> {
            assertThat(input.from()).as("the same account when he comes to hide it").isEqualTo(ada);
            assertThat(input.place()).isEqualTo(PLACE);
        });
    }

    @Test
    void takes_out_what_it_put_into_texts_itself() {
        assertThat(receiveSigned(new String(golden("text"), StandardCharsets.UTF_8).replace("pump-17",
                "\\u2060_\\u2060pump.\\u2060north")).inputs()).extracting(ChatInput::act)
                .containsExactly(new ChatAct.Said("Wie warm ist _pump.north? 🚰 مضخة"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"statuses", "reaction", "unsupported", "group", "flow-reply", "other-field",
            "other-object"})
    void leaves_alone_what_does_not_concern_it(String name) {
        assertThat(inputs(name)).isEmpty();
    }
}
