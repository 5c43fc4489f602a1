package io.lapwing.chatbot.domain.language;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LanguageFileTest {
    private static final String START = "language: test\n[intent help]\nhelp\n";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
            "[intent dance] | needs the name of an intent",
            "[terms colour] | needs the name of a slot",
            "how is (the | ')' is missing",
            "how is the) | ')' closes nothing",
            "how is [the | ']' is missing",
            "how is {colour} | there is no slot {colour}",
            "how is <the> pump | there is no rule <the>",
            "count {type} => agg | behind => stand slots",
            "count {type} => colour=red | behind => stand slots"})
    void names_the_line_of_a_mistake(String line, String problem) {
        assertThatThrownBy(() -> Language.parse("test.language", START + line)).isInstanceOf(LanguageError.class)
                .hasMessageContaining("test.language, line 4: ").hasMessageContaining(problem);
    }

    @Test
    void names_mistakes_in_other_sections() {
        assertMistake("[terms severity]\nterrible = awful", 5, "TERRIBLE");
        assertMistake("[terms state]\nasleep = sleeping", 5, "'asleep' is none of [alert, offline, online]");
        assertMistake("[terms agg]\navg = mean, , average", 5, "there is nothing between two commas");
        assertMistake("[time day]\nlast monday => SOMETIME", 5, "there is no form of time SOMETIME");
        assertMistake("[time day]\nlast monday", 5, "=> and what it means is missing");
        assertMistake("[rules]\nthe = the", 5, "a rule looks so");
        assertThatThrownBy(() -> Language.parse("test.language", "tongue: test\n"))
                .hasMessageContaining("test.language, line 1: 'tongue' is none of language");
        assertThatThrownBy(() -> Language.parse("test.language", "language: test\n"))
                .hasMessageContaining("at least one sentence");
    }

    private static void assertMistake(String lines, int line, String problem) {
        assertThatThrownBy(() -> Language.parse("test.language", START + lines)).isInstanceOf(LanguageError.class)
                .hasMessageContaining("line " + line + ": ").hasMessageContaining(problem);
    }

    @Test
    void understands_a_language_of_ones_own() {
        Language language = Language.parse("toy.language", """
                language: toy
                plural: oj
                [fillers]
                la
                [rules]
                <how> = kiel|(kia estas)
                [terms metric]
                temperature = temperaturo
                [intent status]
                <how> [fartas] {device}   # a comment
                [intent latest]
                {metric}
                """);
        Interpreter interpreter = new Interpreter(java.util.List.of(language));

        Understanding status = interpreter.understand("Kiel fartas la pump 17?", TestFleet.context());
        Understanding latest = interpreter.understand("kia la temperaturo probe a", TestFleet.context());

        assertThat(SlotTexts.of(status.slots())).containsEntry("devices", "pump-17");
        assertThat(status.intent()).isEqualTo(Intent.STATUS);
        assertThat(SlotTexts.of(latest.slots())).containsEntry("metric", "temperature");
    }
}
