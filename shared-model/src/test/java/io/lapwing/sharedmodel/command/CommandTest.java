package io.lapwing.sharedmodel.command;

import io.lapwing.sharedmodel.command.Command.Progress;
import io.lapwing.sharedmodel.command.Command.Reply;
import io.lapwing.sharedmodel.command.CommandStep.Advanced;
import io.lapwing.sharedmodel.command.CommandStep.Refused;
import io.lapwing.sharedmodel.document.JsonText;
import io.lapwing.sharedmodel.fixtures.CommandBuilder;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aCommand;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// A command that was made at T0 and lives for a minute.
class CommandTest {

    private static final Instant IN_TIME = T0.plusSeconds(59);
    private static final Instant END = T0.plusSeconds(60);

    private static final List<String> STEPS = List.of("sent in time", "sent at the end", "notSent",
            "delivered in time", "delivered at the end", "replied 200 in time", "replied 299 in time",
            "replied 199 in time", "replied 300 in time", "replied 200 at the end", "expired in time",
            "expired at the end", "cancelled in time", "cancelled at the end");

    /// What becomes of a command in each state with each of [#STEPS], in their order: a state, or why not.
    private static final Map<String, String> TABLE = table();

    private static Map<String, String> table() {
        Map<String, String> table = new LinkedHashMap<>();
        table.put("QUEUED", "SENT OVERDUE DONE_BEFORE DELIVERED DELIVERED SUCCEEDED SUCCEEDED FAILED FAILED EXPIRED "
                + "NOT_DUE EXPIRED CANCELLED OVERDUE");
        table.put("SENT",
                "DONE_BEFORE DONE_BEFORE QUEUED DELIVERED DELIVERED SUCCEEDED SUCCEEDED FAILED FAILED EXPIRED "
                        + "NOT_DUE EXPIRED CANCELLED OVERDUE");
        table.put("DELIVERED",
                "DONE_BEFORE DONE_BEFORE ALREADY_DELIVERED DONE_BEFORE DONE_BEFORE SUCCEEDED SUCCEEDED FAILED "
                        + "FAILED EXPIRED NOT_DUE EXPIRED CANCELLED OVERDUE");
        table.put("SUCCEEDED", "ENDED ENDED ENDED ENDED ENDED DONE_BEFORE DONE_BEFORE DONE_BEFORE DONE_BEFORE "
                + "DONE_BEFORE ENDED ENDED ENDED ENDED");
        table.put("FAILED", "ENDED ENDED ENDED ENDED ENDED DONE_BEFORE DONE_BEFORE DONE_BEFORE DONE_BEFORE "
                + "DONE_BEFORE ENDED ENDED ENDED ENDED");
        table.put("EXPIRED", "ENDED ENDED ENDED ENDED ENDED EXPIRED EXPIRED EXPIRED EXPIRED EXPIRED "
                + "ENDED ENDED ENDED ENDED");
        table.put("CANCELLED", "ENDED ENDED ENDED ENDED ENDED CANCELLED CANCELLED CANCELLED CANCELLED CANCELLED "
                + "ENDED ENDED ENDED ENDED");
        return table;
    }

    record Row(CommandState state, String step, String expected) {

        @Override
        public String toString() {
            return state + ", " + step + ": " + expected;
        }
    }

    static Stream<Row> rows() {
        return TABLE.entrySet().stream().flatMap(line -> {
            List<String> cells = Arrays.asList(line.getValue().split(" ", -1));
            assertThat(cells).as(line.getKey()).hasSameSizeAs(STEPS);
            return STEPS.stream().map(step -> new Row(CommandState.valueOf(line.getKey()), step,
                    cells.get(STEPS.indexOf(step))));
        });
    }

    @Test
    void has_a_line_for_every_state() {
        assertThat(TABLE.keySet()).containsExactlyElementsOf(
                Stream.of(CommandState.values()).map(CommandState::name).toList());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void takes_the_steps_that_its_state_allows_and_refuses_all_others(Row row) {
        Command before = in(row.state());

        String result = switch (step(row.step()).apply(before)) {
            case Advanced(Command after) -> {
                assertThat(after.version()).isEqualTo(before.version() + 1);
                assertThat(after).usingRecursiveComparison().ignoringFields("progress", "version").isEqualTo(before);
                yield after.state().name();
            }
            case Refused(CommandStep.Reason reason) -> reason.name();
        };

        assertThat(result).isEqualTo(row.expected());
    }

    @Test
    void notes_when_each_step_was_taken() {
        Command sent = after(aCommand().createdAt(T0).build().sent(T0.plusSeconds(1)));
        Command delivered = after(sent.delivered(T0.plusSeconds(2)));
        Command done = after(delivered.replied(reply(200, T0.plusSeconds(3))));

        assertThat(done.progress()).isEqualTo(new Progress(CommandState.SUCCEEDED, T0.plusSeconds(1),
                T0.plusSeconds(2), T0.plusSeconds(3), reply(200, T0.plusSeconds(3))));
        assertThat(done.version()).isEqualTo(4);
    }

    @Test
    void takes_a_reply_as_proof_of_delivery() {
        Command done = after(aCommand().createdAt(T0).build().replied(reply(500, IN_TIME)));

        assertThat(done.progress())
                .isEqualTo(new Progress(CommandState.FAILED, null, IN_TIME, IN_TIME, reply(500, IN_TIME)));
    }

    @Test
    void counts_a_reply_by_when_it_was_received() {
        Command overdue = aCommand().createdAt(T0).build();

        assertThat(after(overdue.replied(reply(200, END.minusMillis(1)))).state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(after(overdue.replied(reply(200, END))).state()).isEqualTo(CommandState.EXPIRED);
    }

    @Test
    void records_a_late_reply_without_a_change_of_state() {
        Command expired = after(after(aCommand().createdAt(T0).build().sent(IN_TIME)).expired(END.plusSeconds(30)));
        Command answered = after(expired.replied(reply(200, END.plusSeconds(5))));

        assertThat(expired.isReplyLate()).isFalse();
        assertThat(answered.progress()).isEqualTo(new Progress(CommandState.EXPIRED, IN_TIME, END.plusSeconds(5), END,
                reply(200, END.plusSeconds(5))));
        assertThat(answered.isReplyLate()).isTrue();
        assertThat(answered.replied(reply(500, END.plusSeconds(6))))
                .isEqualTo(new Refused(CommandStep.Reason.DONE_BEFORE));
    }

    @Test
    void shows_itself_as_expired_from_the_end_of_its_time_on() {
        Command queued = aCommand().createdAt(T0).build();

        assertThat(queued.asOf(END.minusMillis(1))).isEqualTo(queued);
        assertThat(queued.asOf(END).progress())
                .isEqualTo(new Progress(CommandState.EXPIRED, null, null, END, null));
        assertThat(queued.asOf(END)).isEqualTo(after(queued.expired(END.plusSeconds(100))));
        Command done = in(CommandState.SUCCEEDED);
        assertThat(done.asOf(END.plusSeconds(1))).isEqualTo(done);
    }

    @Test
    void leaves_a_broker_the_whole_seconds_that_are_left() {
        Command command = aCommand().createdAt(T0).build();

        assertThat(command.secondsLeft(T0)).isEqualTo(60);
        assertThat(command.secondsLeft(T0.plusMillis(1))).isEqualTo(59);
        assertThat(command.secondsLeft(END.minusMillis(1))).isEqualTo(1);
    }

    @Test
    void goes_back_into_the_queue_as_if_it_had_never_been_sent() {
        assertThat(after(in(CommandState.SENT).notSent()).progress()).isEqualTo(Progress.QUEUED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\u0000", "\ud800"})
    void refuses_a_method_that_cannot_be_printed(String method) {
        assertThatThrownBy(() -> aCommand().doing(method, "{}").build()).hasMessageContaining("method");
    }

    @Test
    void refuses_what_is_too_large_or_too_long() {
        assertThat(aCommand().doing("m".repeat(128), text(8190)).build().params().json()).hasSize(8192);
        assertThatThrownBy(() -> aCommand().doing("m".repeat(129), "{}").build()).hasMessageContaining("method");
        assertThatThrownBy(() -> aCommand().doing("m", text(8191)).build()).hasMessageContaining("8 KiB");
        assertThatThrownBy(() -> aCommand().doing("m", "\"" + "ä".repeat(4096) + "\"").build())
                .hasMessageContaining("8 KiB");
        assertThatThrownBy(() -> new Reply(200, new JsonText(text(16_383)), T0)).hasMessageContaining("16 KiB");
        assertThatThrownBy(() -> new Reply(99, new JsonText("1"), T0)).hasMessageContaining("status");
        assertThatThrownBy(() -> aCommand().livingFor(Duration.ZERO).build()).hasMessageContaining("lives");
        assertThatThrownBy(() -> aCommand().livingFor(Duration.ofDays(7).plusMillis(1)).build())
                .hasMessageContaining("lives");
        assertThat(aCommand().livingFor(Duration.ofDays(7)).build().state()).isEqualTo(CommandState.QUEUED);
    }

    private static String text(int length) {
        return "\"" + "x".repeat(length) + "\"";
    }

    private static Function<Command, CommandStep> step(String name) {
        Instant at = name.endsWith("at the end") ? END : IN_TIME;
        return switch (name.split(" ", -1)[0]) {
            case "sent" -> command -> command.sent(at);
            case "notSent" -> Command::notSent;
            case "delivered" -> command -> command.delivered(at);
            case "replied" -> command -> command.replied(reply(Integer.parseInt(name.split(" ", -1)[1]), at));
            case "expired" -> command -> command.expired(at);
            case "cancelled" -> command -> command.cancelled(at);
            default -> throw new AssertionError(name);
        };
    }

    private static Reply reply(int status, Instant at) {
        return new Reply(status, new JsonText("{\"ok\":true}"), at);
    }

    private static Command in(CommandState state) {
        Instant sent = T0.plusSeconds(1);
        Instant got = T0.plusSeconds(2);
        Instant end = T0.plusSeconds(3);
        CommandBuilder command = aCommand().createdAt(T0).atVersion(5);
        return switch (state) {
            case QUEUED -> command.build();
            case SENT -> command.in(new Progress(state, sent, null, null, null)).build();
            case DELIVERED -> command.in(new Progress(state, sent, got, null, null)).build();
            case SUCCEEDED -> command.in(new Progress(state, sent, got, end, reply(200, end))).build();
            case FAILED -> command.in(new Progress(state, sent, got, end, reply(500, end))).build();
            case EXPIRED, CANCELLED -> command.in(new Progress(state, sent, null, end, null)).build();
        };
    }

    private static Command after(CommandStep step) {
        return Optional.of(step).map(taken -> taken instanceof Advanced(Command command) ? command : null)
                .orElseThrow(() -> new AssertionError(step));
    }
}
