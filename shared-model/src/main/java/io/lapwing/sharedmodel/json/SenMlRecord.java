package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.json.ReadValue.Refused;
import io.lapwing.sharedmodel.json.ReadValue.Taken;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.DecimalValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.IntegerValue;

import java.math.BigDecimal;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The record of a SenML pack that is being read, and the base fields, which hold from one record to the next.
final class SenMlRecord {

    private static final long VERSION = 10;

    private final JsonParser parser;
    private String baseName = "";
    private BigDecimal baseTime = BigDecimal.ZERO;
    private ReadValue baseValue = ReadValue.NOTHING;
    private String name = "";
    private BigDecimal time = BigDecimal.ZERO;
    private ReadValue value = ReadValue.NOTHING;
    private boolean numeric;

    SenMlRecord(JsonParser parser) {
        this.parser = parser;
    }

    /// Reads the object that the parser stands at the beginning of.
    void readNext() {
        name = "";
        time = BigDecimal.ZERO;
        value = ReadValue.NOTHING;
        numeric = false;
        for (String field = parser.nextName(); field != null; field = parser.nextName()) {
            parser.nextToken();
            readField(field);
        }
    }

    private void readField(String field) {
        switch (field) {
            case "bver" -> readVersion();
            case "bn" -> baseName = text(field);
            case "bt" -> baseTime = seconds(field);
            case "bv" -> baseValue = number(field);
            case "n" -> name = text(field);
            case "t" -> time = seconds(field);
            case "u", "bu" -> text(field);
            case "v" -> {
                numeric = true;
                take(number(field));
            }
            case "vs", "vd" -> take(valueOfType(field, parser.currentToken() == JsonToken.VALUE_STRING));
            case "vb" -> take(valueOfType(field, parser.currentToken().isBoolean()));
            default -> skip(field);
        }
    }

    /// The full name: base name and name in one.
    String name() {
        return baseName + name;
    }

    /// The full time in seconds: base time and time added up.
    BigDecimal time() {
        return baseTime.add(time);
    }

    /// The full value: base value and value added up, where they are numbers. Nothing if the record has none.
    ReadValue value() {
        return numeric ? sum(baseValue, value) : value;
    }

    private static ReadValue sum(ReadValue base, ReadValue value) {
        return switch (base) {
            case ReadValue.Nothing() -> value;
            case Refused refused -> refused;
            case Taken(MetricValue augend) -> value instanceof Taken(MetricValue addend) ? sum(augend, addend) : value;
        };
    }

    private static ReadValue sum(MetricValue augend, MetricValue addend) {
        if (augend instanceof IntegerValue(long a) && addend instanceof IntegerValue(long b)) {
            long sum = a + b;
            boolean overflown = ((a ^ sum) & (b ^ sum)) < 0;
            return overflown ? Refused.outOfRange("is an integer beyond 64 bits") : new Taken(new IntegerValue(sum));
        }
        double sum = doubleOf(augend) + doubleOf(addend);
        return Double.isFinite(sum) ? new Taken(new DecimalValue(sum)) : Refused.notFinite();
    }

    private static double doubleOf(MetricValue number) {
        return switch (number) {
            case IntegerValue(long value) -> value;
            case DecimalValue(double value) -> value;
            case MetricValue.TextValue _,MetricValue.BooleanValue _,MetricValue.JsonValue _ ->
                throw new IllegalStateException("only numbers are added up");
        };
    }

    private void take(ReadValue read) {
        if (!(value instanceof ReadValue.Nothing)) {
            throw UnreadablePayload.malformed("A SenML record has only one of v, vs, vb and vd.");
        }
        value = read;
    }

    private void readVersion() {
        Long version = WholeNumber.exact(parser);
        if (version == null || version < 1 || version > VERSION) {
            throw UnreadablePayload.malformed("SenML versions up to 10 can be read (bver).");
        }
    }

    private String text(String field) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw wrongType(field);
        }
        return parser.getString();
    }

    private BigDecimal seconds(String field) {
        return WholeNumber.decimal(parser).orElseThrow(() -> wrongType(field));
    }

    private ReadValue number(String field) {
        return valueOfType(field, parser.currentToken().isNumeric());
    }

    private ReadValue valueOfType(String field, boolean rightType) {
        if (!rightType) {
            throw wrongType(field);
        }
        return ValueReader.OF_DEVICES.read(parser);
    }

    /// Section 4.4: a reader that does not know a field ending with `_` must not go on.
    private void skip(String field) {
        if (field.endsWith("_")) {
            throw UnreadablePayload.malformed("The SenML pack needs an extension that is not known here.");
        }
        parser.skipChildren();
    }

    private static UnreadablePayload wrongType(String field) {
        return UnreadablePayload.malformed("A SenML field \"" + field + "\" has a value of the wrong type.");
    }
}
