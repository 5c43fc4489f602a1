package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.json.ReadValue.Refused;
import io.lapwing.sharedmodel.json.ReadValue.Taken;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.BooleanValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.DecimalValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.IntegerValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.TextValue;
import io.lapwing.sharedmodel.telemetry.Text;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonParser.NumberTypeFP;

/// Reads one value, in the type that it was written in.
enum ValueReader {
    /// For what devices send: an integer beyond 64 bits would not be exact, and is refused.
    OF_DEVICES,
    /// For what a store gives back: it may have written a large decimal out in all its digits.
    OF_STORES;

    /// The value that begins at the parser's current token; afterwards that is the value's last.
    ReadValue read(JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT -> readInteger(parser);
            case VALUE_NUMBER_FLOAT -> readDecimal(parser);
            case VALUE_STRING -> text(parser.getString());
            case VALUE_TRUE -> new Taken(new BooleanValue(true));
            case VALUE_FALSE -> new Taken(new BooleanValue(false));
            case VALUE_NULL -> ReadValue.NOTHING;
            case START_OBJECT, START_ARRAY -> new NestedJson(this).read(parser);
            case VALUE_EMBEDDED_OBJECT -> notJson();
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, NOT_AVAILABLE ->
                throw new IllegalStateException("no value begins with " + parser.currentToken());
        };
    }

    static Refused notJson() {
        return Refused.outOfRange("is a byte string or a simple value, which JSON does not have");
    }

    static Refused notStorable() {
        return Refused.outOfRange("holds a NUL character or half of a surrogate pair");
    }

    private static ReadValue text(String text) {
        if (!Text.isStorable(text)) {
            return notStorable();
        }
        return Text.utf8Length(text) > MetricValue.MAX_TEXT_BYTES
                ? Refused.outOfRange("is a text of more than 4 KiB")
                : new Taken(new TextValue(text));
    }

    /// A decimal fraction of CBOR may hold a bignum, which the parser may misread.
    private static ReadValue readDecimal(JsonParser parser) {
        return parser.getNumberTypeFP() == NumberTypeFP.BIG_DECIMAL
                ? Refused.outOfRange("is a decimal fraction of CBOR, and a float is expected")
                : decimal(parser.getDoubleValue());
    }

    private static ReadValue decimal(double value) {
        return Double.isFinite(value) ? new Taken(new DecimalValue(value)) : Refused.notFinite();
    }

    private ReadValue readInteger(JsonParser parser) {
        Long integer = longOf(parser);
        if (integer != null) {
            return new Taken(new IntegerValue(integer));
        }
        return switch (this) {
            case OF_DEVICES -> Refused.outOfRange("is an integer beyond 64 bits");
            case OF_STORES -> decimal(Double.parseDouble(parser.getString()));
        };
    }

    /// The integer that the parser stands at; null if it has more than 64 bits, or is written as a CBOR bignum: the
    /// parser takes the first bit of one for a sign.
    static @Nullable Long longOf(JsonParser parser) {
        return parser.getNumberType() == NumberType.BIG_INTEGER ? null : parser.getLongValue();
    }
}
