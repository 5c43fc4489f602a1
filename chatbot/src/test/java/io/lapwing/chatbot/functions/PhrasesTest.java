package io.lapwing.chatbot.functions;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PhrasesTest {
    private static final Pattern HOLE = Pattern.compile("\\{[0-9]}");
    private static final int MAX_BUTTON = 20;

    @ParameterizedTest
    @ValueSource(strings = {"de", "ar"})
    void say_in_each_language_what_they_say_in_english(String language) {
        Phrases english = Phrases.load("en");
        Phrases other = Phrases.load(language);

        assertThat(new TreeSet<>(other.texts().keySet())).isEqualTo(new TreeSet<>(english.texts().keySet()));
        english.texts().forEach((key, text) -> assertThat(holes(String.valueOf(other.texts().get(key)))).as(key)
                .isEqualTo(holes(text)));
    }

    private static Set<String> holes(String text) {
        return HOLE.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "ar"})
    void fit_on_buttons(String language) {
        Phrases phrases = Phrases.load(language);

        assertThat(phrases.text("button.yes")).hasSizeLessThanOrEqualTo(MAX_BUTTON);
        assertThat(phrases.text("button.ack", "A-102")).hasSizeLessThanOrEqualTo(MAX_BUTTON);
    }

    @Test
    void leave_what_is_filled_in_as_it_is() {
        assertThat(Phrases.load("en").text("device.gone", "{0} {1} \\ $1")).isEqualTo(
                "{0} {1} \\ $1 is not registered any more.");
    }

    @Test
    void name_the_key_that_is_missing() {
        assertThatIllegalArgumentException().isThrownBy(() -> Phrases.load("en").text("no.such"))
                .withMessageContaining("no.such");
    }
}
