package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.chat.ChatButton;
import io.lapwing.sharedmodel.chat.ChatImage;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.MessageRef;
import io.lapwing.sharedmodel.chat.Sent;
import io.lapwing.sharedmodel.fixtures.Racing;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/// What every [ChatSender] does, seen from the chat that it writes to.
public abstract class ChatSenderContract {
    /// The smallest PNG there is: one pixel.
    protected static final byte[] PNG = Base64.getDecoder().decode(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String SECRET_WORDS = "pump-17 leaks";

    /// A message as people see it: with the platform's escaping undone, as the platform would.
    ///
    /// @param text all that is written in it, its title first
    /// @param labels of what can be pressed or chosen, in its order
    /// @param values of the same
    /// @param pictures their descriptions
    public record Shown(String text, List<String> labels, List<String> values, List<String> pictures) {
        public Shown {
            labels = List.copyOf(labels);
            values = List.copyOf(values);
            pictures = List.copyOf(pictures);
        }
    }

    /// How the platform is: what it answers from now on.
    public enum Mood {
        WELL,
        /// 429, for thirty seconds.
        BUSY,
        /// 500 and a page.
        BROKEN,
        /// It takes a request, and answers never.
        SILENT,
        /// It closes the connection in the middle of its answer.
        BREAKING_OFF,
        /// Its answer does not end.
        FLOODING,
        /// It will not have it: the chat is gone.
        REFUSING
    }

    /// The adapter under test, before a platform of its kind. It gives a silent one up after four seconds or so.
    protected abstract ChatSender sender();

    /// A chat that exists on that platform.
    protected abstract ChatPlace place();

    /// What is to be seen in that chat, in its order. Fails where markup of a message's own became alive: a link, or the
    /// call of somebody.
    protected abstract List<Shown> shown();

    protected abstract void platformIs(Mood mood);

    /// Whether messages can be changed on that platform.
    protected abstract boolean editsInPlace();

    private MessageRef post(ChatMessage message) {
        return done(sender().post(place(), message));
    }

    private static MessageRef done(Sent sent) {
        assertThat(sent).isInstanceOf(Sent.Done.class);
        return ((Sent.Done) sent).message();
    }

    private String allText() {
        return shown().stream().map(Shown::text).collect(Collectors.joining("\n"));
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }

    @Test
    void shows_a_title_before_the_text() {
        post(ChatMessage.of("21.5 °C\nsince 08:00").titled("pump-17"));

        assertThat(shown()).singleElement().satisfies(shown -> assertThat(withoutSpace(shown.text()))
                .isEqualTo("pump-1721.5°Csince08:00"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!channel> <@U024BE7LH> <https://evil.example|pump>", "@everyone @here <@1234567890>",
            "[x](http://evil.example)", "*bold* _italics_ ~gone~ `code` **a** __b__ ||c||", "<b>x</b> &amp; &lt;",
            "```\ncode\n```", "> quoted\n# heading\n- item\n1. item", "\\*escaped\\* a\\_b c\\", "<at>all</at>",
            "مضخة ١٧ 🚰 日本", "https://evil.example/x", "a_b_c 2*3*4 :smile: #general /restart"})
    void shows_a_text_as_it_is(String text) {
        post(ChatMessage.of("The text: " + text).titled("The title: " + text.replace('\n', ' ')));

        assertThat(withoutSpace(allText()))
                .isEqualTo(withoutSpace("The title: " + text + "The text: " + text));
    }

    @Test
    void shows_every_word_of_a_long_text_once_and_whole() {
        String text = IntStream.range(0, 4800).mapToObj(i -> "word%04d".formatted(i) + (i % 17 == 0 ? "\n" : ""))
                .collect(Collectors.joining(" ")).substring(0, ChatMessage.MAX_TEXT).stripTrailing();

        post(ChatMessage.of(text));

        assertThat(allText().split("\\s+")).containsExactly(text.split("\\s+"));
    }

    @Test
    void tears_no_character_of_a_long_text_without_spaces() {
        String text = "x" + "🚰".repeat(ChatMessage.MAX_TEXT / 2 - 1);

        post(ChatMessage.of(text));

        assertThat(withoutSpace(allText())).isEqualTo(text);
    }

    @Test
    void shows_a_long_text_of_markup_as_it_is() {
        String text = "<&>*_`[]()~|".repeat(3000);

        post(ChatMessage.of(text));

        assertThat(withoutSpace(allText())).isEqualTo(text);
    }

    @Test
    void has_the_buttons_of_a_long_text_below_its_last_part() {
        post(ChatMessage.of("pump ".repeat(7999)).with(buttons(2)));

        assertThat(shown().getLast().values()).containsExactly("act:0", "act:1");
        assertThat(shown().subList(0, shown().size() - 1)).allMatch(shown -> shown.values().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, ChatMessage.MAX_BUTTONS})
    void shows_buttons_in_their_order(int count) {
        post(ChatMessage.of("Which one?").with(buttons(count)));

        assertThat(shown()).singleElement().satisfies(shown -> {
            assertThat(shown.values()).containsExactlyElementsOf(buttons(count).stream().map(ChatButton::value)
                    .toList());
            assertThat(shown.labels()).containsExactlyElementsOf(buttons(count).stream().map(ChatButton::label)
                    .toList());
        });
    }

    private static List<ChatButton> buttons(int count) {
        ChatButton.Style[] styles = ChatButton.Style.values();
        return IntStream.range(0, count).mapToObj(i -> new ChatButton("Pump " + i, "act:" + i, styles[i % 3])).toList();
    }

    @Test
    void shows_the_longest_buttons_there_are() {
        List<ChatButton> buttons = IntStream.range(0, ChatMessage.MAX_BUTTONS)
                .mapToObj(i -> ChatButton.of("<*_&`@🚰 label ab%d%d%d".formatted(i, i, i), i + "~".repeat(63)))
                .toList();
        assertThat(buttons.getFirst().label()).hasSize(ChatButton.MAX_LABEL);

        post(ChatMessage.of("Which one?").with(buttons));

        assertThat(shown().getLast().values()).containsExactlyElementsOf(buttons.stream().map(ChatButton::value)
                .toList());
        assertThat(shown().getLast().labels()).containsExactlyElementsOf(buttons.stream().map(ChatButton::label)
                .toList());
    }

    @Test
    void shows_a_picture_and_says_what_is_on_it() {
        String description = "temperature of pump-17 <b>*between*</b> 20 and 22 °C";

        post(ChatMessage.of("The last 24 hours").titled("pump-17").with(buttons(2))
                .with(new ChatImage(PNG, description)));

        assertThat(allText()).contains("pump-17").contains("The last 24 hours");
        assertThat(shown().stream().flatMap(shown -> shown.pictures().stream())).containsExactly(description);
        assertThat(shown().getLast().values()).containsExactly("act:0", "act:1");
    }

    @Test
    void puts_a_message_in_place_of_another() {
        MessageRef asked = post(ChatMessage.of("Restart pump-17?").with(buttons(2)));
        MessageRef between = post(ChatMessage.of("between"));

        MessageRef after = done(sender().replace(place(), asked, ChatMessage.of("Restarted.").titled("pump-17")));

        assertThat(after).isNotEqualTo(between);
        if (editsInPlace()) {
            assertThat(shown()).hasSize(2);
            assertThat(withoutSpace(shown().getFirst().text())).isEqualTo("pump-17Restarted.");
            assertThat(shown().getFirst().values()).isEmpty();
        } else {
            assertThat(shown()).hasSize(3);
            assertThat(withoutSpace(shown().getLast().text())).isEqualTo("pump-17Restarted.");
        }
    }

    @Test
    void puts_a_message_again_in_place_of_one_that_it_put_there() {
        MessageRef first = post(ChatMessage.of("1 alert"));

        MessageRef second = done(sender().replace(place(), first, ChatMessage.of("2 alerts").with(buttons(6))));
        done(sender().replace(place(), second, ChatMessage.of("3 alerts").with(buttons(1))));

        assertThat(shown()).hasSize(editsInPlace() ? 1 : 3);
        assertThat(shown().getLast().text()).contains("3 alerts");
        assertThat(shown().getLast().values()).containsExactly("act:0");
    }

    @Test
    void puts_a_long_text_in_place_of_a_short_one() {
        MessageRef asked = post(ChatMessage.of("before"));
        String text = IntStream.range(0, 4400).mapToObj("word%04d"::formatted).collect(Collectors.joining(" "));

        done(sender().replace(place(), asked, ChatMessage.of(text).with(buttons(2))));

        String expected = editsInPlace() ? text : "before " + text;
        assertThat(allText().split("\\s+")).containsExactly(expected.split("\\s+"));
        assertThat(shown().getLast().values()).containsExactly("act:0", "act:1");
    }

    @Test
    void leaves_a_busy_platform_alone_for_as_long_as_it_wants() {
        MessageRef before = post(ChatMessage.of("before"));
        platformIs(Mood.BUSY);

        assertThat(List.of(sender().post(place(), ChatMessage.of(SECRET_WORDS)),
                sender().replace(place(), before, ChatMessage.of(SECRET_WORDS)))).allSatisfy(sent -> {
                    assertThat(sent).isInstanceOf(Sent.TryLater.class);
                    assertThat(((Sent.TryLater) sent).after()).isEqualTo(Duration.ofSeconds(30));
                });
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.INCLUDE, names = {"BROKEN", "SILENT", "BREAKING_OFF", "FLOODING"})
    void comes_back_later_to_a_platform_that_is_out_of_order(Mood mood) {
        MessageRef before = post(ChatMessage.of("before"));
        platformIs(mood);
        long start = System.nanoTime();

        Sent posted = sender().post(place(), ChatMessage.of(SECRET_WORDS).with(buttons(2)));
        Duration first = Duration.ofNanos(System.nanoTime() - start);
        Sent replaced = sender().replace(place(), before, ChatMessage.of(SECRET_WORDS));
        Sent pictured = sender().post(place(), ChatMessage.of(SECRET_WORDS).with(new ChatImage(PNG, SECRET_WORDS)));

        assertThat(first).isLessThan(LIMIT);
        assertThat(List.of(posted, replaced, pictured)).allSatisfy(sent -> {
            assertThat(sent).isInstanceOf(Sent.TryLater.class);
            assertThat(((Sent.TryLater) sent).after()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(5));
            assertTellsNothing(((Sent.TryLater) sent).reason());
        });
        platformIs(Mood.WELL);
        post(ChatMessage.of("after"));
        assertThat(shown().getLast().text()).isEqualTo("after");
    }

    @Test
    void says_that_a_platform_will_not_have_a_message() {
        platformIs(Mood.REFUSING);

        assertThat(List.of(sender().post(place(), ChatMessage.of(SECRET_WORDS)),
                sender().post(place(), ChatMessage.of(SECRET_WORDS).with(new ChatImage(PNG, SECRET_WORDS)))))
                .allSatisfy(sent -> {
                    assertThat(sent).isInstanceOf(Sent.Refused.class);
                    assertTellsNothing(((Sent.Refused) sent).reason());
                });
    }

    private void assertTellsNothing(String reason) {
        assertThat(reason).isNotBlank().doesNotContain(SECRET_WORDS).doesNotContain(place().id());
    }

    @Test
    void is_used_by_many_at_once() {
        Racing.race(8,
                i -> IntStream.range(0, 5).mapToObj(k -> post(ChatMessage.of("of " + i + " the " + k))).toList());

        assertThat(shown()).extracting(Shown::text).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 40)
                .mapToObj(i -> "of " + i / 5 + " the " + i % 5).toList());
    }
}
