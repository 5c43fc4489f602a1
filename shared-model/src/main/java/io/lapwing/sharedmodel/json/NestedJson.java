package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.json.ReadValue.Refused;
import io.lapwing.sharedmodel.json.ReadValue.Taken;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.BooleanValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.DecimalValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.IntegerValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.JsonValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.TextValue;
import io.lapwing.sharedmodel.telemetry.Text;

import java.io.StringWriter;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;

/// Reads an object or an array as one value: as compact JSON, in a form that stays the same however often it is read
/// and written, or not at all if anything in it cannot be taken.
final class NestedJson {

    /// From here on Java writes doubles with an exponent.
    private static final double FIRST_WITH_EXPONENT = 1e7;
    private static final double BEYOND_LONG = 0x1p63;

    private final ValueReader values;
    private @Nullable Refused refused;

    NestedJson(ValueReader values) {
        this.values = values;
    }

    ReadValue read(JsonParser parser) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonFactories.OWN.createGenerator(ObjectWriteContext.empty(), text)) {
            copy(parser, json);
        }
        if (refused != null) {
            return refused;
        }
        String compact = text.toString();
        return Text.utf8Length(compact) > MetricValue.MAX_TEXT_BYTES
                ? Refused.outOfRange("is a JSON document of more than 4 KiB")
                : new Taken(new JsonValue(compact));
    }

    /// Without recursion, so that no depth can overflow the stack.
    private void copy(JsonParser parser, JsonGenerator json) {
        int depth = 0;
        do {
            JsonToken token = parser.currentToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            copyToken(token, parser, json);
        } while (depth > 0 && parser.nextToken() != null);
    }

    private void copyToken(JsonToken token, JsonParser parser, JsonGenerator json) {
        switch (token) {
            case START_OBJECT -> json.writeStartObject();
            case END_OBJECT -> json.writeEndObject();
            case START_ARRAY -> json.writeStartArray();
            case END_ARRAY -> json.writeEndArray();
            case PROPERTY_NAME -> json.writeName(checked(parser.currentName()));
            case VALUE_STRING -> json.writeString(checked(parser.getString()));
            case VALUE_NULL, VALUE_TRUE, VALUE_FALSE, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_EMBEDDED_OBJECT,
                    NOT_AVAILABLE ->
                copyScalar(values.read(parser), json);
        }
    }

    private String checked(String text) {
        if (!Text.isStorable(text)) {
            refused = ValueReader.notStorable();
        }
        return text;
    }

    private void copyScalar(ReadValue read, JsonGenerator json) {
        switch (read) {
            case Taken(IntegerValue(long value)) -> json.writeNumber(value);
            case Taken(DecimalValue(double value)) -> writeDecimal(value, json);
            case Taken(BooleanValue(boolean value)) -> json.writeBoolean(value);
            case Taken(TextValue(String value)) -> json.writeString(value);
            case Taken(JsonValue(String value)) -> json.writeRawValue(value);
            case ReadValue.Nothing() -> json.writeNull();
            case Refused refusal -> {
                refused = refusal;
                json.writeNull();
            }
        }
    }

    /// A store may write 1E18 as 1000000000000000000. Written so from the start, a document does not outgrow its limit
    /// on the way back.
    private static void writeDecimal(double value, JsonGenerator json) {
        double size = Math.abs(value);
        if (size >= FIRST_WITH_EXPONENT && size < BEYOND_LONG && value == Math.rint(value)) {
            json.writeNumber((long) value);
        } else {
            json.writeNumber(value);
        }
    }
}
