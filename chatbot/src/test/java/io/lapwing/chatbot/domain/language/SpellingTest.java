package io.lapwing.chatbot.domain.language;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SpellingTest {
    private final Spelling spelling = new Spelling(
            List.of("pump", "temperature", "store", "a1", "north", "south", "restart"));

    @Test
    void corrects_one_slip_in_a_short_word_and_two_in_a_long_one() {
        assertThat(spelling.nearest("pmup")).containsExactly("pump");
        assertThat(spelling.nearest("tempretaure")).containsExactly("temperature");
        assertThat(spelling.nearest("pmpu")).isEmpty();
        assertThat(spelling.nearest("strre")).containsExactly("store");
        assertThat(spelling.nearest("sttre")).containsExactly("store");
    }

    @Test
    void leaves_alone_what_is_short_or_has_digits_or_is_another_form() {
        assertThat(spelling.nearest("a2")).isEmpty();
        assertThat(spelling.nearest("pum1")).isEmpty();
        assertThat(spelling.nearest("pup")).isEmpty();
        assertThat(spelling.nearest("restarts")).isEmpty();
    }

    @Test
    void folds_what_looks_the_same() {
        assertThat(Tokens.words("Kühl-Räume GROẞ straße")).containsExactly("kuehl", "raeume", "gross", "strasse");
        assertThat(Tokens.words("Kuehlräume Café")).containsExactly("kuehlraeume", "cafe");
        assertThat(Tokens.words("ｐｕｍｐ​ ﻣﻀﺨﺔ ١٧")).containsExactly("pump", "مضخه", "17");
        assertThat(Tokens.words("أَعِدْ إعـــادة")).containsExactly("اعد", "اعاده");
        assertThat(Tokens.words("pump17 \u202Epump\u202C-17 <@U123> @lapwing :wrench: 🔧")).containsExactly("pump",
                "17",
                "pump", "17");
    }

    @Test
    void tells_what_is_cut_off_a_word() {
        assertThat(Tokens.of("don't what's o'clock readings_1.csv. 18:30").stream().map(Token::word)).containsExactly(
                "do", "n't", "what", "'s", "o'clock", "readings_1.csv", ".", "18:30");
    }
}
