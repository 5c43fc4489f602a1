package io.lapwing.sharedmodel.json;

import java.math.BigDecimal;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Numbers of a message's frame, read from their text so that none loses a digit.
final class WholeNumber {

    /// More digits than any time or sequence number has; what is longer would only cost time to read.
    private static final int MAX_LENGTH = 64;
    private static final int MAX_EXPONENT = 40;
    private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal MIN = BigDecimal.valueOf(Long.MIN_VALUE);

    private WholeNumber() {}

    /// The 64-bit integer that the parser stands at; null if it is none.
    static @Nullable Long exact(JsonParser parser) {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                ? ValueReader.longOf(parser)
                : null;
    }

    /// The whole number that the parser stands at, the nearest of 64 bits where it is larger; null if it is none.
    static @Nullable Long clamped(JsonParser parser) {
        Long integer = exact(parser);
        if (integer != null) {
            return integer;
        }
        return decimal(parser).filter(number -> number.stripTrailingZeros().scale() <= 0).map(WholeNumber::clamp)
                .orElse(null);
    }

    static long clamp(BigDecimal whole) {
        return whole.max(MIN).min(MAX).longValueExact();
    }

    /// The number that the parser stands at, exactly; empty if it is none, or of an absurd length or size.
    static Optional<BigDecimal> decimal(JsonParser parser) {
        if (!parser.currentToken().isNumeric() || parser.getStringLength() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(parser.getString());
            return Optional.of(number).filter(n -> Math.abs((long) n.scale()) <= MAX_EXPONENT);
        } catch (NumberFormatException e) {
            // NaN and Infinity are number tokens too.
            return Optional.empty();
        }
    }
}
