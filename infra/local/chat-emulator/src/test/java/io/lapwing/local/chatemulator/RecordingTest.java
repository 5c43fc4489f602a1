package io.lapwing.local.chatemulator;

import io.lapwing.local.chatemulator.Recording.Step;
import io.lapwing.sharedmodel.chat.Channel;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RecordingTest {
    private static final Post POST = new Post("1", Place.PRIVATE, false, "Restart pump-17?\n\nIt is 21 °C.",
            List.of(new Post.Button("Yes", "y"), new Post.Button("No", "n")), List.of());

    @Test
    void reads_what_people_do_and_what_the_bot_has_to_say() {
        Recording recording = Recording.parse("a.chat", """
                # A comment.
                channel slack
                link anna as operator

                anna: restart pump-17
                  and be quick
                bot: Restart pump-17?
                     [Yes] [No]
                anna presses [Yes]
                bot changes in #ops: Done.
                """);

        assertThat(recording.channel()).isEqualTo(Channel.SLACK);
        Person anna = new Person("anna");
        assertThat(recording.steps()).containsExactly(new Step.Links(3, anna, "operator"),
                new Step.Says(5, anna, Place.PRIVATE, "restart pump-17\nand be quick"),
                new Step.Expects(7, Place.PRIVATE, false, List.of("Restart pump-17?", "[Yes] [No]")),
                new Step.Presses(9, anna, "Yes"), new Step.Expects(10, new Place("ops"), true, List.of("Done.")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"channel irc", "link anna as god", "anna presses Yes", "anna changes: x", "anna:",
            "  a continuation of nothing", "Anna: hello", "anna in #OPS: hello", "hello"})
    void says_in_which_line_something_is_wrong(String line) {
        assertThatThrownBy(() -> Recording.parse("a.chat", "\n" + line)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a.chat:2: ");
    }

    @ParameterizedTest
    @CsvSource({"true,  Restart pump-17?|It is 21 °C.|[Yes] [No]", "true,  Restart …?|It is … °C.|[Yes] [No]",
            "true,  Restart pump-17?|…", "true, …", "false, Restart pump-17?", "false, Restart pump-1?|…",
            "false, Restart pump-17?|It is 21 °C.|[Yes]", "false, Restart pumpX17?|…", "false, It is …|Restart …|…"})
    void compares_line_by_line_with_dots_for_anything(boolean fits, String lines) {
        Step.Expects expected = new Step.Expects(1, Place.PRIVATE, false, List.of(lines.split("\\|")));

        assertThat(expected.fits(POST, true)).isEqualTo(fits);
    }

    @Test
    void a_change_is_no_new_message_where_messages_can_be_changed() {
        Step.Expects change = new Step.Expects(1, Place.PRIVATE, true, List.of("…"));

        assertThat(change.fits(POST, true)).isFalse();
        assertThat(change.fits(POST, false)).isTrue();
    }

    @Test
    void what_the_bot_wrote_is_shown_as_it_would_be_recorded() {
        String text = Recording.text(POST);

        assertThat(text).isEqualTo("bot: Restart pump-17?\n     It is 21 °C.\n     [Yes] [No]");
        assertThat(((Step.Expects) Recording.parse("b", text).steps().getFirst()).fits(POST, true)).isTrue();
    }
}
