package io.lapwing.fileprocessor.domain;

import io.lapwing.sharedmodel.file.FileCode;
import io.lapwing.sharedmodel.telemetry.Text;

import java.util.function.Function;

/// What became of a piece of a row.
///
/// @param <T> what it is read as
sealed interface Cell<T> {

    /// How much of a cell a message repeats.
    int MAX_QUOTED = 40;

    record Read<T>(T value) implements Cell<T> {}

    /// @param reason a sentence for whoever wrote it
    record Refused<T>(FileCode code, String reason) implements Cell<T> {

        <S> Refused<S> as() {
            return new Refused<>(code, reason);
        }

        Refused<T> in(String column) {
            return new Refused<>(code, "Column " + quoted(column) + ": " + reason);
        }
    }

    default <S> Cell<S> then(Function<T, Cell<S>> next) {
        return switch (this) {
            case Read<T>(T value) -> next.apply(value);
            case Refused<T> refused -> refused.as();
        };
    }

    /// A cell's text as a message can repeat it.
    static String quoted(String text) {
        return "\"" + Text.printable(text, MAX_QUOTED) + "\"";
    }
}
