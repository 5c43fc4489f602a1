package io.lapwing.chatbot.channels.teams;

import io.lapwing.chatbot.channels.HttpCaller;
import io.lapwing.chatbot.channels.Receipt;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.ChatAct;
import io.lapwing.sharedmodel.chat.ChatInput;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.MessageRef;
import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.port.ChatSenderContract.Mood;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.chatbot.channels.teams.BotFramework.token;
import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TeamsWebhookTest {
    private static final Instant NOW = T0.plusSeconds(60);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final String TENANT = "72f988bf-86f1-41af-91ab-2d7cd011db47";
    private static final ChatAccount ADA = new ChatAccount(Channel.TEAMS, TENANT,
            "7faf8a4a-8d2c-4ff4-9b5c-4c5c6f6f7f8f");

    private final BotFramework framework = new BotFramework();
    private final HttpCaller http = new HttpCaller(InstantSource.fixed(T0), Duration.ofSeconds(2));
    private final TeamsWebhook webhook = new TeamsWebhook(http, BotFramework.APP_ID, framework.openIdUrl());

    @AfterEach
    void close() {
        framework.close();
    }

    private static String golden(String name) {
        try (InputStream file = Objects.requireNonNull(
                TeamsWebhookTest.class.getResourceAsStream("/channels/teams/" + name + ".json"), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Receipt receive(String body, @Nullable String authorization, Instant now) {
        Map<String, List<String>> headers = authorization == null ? Map.of()
                : Map.of("Authorization", List.of(authorization));
        return webhook.receive(new ApiRequest("POST", "/chat/teams", Map.of(), headers,
                body.getBytes(StandardCharsets.UTF_8), "52.112.0.1"), "", now);
    }

    private List<ChatInput> inputs(String body) {
        Receipt receipt = receive(body, token().signed(), NOW);
        assertThat(receipt.answer().status()).isEqualTo(200);
        return receipt.inputs();
    }

    private ChatInput input(String name) {
        List<ChatInput> inputs = inputs(golden(name));
        assertThat(inputs).hasSize(1);
        return inputs.getFirst();
    }

    private void assertForbidden(@Nullable String authorization) {
        Receipt receipt = receive(golden("personal-message"), authorization, NOW);
        assertThat(receipt.answer().status()).isEqualTo(403);
        assertThat(receipt.inputs()).isEmpty();
    }

    @Test
    void reads_what_somebody_writes_to_the_bot() {
        assertThat(input("personal-message")).usingRecursiveComparison().ignoringFields("id").isEqualTo(new ChatInput(
                input("personal-message").id(), ADA, new ChatPlace(Channel.TEAMS, TENANT,
                        "a:17I0kl8EkpE1O9PH5TWrzrLNwnWWcfrU3QZjKR0WZxV", null, BotFramework.SERVICE_URL),
                true, new ChatAct.Said("Wie warm ist pump-17? 🚰 a < b &amp; c"), "de-DE", T0.plusMillis(123)));
    }

    @Test
    void takes_the_mention_that_called_it_out_of_the_text() {
        ChatInput input = input("channel-message");

        assertThat(input.act()).isEqualTo(new ChatAct.Said("status of pump-17, Grace"));
        assertThat(input.isPrivate()).isFalse();
        assertThat(input.place().id()).isEqualTo("19:253b1f341670408fb6fe51050b6e5ceb@thread.tacv2");
        assertThat(input.place().thread()).isEqualTo("1767225500000");
        assertThat(input.from()).isEqualTo(ADA);
    }

    @Test
    void reads_what_is_pressed_on_its_cards() {
        ChatInput input = input("card-submit");

        assertThat(input.act()).isEqualTo(new ChatAct.Pressed("confirm:c7", new MessageRef("1767225555555")));
        assertThat(input.place()).isEqualTo(input("channel-message").place());
    }

    @Test
    void knows_a_redelivered_activity_again_and_no_other() {
        Set<String> ids = Set.copyOf(List.of("personal-message", "channel-message", "card-submit").stream()
                .map(name -> input(name).id().value()).toList());

        assertThat(ids).hasSize(3);
        assertThat(input("card-submit").id()).isEqualTo(input("card-submit").id());
        assertThat(inputs(golden("personal-message").replace("\"a:17I0", "\"a:18I0")).getFirst().id())
                .as("ids are unique within a conversation only").isNotEqualTo(input("personal-message").id());
    }

    @Test
    void reads_files_and_pictures_and_no_other_addresses() {
        assertThat(input("file").act()).isEqualTo(new ChatAct.Shared("load this", List.of(new ChatAct.SharedFile(
                "https://contoso.sharepoint.com/personal/ada/_layouts/15/download.aspx?UniqueId=1150D938&tempauth=x",
                "readings.csv", null, -1))));
        assertThat(input("picture").act()).isEqualTo(new ChatAct.Shared("", List.of(new ChatAct.SharedFile(
                "https://smba.trafficmanager.net/emea/v3/attachments/0-weu-d1-abc/views/original", "photo", null,
                -1))));
    }

    @Test
    void does_without_what_need_not_be_there() {
        ChatInput input = inputs(golden("personal-message").replace("\"aadObjectId\"", "\"x\"").replace("\"locale\"",
                "\"y\"").replace("2026-01-01T00:00:00.123Z", "now")).getFirst();

        assertThat(input.from().id()).isEqualTo("29:1XJKJMvc5GBtc2JwZq0oj8tHZmzrQgFmB39ATiQWA85g");
        assertThat(input.language()).isNull();
        assertThat(input.sentAt()).isEqualTo(NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"channel-talk", "other-card-submit", "conversation-update", "reaction", "edited", "invoke",
            "other-bot", "empty-message"})
    void leaves_alone_what_does_not_concern_it(String name) {
        assertThat(inputs(golden(name))).isEmpty();
    }

    @Test
    void takes_nobody_of_another_channel_for_one_of_teams() {
        assertThat(inputs(golden("personal-message").replace("msteams", "webchat"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "7", "{}"})
    void refuses_what_is_malformed(String body) {
        assertThat(receive(body, token().signed(), NOW).answer().status()).isEqualTo(400);
        assertThat(receive(body, null, NOW).answer().status()).isEqualTo(403);
    }

    @Test
    void refuses_ids_that_none_of_ours_could_be() {
        String activity = golden("card-submit");

        assertThat(List.of(activity.replace("confirm:c7", "c".repeat(65)), activity.replace("19:253b", "19 253b"),
                activity.replace("\"id\":\"f:5f2d5b1e-7f1c-4a86-8f57-1d3bfa4ae0b5\",", ""),
                activity.replace("\"1767225555555\"", "\"ä\""))).allSatisfy(
                        body -> assertThat(receive(body, token().signed(), NOW).answer().status()).isEqualTo(400));
    }

    @Test
    void takes_tokens_for_five_minutes_more_and_no_longer() {
        Instant expiry = T0.plusSeconds(3600);
        String body = golden("personal-message");

        assertThat(receive(body, token().signed(), expiry.plus(FIVE_MINUTES)).inputs()).hasSize(1);
        assertThat(receive(body, token().signed(), expiry.plus(FIVE_MINUTES).plusMillis(1)).answer().status())
                .isEqualTo(403);
        assertThat(receive(body, token().signed(), T0.minus(FIVE_MINUTES)).inputs()).hasSize(1);
        assertThat(receive(body, token().signed(), T0.minus(FIVE_MINUTES).minusMillis(1)).answer().status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"iss,https://api.botframework.com/", "iss,https://sts.windows.net/x/", "iss,", "aud,another-app",
            "aud,",
            "serviceurl,https://evil.example/", "serviceurl,https://smba.trafficmanager.net/emea", "serviceurl,"})
    void refuses_tokens_with_a_wrong_or_missing_claim(String name, @Nullable String value) {
        assertForbidden(token().with(name, value).signed());
    }

    @Test
    void refuses_tokens_that_never_expire() {
        assertForbidden(token().expiresAt(null).signed());
        assertForbidden(token().notBefore(NOW.plus(FIVE_MINUTES).plusSeconds(1)).signed());
    }

    @Test
    void refuses_tokens_that_are_not_signed_as_they_must_be() {
        List<String> forged = new ArrayList<>(List.of("", "Bearer", "Bearer ", "Bearer x.y.z", "Basic YTpi",
                token().signed().substring(7), token().unsigned(), token().signedWithPublicKeyAsSecret(),
                token().signedWith(BotFramework.STRANGERS_KEY), token().signedWith(BotFramework.NEXT_KEY),
                token().signedWith(BotFramework.KEY, new JWSHeader(JWSAlgorithm.RS256)),
                token().signedWith(BotFramework.KEY, new JWSHeader.Builder(JWSAlgorithm.RS512).keyID("key-1").build()),
                token().signedWith(BotFramework.KEY, new JWSHeader.Builder(JWSAlgorithm.PS256).keyID("key-1").build()),
                token().with("padding", "x".repeat(10_000)).signed()));
        String good = token().signed();
        int middle = good.lastIndexOf('.') + 20;
        forged.add(good.substring(0, middle) + (good.charAt(middle) == 'A' ? 'B' : 'A') + good.substring(middle + 1));
        forged.add(good.substring(0, good.lastIndexOf('.') + 1));

        assertThat(forged).allSatisfy(this::assertForbidden);
        assertForbidden(null);
        assertThat(receive(golden("personal-message"), good, NOW).inputs()).hasSize(1);
    }

    @Test
    void refuses_activities_of_a_channel_that_the_key_does_not_vouch_for() {
        String body = golden("personal-message");

        assertThat(receive(body.replace("msteams", "directline"), token().signed(), NOW).answer().status())
                .isEqualTo(403);
        framework.publish(BotFramework.NEXT_KEY);
        assertThat(receive(body, token().signedWith(BotFramework.NEXT_KEY), NOW.plusSeconds(60)).answer().status())
                .as("a key without endorsements").isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://smba.trafficmanager.net/emea/", "ftp://x", "nonsense", "https:///"})
    void answers_to_no_service_that_could_be_anybodys(String url) {
        String body = golden("personal-message").replace(BotFramework.SERVICE_URL, url);

        assertThat(receive(body, token().with("serviceurl", url).signed(), NOW).answer().status()).isEqualTo(403);
    }

    @Test
    void says_that_it_cannot_verify_where_keys_are_not_to_be_had() {
        framework.is(Mood.BROKEN);

        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> receive(golden("personal-message"), token().signed(), NOW));
    }

    @Test
    void fetches_no_keys_for_tokens_that_are_none_of_ours() {
        assertForbidden(token().with("aud", "another-app").signed());
        assertForbidden(token().unsigned());

        assertThat(framework.asked()).isEmpty();
    }

    @Test
    void knows_one_path_only() {
        ApiRequest request = new ApiRequest("POST", "/chat/teams/events", Map.of(), Map.of("Authorization",
                List.of(token().signed())), golden("personal-message").getBytes(StandardCharsets.UTF_8), "52.112.0.1");

        assertThat(webhook.receive(request, "events", NOW).answer().status()).isEqualTo(404);
    }

    @Test
    void needs_the_apps_id() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TeamsWebhook(http, " ", TeamsWebhook.OPENID_URL));
    }
}
