package io.lapwing.chatbot.channels.whatsapp;

import io.lapwing.chatbot.channels.HttpCaller;
import io.lapwing.chatbot.channels.PlatformServer;
import io.lapwing.chatbot.channels.PlatformServer.Answer;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatButton;
import io.lapwing.sharedmodel.chat.ChatImage;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.MessageRef;
import io.lapwing.sharedmodel.chat.Sent;
import io.lapwing.sharedmodel.port.ChatSender;
import io.lapwing.sharedmodel.port.ChatSenderContract;

import java.time.Duration;
import java.time.InstantSource;
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

class WhatsAppSenderTest extends ChatSenderContract {
    private static final ChatPlace PLACE = place(WhatsAppPlatform.PERSON, WhatsAppPlatform.NUMBER);
    private static final ChatImage PICTURE = new ChatImage(PNG, "between 20 and 22 °C");

    private final WhatsAppPlatform whatsApp = new WhatsAppPlatform();
    private final HttpCaller http = new HttpCaller(InstantSource.fixed(T0), Duration.ofSeconds(2));
    private final WhatsAppSender sender = new WhatsAppSender(http, whatsApp.url(), WhatsAppPlatform.TOKEN);

    @AfterEach
    void close() {
        whatsApp.close();
    }

    private static ChatPlace place(String person, @Nullable String number) {
        return new ChatPlace(Channel.WHATSAPP, "", person, null, number);
    }

    @Override
    protected ChatSender sender() {
        return sender;
    }

    @Override
    protected ChatPlace place() {
        return PLACE;
    }

    @Override
    protected List<Shown> shown() {
        return whatsApp.shown();
    }

    @Override
    protected void platformIs(Mood mood) {
        whatsApp.is(mood);
    }

    @Override
    protected boolean editsInPlace() {
        return false;
    }

    private static MessageRef done(Sent sent) {
        assertThat(sent).isInstanceOf(Sent.Done.class);
        return ((Sent.Done) sent).message();
    }

    private static List<ChatButton> buttons(int count) {
        return IntStream.range(0, count).mapToObj(i -> ChatButton.of("Pump", "act:" + i)).toList();
    }

    /// What is sent to a WhatsApp that always answers the same.
    private Sent postWhereItAnswers(int status, String body) {
        try (PlatformServer server = new PlatformServer(_ -> Answer.json(status, body), Answer.json(429, ""),
                Answer.json(403, ""))) {
            return new WhatsAppSender(http, server.url().toString(), WhatsAppPlatform.TOKEN).post(PLACE,
                    ChatMessage.of("pump-17"));
        }
    }

    @Test
    void makes_titles_bold_and_shows_no_previews() {
        done(sender.post(PLACE, ChatMessage.of("21.5 °C").titled("pump-17")));

        var body = whatsApp.seen().getFirst().json();
        assertThat(body.at("to").text()).isEqualTo(WhatsAppPlatform.PERSON);
        assertThat(body.at("text", "body").text()).isEqualTo("*pump-17*\n21.5 °C");
        assertThat(body.at("text", "preview_url").flag()).isFalse();
    }

    @Test
    void leaves_alone_what_whatsapp_makes_nothing_of() {
        assertThat(WhatsAppMarkup.plain("pump_17 2*3 21.5 °C v1.2 a/b 12:30. Next…"))
                .isEqualTo("pump_17 2*3 21.5 °C v1.2 a/b 12:30. Next…");
    }

    @ParameterizedTest
    @ValueSource(strings = {"> quoted", "a\n  > quoted", "*a*", "say _a b_!", "~~a~~", "```a```", "(*a*)",
            "https://evil.example/x", "www.evil.example", "a@evil.example"})
    void makes_nothing_of_what_looks_like_markup(String text) {
        assertThat(WhatsAppText.of("x " + text).isAlive() || WhatsAppText.of("x\n" + text).isAlive())
                .as("it would be, as it is").isTrue();

        String plain = WhatsAppMarkup.plain(text);

        assertThat(WhatsAppText.of("x\n" + plain)).isEqualTo(new WhatsAppText("x\n" + text, false));
        assertThat(plain.length()).isLessThanOrEqualTo(text.codePoints().map(WhatsAppMarkup.LENGTH).sum());
    }

    @Test
    void shows_three_buttons_or_else_a_list() {
        done(sender.post(PLACE, ChatMessage.of("Which?").with(buttons(3))));
        done(sender.post(PLACE, ChatMessage.of("Which?").with(buttons(4))));

        assertThat(whatsApp.seen()).extracting(seen -> seen.json().at("interactive", "type").text())
                .containsExactly("button", "list");
    }

    @Test
    void tells_buttons_apart_that_say_the_same() {
        done(sender.post(PLACE, ChatMessage.of("Which?").with(buttons(3))));
        List<ChatButton> longest = List.of(ChatButton.of("x".repeat(20), "a"), ChatButton.of("x".repeat(20), "b"));
        done(sender.post(PLACE, ChatMessage.of("Which?").with(longest)));

        assertThat(shown()).extracting(Shown::labels).containsExactly(List.of("Pump", "Pump 2", "Pump 3"),
                List.of("x".repeat(20), "x".repeat(17) + "… 2"));
    }

    @Test
    void fills_messages_up_to_whatsapps_limits() {
        done(sender.post(PLACE, ChatMessage.of("x".repeat(WhatsAppPart.MAX_TEXT - 2))));
        assertThat(shown()).hasSize(1);
        done(sender.post(PLACE, ChatMessage.of("x".repeat(WhatsAppPart.MAX_TEXT + 1))));
        assertThat(shown()).hasSize(3);
    }

    @Test
    void says_above_buttons_only_what_fits_there() {
        String text = IntStream.range(0, 250).mapToObj("word%03d"::formatted).reduce("", (a, b) -> a + " " + b).strip();

        done(sender.post(PLACE, ChatMessage.of(text).with(buttons(2))));

        assertThat(shown()).hasSize(2);
        assertThat(shown().getFirst().text() + " " + shown().getLast().text()).isEqualTo(text);
        assertThat(shown().getLast().values()).hasSize(2);
    }

    @Test
    void shows_a_picture_above_buttons_but_before_a_list() {
        done(sender.post(PLACE, ChatMessage.of("24 hours").with(PICTURE).with(buttons(3))));
        done(sender.post(PLACE, ChatMessage.of("24 hours").with(PICTURE).with(buttons(4))));
        done(sender.post(PLACE, ChatMessage.of("24 hours").with(PICTURE)));

        assertThat(shown()).extracting(shown -> shown.pictures().size()).containsExactly(1, 1, 0, 1);
        assertThat(shown()).extracting(shown -> shown.values().size()).containsExactly(3, 0, 4, 0);
        assertThat(shown()).extracting(Shown::text).containsExactly("24 hours\n\nbetween 20 and 22 °C",
                "between 20 and 22 °C", "24 hours", "24 hours\n\nbetween 20 and 22 °C");
    }

    @Test
    void writes_a_long_text_below_its_picture() {
        done(sender.post(PLACE, ChatMessage.of("word ".repeat(300)).with(PICTURE)));

        assertThat(shown()).extracting(shown -> shown.pictures().size()).containsExactly(1, 0);
    }

    @Test
    void writes_to_who_does_not_show_his_number() {
        done(sender.post(place("US.13491208655302741918", WhatsAppPlatform.NUMBER), ChatMessage.of("pump-17")));

        var body = whatsApp.seen().getFirst().json();
        assertThat(body.at("recipient").text()).isEqualTo("US.13491208655302741918");
        assertThat(body.at("to").isPresent()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../me", "1/2", "abc"})
    void writes_from_no_number_that_cannot_be_one(String number) {
        assertThat(sender.post(place(WhatsAppPlatform.PERSON, number), ChatMessage.of("pump-17")))
                .isInstanceOf(Sent.Refused.class);
        assertThat(sender.post(place(WhatsAppPlatform.PERSON, null), ChatMessage.of("pump-17")))
                .isInstanceOf(Sent.Refused.class);
        assertThat(whatsApp.seen()).isEmpty();
    }

    @Test
    void says_that_a_person_can_be_answered_for_a_day_only() {
        assertThat(postWhereItAnswers(400, WhatsAppPlatform.error(131047, "pump-17"))).isEqualTo(new Sent.Refused(
                "the person last wrote more than 24 hours ago: WhatsApp lets nobody answer later than that"));
    }

    @ParameterizedTest
    @CsvSource({"130429,PT30S", "131056,PT30S", "80007,PT5M", "4,PT5M", "131048,PT5M", "131016,PT5S", "2,PT5S"})
    void comes_later_where_whatsapp_wants_it_whatever_its_status(int code, Duration after) {
        assertThat(postWhereItAnswers(400, WhatsAppPlatform.error(code, "pump-17")))
                .isInstanceOfSatisfying(Sent.TryLater.class, later -> assertThat(later.after()).isEqualTo(after));
    }

    @ParameterizedTest
    @CsvSource({"401,190,WhatsApp's access token is not valid (any more)",
            "400,131026,WhatsApp cannot reach the person",
            "403,10,WhatsApp's access token may not send messages", "400,131009,'WhatsApp answered 400, code 131009'",
            "400,9223372036854775807,'WhatsApp answered 400, code 9223372036854775807'"})
    void says_why_whatsapp_will_not_have_a_message(int status, long code, String reason) {
        assertThat(postWhereItAnswers(status, WhatsAppPlatform.error(7, "pump-17").replace("\"code\":7", "\"code\":"
                + code))).isEqualTo(new Sent.Refused(reason));
    }

    @Test
    void copes_with_a_refusal_that_is_no_json() {
        assertThat(postWhereItAnswers(404, "<html>")).isEqualTo(new Sent.Refused("WhatsApp answered 404, code 0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{\"messages\":[]}", "{\"messages\":[{\"id\":\"\"}]}"})
    void comes_again_after_an_answer_that_makes_no_sense(String body) {
        assertThat(postWhereItAnswers(200, body)).isInstanceOf(Sent.TryLater.class);
    }

    @Test
    void takes_no_token_that_cannot_be_one() {
        assertThat(List.of("", " ", "a b", "a\nb")).allSatisfy(token -> assertThatIllegalArgumentException()
                .isThrownBy(() -> new WhatsAppSender(http, WhatsAppSender.API_URL, token)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WhatsAppSender(http, "http://api.example", WhatsAppPlatform.TOKEN));
    }
}
