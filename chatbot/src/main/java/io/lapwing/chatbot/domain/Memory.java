package io.lapwing.chatbot.domain;

import io.lapwing.chatbot.domain.language.Understanding;
import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.telemetry.Text;
import io.lapwing.sharedmodel.work.WorkId;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// What is remembered of a conversation. Immutable; every list in it is bounded, the oldest go first.
///
/// @param last what was understood last, for what follows up on it
/// @param question what waits for an answer
/// @param misses how often in a row nothing was understood
/// @param lines what was said of late, for a human who takes over
/// @param exchanges the inputs that had their effect
/// @param confirmed what questions have led to, for who presses a button twice
/// @param language that was spoken last, as a language tag
/// @param answer how the platform wants answers in this place, as it said last
/// @param lastAt when something was said last
public record Memory(@Nullable Understanding last, @Nullable Question question, int misses, List<Line> lines,
        List<Exchange> exchanges, List<Confirmed> confirmed, String language, @Nullable String answer, Instant lastAt) {
    /// How long a conversation is carried on after the last word.
    public static final Duration LIFE = Duration.ofMinutes(30);
    /// How long it is kept: inputs that come again for that long are known.
    public static final Duration KEPT = Duration.ofHours(24);

    private static final int MAX_LINES = 10;
    private static final int MAX_LINE = 200;
    private static final int MAX_EXCHANGES = 10;
    private static final int MAX_CONFIRMED = 10;

    /// @param byBot who said it
    public record Line(boolean byBot, String text) {}

    /// @param question the id of the question that was answered with yes
    public record Confirmed(String question, CommandId command) {}

    public Memory {
        lines = List.copyOf(lines);
        exchanges = List.copyOf(exchanges);
        confirmed = List.copyOf(confirmed);
    }

    /// Of somebody who has said nothing yet.
    public static Memory empty(String language, Instant now) {
        return new Memory(null, null, 0, List.of(), List.of(), List.of(), language, null, now);
    }

    /// What still counts of it: after a long silence a conversation begins anew.
    public Memory asOf(Instant now) {
        if (!now.isBefore(lastAt.plus(LIFE))) {
            return new Memory(null, null, 0, List.of(), exchanges, confirmed, language, answer, lastAt);
        }
        return question == null || question.isOpen(now) ? this : asking(null);
    }

    public Optional<Exchange> exchange(WorkId input) {
        return exchanges.stream().filter(exchange -> exchange.input().equals(input)).findFirst();
    }

    /// The command that a question has led to.
    public Optional<CommandId> commandOf(String questionId) {
        return confirmed.stream().filter(entry -> entry.question().equals(questionId)).map(Confirmed::command)
                .findFirst();
    }

    /// A new question takes the place of an older one, which can be answered no more.
    public Memory asking(@Nullable Question other) {
        return new Memory(last, other, misses, lines, exchanges, confirmed, language, answer, lastAt);
    }

    public Memory understood(Understanding understanding, String spoken) {
        return new Memory(understanding, question, 0, lines, exchanges, confirmed, spoken, answer, lastAt);
    }

    /// To be answered as a platform says now.
    public Memory answeredBy(@Nullable String other) {
        return new Memory(last, question, misses, lines, exchanges, confirmed, language, other, lastAt);
    }

    public Memory speaking(String other) {
        return new Memory(last, question, misses, lines, exchanges, confirmed, other, answer, lastAt);
    }

    public Memory missed() {
        return new Memory(last, question, misses + 1, lines, exchanges, confirmed, language, answer, lastAt);
    }

    public Memory startedOver() {
        return new Memory(null, null, 0, List.of(), exchanges, confirmed, language, answer, lastAt);
    }

    /// The open question was answered with yes.
    public Memory confirming(String questionId, CommandId command) {
        return new Memory(last, null, 0, lines, exchanges,
                appended(confirmed, new Confirmed(questionId, command), MAX_CONFIRMED), language, answer, lastAt);
    }

    public Memory heard(String text) {
        return withLine(new Line(false, Text.printable(text, MAX_LINE)));
    }

    /// An input has had its effect.
    public Memory answered(Exchange exchange, String text, Instant now) {
        Memory said = withLine(new Line(true, Text.printable(text, MAX_LINE)));
        return new Memory(last, question, misses, said.lines(), appended(exchanges, exchange, MAX_EXCHANGES),
                confirmed, language, answer, now);
    }

    private Memory withLine(Line line) {
        return new Memory(last, question, misses, appended(lines, line, MAX_LINES), exchanges, confirmed, language,
                answer,
                lastAt);
    }

    private static <T> List<T> appended(List<T> list, T next, int max) {
        List<T> longer = new ArrayList<>(list);
        longer.add(next);
        return longer.subList(Math.max(0, longer.size() - max), longer.size());
    }
}
