package io.lapwing.chatbot.channels;

import io.lapwing.sharedmodel.chat.ChatAct;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TextsTest {
    private static List<String> split(String text, int max) {
        return Texts.split(text, max, Texts.UTF16_UNITS);
    }

    @Test
    void leaves_alone_what_fits() {
        assertThat(split("pump-17 is on", 13)).containsExactly("pump-17 is on");
    }

    @Test
    void splits_between_paragraphs_first() {
        assertThat(split("one two\n\nthree\nfour five six", 20)).containsExactly("one two\n\nthree", "four five six");
        assertThat(split("one two three\n\nfour\nfive six", 20)).containsExactly("one two three", "four\nfive six");
    }

    @Test
    void splits_between_lines_before_words_and_keeps_what_is_indented() {
        assertThat(split("list of pumps\n  - pump-17\n  - pump-18", 16))
                .containsExactly("list of pumps", "  - pump-17", "  - pump-18");
    }

    @Test
    void splits_between_words_rather_than_leave_a_part_half_empty() {
        assertThat(split("a\nbb ccc dddd eeeee ffffff", 18)).containsExactly("a\nbb ccc dddd", "eeeee ffffff");
    }

    @Test
    void splits_where_a_word_ends_exactly_at_the_limit() {
        assertThat(split("12345 789", 5)).containsExactly("12345", "789");
        assertThat(split("12345\n789", 5)).containsExactly("12345", "789");
    }

    @Test
    void splits_inside_of_words_that_are_too_long() {
        assertThat(split("ab 1234567890", 4)).containsExactly("ab", "1234", "5678", "90");
    }

    @Test
    void tears_no_character() {
        assertThat(split("🚰🚰🚰", 3)).containsExactly("🚰", "🚰", "🚰");
        assertThat(split("abe\u0301f", 3)).containsExactly("ab", "e\u0301f");
        assertThat(split("👩‍🔧👩‍🔧", 8)).containsExactly("👩‍🔧", "👩‍🔧");
    }

    @Test
    void ends_even_where_nothing_fits() {
        assertThat(split("🚰🚰", 1)).containsExactly("🚰", "🚰");
        assertThat(String.join("", split("x" + "\u0301".repeat(1000), 50))).hasSize(1001);
    }

    @Test
    void makes_no_part_of_spaces_alone() {
        assertThat(split("a" + " ".repeat(50) + "b" + "\n".repeat(50), 10)).containsExactly("a", "b");
    }

    @Test
    void counts_as_the_platform_counts() {
        assertThat(Texts.split("🚰🚰", 2, Texts.CODE_POINTS)).containsExactly("🚰🚰");
        assertThat(Texts.split("🚰🚰", 4, Texts.UTF8_BYTES)).containsExactly("🚰", "🚰");
        assertThat(Texts.split("éé", 3, Texts.UTF8_BYTES)).containsExactly("é", "é");
        assertThat(Texts.split("€€", 5, Texts.UTF8_BYTES)).containsExactly("€", "€");
        assertThat(Texts.split("a<b", 4, c -> c == '<' ? 4 : 1)).containsExactly("a", "<", "b");
    }

    @Test
    void cuts_what_is_said_at_what_we_take() {
        assertThat(Texts.said("  pump-17\n")).isEqualTo("pump-17");
        assertThat(Texts.said("x".repeat(20_000))).hasSize(ChatAct.MAX_TEXT);
        assertThat(Texts.said("x" + "🚰".repeat(10_000))).hasSize(ChatAct.MAX_TEXT - 1).endsWith("🚰");
        assertThat(Texts.said("🚰".repeat(5_000))).hasSize(ChatAct.MAX_TEXT);
    }

    @Test
    void replaces_what_no_store_keeps() {
        assertThat(Texts.said("a\u0000b\ud83dc")).isEqualTo("a\ufffdb\ufffdc");
    }

    @Test
    void shortens_with_an_ellipsis() {
        assertThat(Texts.shortened("12345", 5)).isEqualTo("12345");
        assertThat(Texts.shortened("123456", 5)).isEqualTo("1234…");
        assertThat(Texts.shortened("123🚰6", 5)).isEqualTo("123…");
    }
}
