package io.lapwing.sharedmodel.telemetry;

/// A measured value, in exactly the type that the device sent.
public sealed interface MetricValue {

    /// How long a text or a JSON document may be, in bytes of UTF-8.
    int MAX_TEXT_BYTES = 4096;

    /// A 64-bit integer, exact.
    record IntegerValue(long value) implements MetricValue {}

    /// A finite number with a fraction.
    record DecimalValue(double value) implements MetricValue {

        public DecimalValue {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a decimal value is finite");
            }
        }
    }

    /// A text; never cast to a number.
    record TextValue(String value) implements MetricValue {

        public TextValue {
            requireStorable(value);
        }
    }

    record BooleanValue(boolean value) implements MetricValue {}

    /// An object or an array, as compact JSON.
    record JsonValue(String json) implements MetricValue {

        public JsonValue {
            requireStorable(json);
        }
    }

    private static void requireStorable(String text) {
        if (!Text.isStorable(text) || Text.utf8Length(text) > MAX_TEXT_BYTES) {
            throw new IllegalArgumentException("a text has at most 4 KiB, without NUL and halved surrogate pairs");
        }
    }
}
