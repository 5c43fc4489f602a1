package io.lapwing.chatbot.channels.telegram;

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

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TelegramSenderTest extends ChatSenderContract {
    private static final ChatPlace PLACE = new ChatPlace(Channel.TELEGRAM, "", TelegramPlatform.CHAT, null, null);
    private static final ChatPlace PRESSED = new ChatPlace(Channel.TELEGRAM, "", TelegramPlatform.CHAT, "7", "press-1");
    private static final ChatImage PICTURE = new ChatImage(PNG, "between 20 and 22 °C");

    private final TelegramPlatform telegram = new TelegramPlatform();
    private final HttpCaller http = new HttpCaller(InstantSource.fixed(T0), Duration.ofSeconds(2));
    private final TelegramSender sender = new TelegramSender(http, telegram.url() + "/", TelegramPlatform.TOKEN);

    @AfterEach
    void close() {
        telegram.close();
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
        return telegram.shown();
    }

    @Override
    protected void platformIs(Mood mood) {
        telegram.is(mood);
    }

    @Override
    protected boolean editsInPlace() {
        return true;
    }

    private static MessageRef done(Sent sent) {
        assertThat(sent).isInstanceOf(Sent.Done.class);
        return ((Sent.Done) sent).message();
    }

    /// What is sent to a Telegram that always answers the same.
    private Sent postWhereItAnswers(int status, String body) {
        try (PlatformServer server = new PlatformServer(_ -> Answer.json(status, body), Answer.json(429, ""),
                Answer.json(403, ""))) {
            return new TelegramSender(http, server.url().toString(), TelegramPlatform.TOKEN).post(PLACE,
                    ChatMessage.of("pump-17"));
        }
    }

    @Test
    void makes_titles_bold_and_shows_no_previews() {
        done(sender.post(PLACE, ChatMessage.of("21.5 °C & rising").titled("pump-17")));

        var body = telegram.seen().getFirst().json();
        assertThat(body.at("text").text()).isEqualTo("<b>pump-17</b>\n21.5 °C &amp; rising");
        assertThat(body.at("link_preview_options", "is_disabled").flag()).isTrue();
        assertThat(body.at("reply_markup").isPresent()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"@everyone,<code>@everyone</code>",
            "see http://evil.example now,see <code>http://evil.example</code> now",
            "evil.example,<code>evil.example</code>", "/restart,<code>/restart</code>", "21.5 °C,21.5 °C",
            "12:30 on 1/2,12:30 on 1/2", "a@b,<code>a@b</code>", "WWW.x,<code>WWW.x</code>", "4 @ 5,4 @ 5",
            "a<b>@all</b>,<code>a&lt;b&gt;@all&lt;/b&gt;</code>"})
    void makes_no_link_of_what_looks_like_one(String text, String html) {
        assertThat(TelegramMarkup.html(text, 0)).isEqualTo(html);
    }

    @Test
    void lets_no_more_entities_into_a_text_than_telegram_heeds() {
        done(sender.post(PLACE, ChatMessage.of("@everyone ".repeat(150))));

        assertThat(telegram.seen().getFirst().json().at("text").text()).startsWith("<pre>@everyone @everyone ");
        assertThat(shown()).hasSize(1);
    }

    @Test
    void fills_messages_up_to_telegrams_limit() {
        done(sender.post(PLACE, ChatMessage.of("&".repeat(TelegramPart.MAX_TEXT))));
        assertThat(shown()).hasSize(1);

        done(sender.post(PLACE, ChatMessage.of("&".repeat(TelegramPart.MAX_TEXT + 1))));
        assertThat(shown()).hasSize(3);
    }

    @Test
    void puts_two_buttons_in_a_row() {
        done(sender.post(PLACE, ChatMessage.of("Which?").with(List.of(ChatButton.of("A", "a"), ChatButton.of("B", "b"),
                ChatButton.of("C", "c")))));

        assertThat(telegram.seen().getFirst().json().at("reply_markup", "inline_keyboard").items())
                .extracting(row -> row.items().size()).containsExactly(2, 1);
    }

    @Test
    void stops_the_button_from_waiting_before_it_answers() {
        done(sender.post(PRESSED, ChatMessage.of("Restarted.")));
        done(sender.replace(PRESSED, new MessageRef("101"), ChatMessage.of("Done.")));

        assertThat(telegram.methods()).containsExactly("answerCallbackQuery", "sendMessage", "answerCallbackQuery",
                "editMessageText");
        assertThat(telegram.seen().getFirst().json().at("callback_query_id").text()).isEqualTo("press-1");
        assertThat(telegram.seen().get(1).json().at("message_thread_id").text()).isEqualTo("7");
    }

    @Test
    void writes_a_long_text_below_its_picture() {
        String text = "word ".repeat(300).strip();

        MessageRef ref = done(sender.post(PLACE, ChatMessage.of(text).with(PICTURE)
                .with(List.of(ChatButton.of("A", "a")))));

        assertThat(telegram.methods()).containsExactly("sendPhoto", "sendMessage");
        assertThat(shown()).extracting(Shown::text).containsExactly("between 20 and 22 °C", text);
        assertThat(shown().getLast().values()).containsExactly("a");
        assertThat(ref).isEqualTo(new MessageRef("102"));
    }

    @Test
    void does_not_say_twice_what_a_picture_shows() {
        done(sender.post(PLACE, ChatMessage.of("pump-17: between 20 and 22 °C").with(PICTURE)));

        assertThat(shown()).extracting(Shown::text).containsExactly("pump-17: between 20 and 22 °C");
    }

    @Test
    void puts_a_picture_in_place_of_a_text_and_of_another_picture() {
        MessageRef text = done(sender.post(PLACE, ChatMessage.of("A moment…")));

        MessageRef first = done(sender.replace(PLACE, text, ChatMessage.of("24 hours").with(PICTURE)));
        MessageRef second = done(sender.replace(PLACE, first, ChatMessage.of("7 days").with(PICTURE)));

        assertThat(first).isEqualTo(second).isEqualTo(new MessageRef("photo:101"));
        assertThat(shown()).singleElement().satisfies(shown -> assertThat(shown.text()).startsWith("7 days"));
    }

    @Test
    void takes_a_picture_away_that_is_to_become_a_text() {
        MessageRef picture = done(sender.post(PLACE, ChatMessage.of("24 hours").with(PICTURE)));

        done(sender.replace(PLACE, picture, ChatMessage.of("No readings any more")));

        assertThat(shown()).extracting(Shown::text).containsExactly("No readings any more");
    }

    @Test
    void is_content_with_a_message_that_is_as_it_should_be() {
        MessageRef ref = done(sender.post(PLACE, ChatMessage.of("1 alert")));

        assertThat(done(sender.replace(PLACE, ref, ChatMessage.of("1 alert")))).isEqualTo(ref);
        assertThat(shown()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"999", "nonsense", "photo:999"})
    void posts_anew_what_it_cannot_edit(String ref) {
        MessageRef posted = done(sender.replace(PLACE, new MessageRef(ref), ChatMessage.of("1 alert")));

        assertThat(posted).isEqualTo(new MessageRef("101"));
    }

    @Test
    void follows_a_group_that_became_a_supergroup() {
        ChatPlace old = new ChatPlace(Channel.TELEGRAM, "", "-42", null, null);
        try (PlatformServer server = new PlatformServer(seen -> seen.json().at("chat_id").id().equals("-42")
                ? Answer.json(400,
                        """
                                {"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded to a supergroup \
                                chat","parameters":{"migrate_to_chat_id":-1001234567890}}""")
                : Answer.json(200, "{\"ok\":true,\"result\":{\"message_id\":7}}"), Answer.json(429, ""),
                Answer.json(403, ""))) {
            TelegramSender following = new TelegramSender(http, server.url().toString(), TelegramPlatform.TOKEN);

            assertThat(following.post(old, ChatMessage.of("pump-17"))).isEqualTo(new Sent.Done(new MessageRef("7")));
            assertThat(server.seen()).extracting(seen -> seen.json().at("chat_id").id()).containsExactly("-42",
                    "-1001234567890");
        }
    }

    @Test
    void waits_as_long_as_the_header_says_where_the_body_does_not() {
        assertThat(postWhereItAnswers(429, "<html>")).isEqualTo(
                new Sent.TryLater(Duration.ofSeconds(10), "Telegram answered 429"));
        assertThat(postWhereItAnswers(429, "{\"parameters\":{\"retry_after\":7}}")).isEqualTo(
                new Sent.TryLater(Duration.ofSeconds(7), "Telegram answered 429"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"ok\":true,\"result\":true}", "[]"})
    void comes_again_after_an_answer_that_makes_no_sense(String body) {
        assertThat(postWhereItAnswers(200, body)).isInstanceOf(Sent.TryLater.class);
    }

    @ParameterizedTest
    @CsvSource({"401,Telegram does not know the bot token", "404,Telegram does not know the bot token",
            "403,'the bot was blocked, or is not in that chat'",
            "400,'Telegram does not know the chat, or does not take the message'", "413,Telegram answered 413"})
    void says_why_telegram_will_not_have_a_message(int status, String reason) {
        assertThat(postWhereItAnswers(status, "{\"ok\":false,\"description\":\"can't parse \\\"pump-17\\\"\"}"))
                .isEqualTo(new Sent.Refused(reason));
    }

    @Test
    void takes_no_token_that_cannot_be_one() {
        assertThat(List.of("", "123456", "123456:a/../b", "x:y", "123456:abc\n")).allSatisfy(
                token -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> new TelegramSender(http, TelegramSender.API_URL, token))
                        .withMessage("the bot token has not the shape of one"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TelegramSender(http, "http://api.example", TelegramPlatform.TOKEN));
    }
}
