package io.lapwing.sharedmodel.alert;

import java.util.Optional;
import java.util.stream.Stream;

/// How a value is compared with a limit.
public enum Operator {
    GREATER(">"), GREATER_OR_EQUAL(">="), LESS("<"), LESS_OR_EQUAL("<="), EQUAL("=="), NOT_EQUAL("!=");

    private final String symbol;

    Operator(String symbol) {
        this.symbol = symbol;
    }

    public static Optional<Operator> of(String symbol) {
        return Stream.of(values()).filter(operator -> operator.symbol.equals(symbol)).findFirst();
    }

    public String symbol() {
        return symbol;
    }

    /// @param order of a value and the limit: below zero, zero or above it
    boolean holds(int order) {
        return switch (this) {
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
        };
    }

    /// Whether a value has come back as far as `clear`.
    ///
    /// @param order of the value and `clear`
    boolean isBack(int order) {
        return switch (this) {
            case GREATER, GREATER_OR_EQUAL -> order <= 0;
            case LESS, LESS_OR_EQUAL -> order >= 0;
            case EQUAL, NOT_EQUAL -> order == 0;
        };
    }

    /// Whether what has come back to `clear` no longer breaches.
    public boolean allowsClear(double raise, double clear) {
        return !holds(clear < raise ? -1 : clear > raise ? 1 : 0);
    }
}
