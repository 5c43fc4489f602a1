package io.lapwing.chatbot.domain.language;

import io.lapwing.chatbot.domain.language.UtteranceReport.Miss;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/// How much is understood of utterances that were written before the templates. Of those that are held out, nothing but
/// numbers may be seen: whoever knows which of them fail can no longer measure with them.
class UtteranceSetTest {
    private static final String HELD_OUT = "held-out.utterances";

    @ParameterizedTest
    @ValueSource(strings = {"english.utterances", "german.utterances", "arabic.utterances"})
    void understands_the_open_set(String file) {
        UtteranceReport report = report(file);

        print(file, report);
        assertThat(report.exactness()).as(() -> describe(report.misses())).isGreaterThanOrEqualTo(0.97);
    }

    @Test
    void understands_the_held_out_set() {
        UtteranceReport report = report(HELD_OUT);

        print(HELD_OUT, report);
        assertThat(report.exactness()).isGreaterThanOrEqualTo(0.97);
    }

    @ParameterizedTest
    @ValueSource(strings = {"english.utterances", "german.utterances", "arabic.utterances", HELD_OUT})
    void makes_no_dangerous_mistake(String file) {
        List<Miss> misses = report(file).misses();

        assertThat(misses.stream().filter(Miss::isUnwantedCommand).count()).as("unwanted commands").isZero();
        assertThat(misses.stream().filter(Miss::isWrongDevice).count()).as("wrong devices").isZero();
    }

    private static UtteranceReport report(String file) {
        return UtteranceReport.of(TestFleet.utterances(file), TestFleet.INTERPRETER, TestFleet.context());
    }

    private static void print(String file, UtteranceReport report) {
        System.out.printf(Locale.ROOT, "%s: %d of %d exact (%.1f %%)%n", file, report.exact(), report.total(),
                100 * report.exactness());
    }

    private static String describe(List<Miss> misses) {
        return misses.stream().map(Miss::describe).collect(Collectors.joining("\n"));
    }
}
