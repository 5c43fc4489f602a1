package io.lapwing.chatbot.domain.language;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UtteranceFileTest {

    @Test
    void reads_conversations() {
        List<List<Utterance>> conversations = UtteranceFile.parse("a.utterances", """
                # first
                restart pump 17 => command devices=pump-17 method=reboot
                yes => confirm

                is a => b ok => file.status target="a b.csv" params='{"temperature":3}'
                """);

        assertThat(conversations).hasSize(2);
        assertThat(conversations.getFirst()).containsExactly(
                new Utterance(2, "restart pump 17", Intent.COMMAND, Map.of("devices", "pump-17", "method", "reboot")),
                new Utterance(3, "yes", Intent.CONFIRM, Map.of()));
        assertThat(conversations.getLast().getFirst().slots())
                .isEqualTo(Map.of("target", "a b.csv", "params", "{\"temperature\":3}"));
        assertThat(conversations.getLast().getFirst().text()).isEqualTo("is a => b ok");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
            "hello | ' => ' and an intent are missing", "hello => greet | there is no intent greet",
            "x => list type | a slot looks so", "x => list colour=red | there is no slot colour",
            "x => list type= | slot type has no value", "x => list type=\"pump | \" is missing",
            "x => list type=a type=b | slot type stands twice"})
    void names_the_line_of_a_mistake(String line, String problem) {
        assertThatThrownBy(() -> UtteranceFile.parse("a.utterances", "\nhi => help\n" + line))
                .isInstanceOf(LanguageError.class).hasMessage("a.utterances, line 3: " + problem
                        + (problem.equals("a slot looks so") ? ": metric=temperature" : ""));
    }
}
