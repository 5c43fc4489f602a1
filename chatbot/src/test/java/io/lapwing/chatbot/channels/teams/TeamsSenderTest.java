package io.lapwing.chatbot.channels.teams;

import io.lapwing.chatbot.channels.HttpCaller;
import io.lapwing.chatbot.channels.Payload;
import io.lapwing.chatbot.channels.PlatformServer;
import io.lapwing.chatbot.channels.PlatformServer.Answer;
import io.lapwing.chatbot.channels.PlatformServer.Seen;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatButton;
import io.lapwing.sharedmodel.chat.ChatImage;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.MessageRef;
import io.lapwing.sharedmodel.chat.Sent;
import io.lapwing.sharedmodel.fixtures.Racing;
import io.lapwing.sharedmodel.port.ChatSender;
import io.lapwing.sharedmodel.port.ChatSenderContract;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TeamsSenderTest extends ChatSenderContract {
    private static final TeamsSender.Credentials CREDENTIALS = new TeamsSender.Credentials(TeamsPlatform.APP_ID,
            TeamsPlatform.PASSWORD);

    private volatile Instant now = T0;
    private final TeamsPlatform teams = new TeamsPlatform();
    private final InstantSource clock = () -> now;
    private final HttpCaller http = new HttpCaller(clock, Duration.ofSeconds(2));
    private final TeamsSender sender = new TeamsSender(http, clock, teams.tokenUrl(), CREDENTIALS);

    @AfterEach
    void close() {
        teams.close();
    }

    private static ChatPlace place(String conversation, @Nullable String serviceUrl) {
        return new ChatPlace(Channel.TEAMS, "72f988bf", conversation, TeamsPlatform.THREAD, serviceUrl);
    }

    @Override
    protected ChatSender sender() {
        return sender;
    }

    @Override
    protected ChatPlace place() {
        return place(TeamsPlatform.CONVERSATION, teams.serviceUrl());
    }

    @Override
    protected List<Shown> shown() {
        return teams.shown();
    }

    @Override
    protected void platformIs(Mood mood) {
        teams.is(mood);
    }

    @Override
    protected boolean editsInPlace() {
        return true;
    }

    private static MessageRef done(Sent sent) {
        assertThat(sent).isInstanceOf(Sent.Done.class);
        return ((Sent.Done) sent).message();
    }

    private Payload lastCard() {
        return lastActivity().at("attachments").items().getFirst().at("content");
    }

    private Payload lastActivity() {
        return teams.seen().getLast().json();
    }

    private static ChatImage picture(int bytes) {
        byte[] png = Arrays.copyOf(PNG, bytes);
        return new ChatImage(png, "between 20 and 22 °C");
    }

    /// What is sent to a Teams that gives out a token, and then always answers the same.
    private Sent postWhereItAnswers(int status, String body) {
        return postWhereItAnswers(Answer.json(200, "{\"access_token\":\"t\",\"expires_in\":3600}"),
                Answer.json(status, body));
    }

    private Sent postWhereItAnswers(Answer toTokens, Answer toActivities) {
        try (PlatformServer server = new PlatformServer(seen -> seen.target().equals("/token") ? toTokens
                : toActivities, Answer.json(429, ""), Answer.json(403, ""))) {
            return new TeamsSender(http, clock, server.url() + "/token", CREDENTIALS).post(
                    place("a:1", server.url().toString()), ChatMessage.of("pump-17"));
        }
    }

    @Test
    void answers_in_the_thread_with_a_card_and_a_summary_for_notifications() {
        done(sender.post(place(), ChatMessage.of("21.5 °C\n\nrising").titled("pump-17")));

        assertThat(lastActivity().at("replyToId").text()).isEqualTo(TeamsPlatform.THREAD);
        assertThat(lastActivity().at("summary").text()).isEqualTo("pump-17 21.5 °C  rising");
        assertThat(lastCard().at("body").items()).extracting(block -> block.at("spacing").text())
                .containsExactly("Default", "Small", "Medium");
        assertThat(lastCard().at("body").items().getFirst().at("inlines").items().getFirst().at("weight").text())
                .isEqualTo("Bolder");
    }

    @Test
    void shows_what_a_button_does_by_its_style() {
        done(sender.post(place(), ChatMessage.of("Restart?").with(List.of(
                new ChatButton("Yes", "y", ChatButton.Style.DANGER), new ChatButton("Later", "l",
                        ChatButton.Style.PRIMARY),
                ChatButton.of("No", "n")))));

        assertThat(lastCard().at("body").items().getLast().at("actions").items())
                .extracting(action -> action.at("style").text())
                .containsExactly("destructive", "positive", "default");
    }

    @Test
    void puts_no_more_than_six_buttons_into_a_set() {
        done(sender.post(place(), ChatMessage.of("Which?").with(IntStream.range(0, 10)
                .mapToObj(i -> ChatButton.of("Pump " + i, "p" + i)).toList())));

        assertThat(lastCard().at("body").items().subList(1, 3)).extracting(set -> set.at("actions").items().size())
                .containsExactly(6, 4);
    }

    @Test
    void splits_what_is_larger_than_teams_takes() {
        String lines = IntStream.range(0, 4000).mapToObj(i -> "p" + i).reduce("", (a, b) -> a + "\n" + b).strip();

        done(sender.post(place(), ChatMessage.of(lines)));

        assertThat(shown().size()).isBetween(10, 40);
        assertThat(shown().stream().flatMap(shown -> shown.text().lines())).containsExactly(lines.split("\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"🚰", "م", "\u0001", "\""})
    void counts_bytes_and_not_characters(String character) {
        done(sender.post(place(), ChatMessage.of(character.repeat(20_000 / character.length()))));

        assertThat(shown().stream().map(Shown::text).reduce("", String::concat))
                .isEqualTo(character.repeat(20_000 / character.length()));
    }

    @Test
    void shows_a_picture_with_its_text_where_there_is_room() {
        done(sender.post(place(), ChatMessage.of("24 hours").with(picture(18_000))));

        assertThat(shown()).singleElement().satisfies(shown -> assertThat(shown.pictures()).hasSize(1));
    }

    @Test
    void shows_a_picture_before_a_text_that_has_no_room_beside_it() {
        done(sender.post(place(), ChatMessage.of("word ".repeat(2000)).titled("pump-17").with(picture(18_000))
                .with(List.of(ChatButton.of("A", "a")))));

        assertThat(shown()).extracting(shown -> shown.pictures().size()).containsExactly(1, 0);
        assertThat(shown().getFirst().text()).isEqualTo("pump-17");
        assertThat(shown().getLast().values()).containsExactly("a");
    }

    @Test
    void tells_in_words_what_a_picture_shows_that_is_too_large() {
        done(sender.post(place(), ChatMessage.of("24 hours").titled("pump-17").with(picture(22_000))));

        assertThat(shown()).singleElement().satisfies(shown -> {
            assertThat(shown.pictures()).isEmpty();
            assertThat(shown.text()).isEqualTo("pump-17\n24 hours\nbetween 20 and 22 °C");
        });
    }

    @Test
    void keeps_its_token_until_a_minute_before_it_expires() {
        done(sender.post(place(), ChatMessage.of("1")));
        now = T0.plusSeconds(3539);
        done(sender.post(place(), ChatMessage.of("2")));
        assertThat(teams.tokensAskedFor()).isEqualTo(1);

        now = T0.plusSeconds(3540);
        done(sender.post(place(), ChatMessage.of("3")));
        assertThat(teams.tokensAskedFor()).isEqualTo(2);
    }

    @Test
    void asks_for_one_token_for_all_who_want_one() {
        Racing.race(8, i -> done(sender.post(place(), ChatMessage.of("of " + i))));

        assertThat(teams.tokensAskedFor()).isEqualTo(1);
        assertThat(shown()).hasSize(8);
    }

    @Test
    void gets_another_token_for_one_that_was_revoked() {
        done(sender.post(place(), ChatMessage.of("1")));
        teams.revokeTokens();

        done(sender.post(place(), ChatMessage.of("2")));

        assertThat(teams.tokensAskedFor()).isEqualTo(2);
        assertThat(shown()).hasSize(2);
    }

    @Test
    void gives_up_where_no_token_is_good_enough() {
        assertThat(postWhereItAnswers(401, "{}")).isEqualTo(new Sent.Refused("Teams does not take the app's token"));
    }

    @ParameterizedTest
    @CsvSource({"400,{},false", "401,{\"error\":\"invalid_client\"},false", "500,{},true", "429,{},true", "200,{},true",
            "200,<html>,true", "'200',{\"access_token\":\"t\"},true"})
    void says_why_there_is_no_token(int status, String body, boolean isForNow) {
        Sent sent = postWhereItAnswers(Answer.json(status, body), Answer.json(201, "{\"id\":\"1\"}"));

        assertThat(sent).isInstanceOf(isForNow ? Sent.TryLater.class : Sent.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({"403,'the bot was blocked, or is not in that chat'", "404,Teams does not know the chat",
            "400,Teams answered 400", "413,Teams answered 413"})
    void says_why_teams_will_not_have_a_message(int status, String reason) {
        assertThat(postWhereItAnswers(status, "{\"error\":{\"message\":\"pump-17\"}}"))
                .isEqualTo(new Sent.Refused(reason));
    }

    @Test
    void comes_again_where_teams_was_busy_with_the_chat() {
        assertThat(postWhereItAnswers(412, "{}")).isInstanceOf(Sent.TryLater.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{\"id\":\"\"}", "{\"id\":7}"})
    void comes_again_after_an_answer_that_makes_no_sense(String body) {
        assertThat(postWhereItAnswers(201, body)).isInstanceOf(Sent.TryLater.class);
    }

    @Test
    void posts_anew_what_it_cannot_change() {
        MessageRef posted = done(sender.replace(place(), new MessageRef("999"), ChatMessage.of("1 alert")));

        assertThat(teams.seen()).extracting(Seen::method).containsExactly("POST", "PUT", "POST");
        assertThat(shown()).hasSize(1);
        assertThat(posted).isNotEqualTo(new MessageRef("999"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://smba.trafficmanager.net/emea/", "nonsense", "file:///etc/passwd", "https:///"})
    void shows_its_token_to_no_service_that_could_be_anybodys(String serviceUrl) {
        assertThat(sender.post(place("a:1", serviceUrl), ChatMessage.of("pump-17"))).isInstanceOf(Sent.Refused.class);
        assertThat(sender.post(place("a:1", null), ChatMessage.of("pump-17"))).isInstanceOf(Sent.Refused.class);
        assertThat(teams.seen()).isEmpty();
    }

    @Test
    void lets_no_conversation_lead_elsewhere() {
        assertThat(sender.post(place("../../x?y#z", teams.serviceUrl()), ChatMessage.of("pump-17"))).isEqualTo(
                new Sent.Refused("Teams does not know the chat"));
        assertThat(teams.seen().getLast().target()).isEqualTo(
                "/emea/v3/conversations/..%2F..%2Fx%3Fy%23z%3Bmessageid%3D1767225500000/activities");
    }

    @Test
    void shows_no_secret_in_texts() {
        assertThat(CREDENTIALS.toString()).doesNotContain(TeamsPlatform.PASSWORD);
        assertThat(new TeamsAccess.Granted("token-1").toString()).doesNotContain("token-1");
        assertThatIllegalArgumentException().isThrownBy(() -> new TeamsSender.Credentials("a", " "));
    }
}
