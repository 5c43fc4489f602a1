package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.json.ReadValue.Refused;
import io.lapwing.sharedmodel.json.ReadValue.Taken;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.BooleanValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.DecimalValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.IntegerValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.JsonValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.TextValue;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;

/// The values of a reading as one JSON object, as stores keep them.
///
/// An integer stays an integer, and a decimal has a fraction or an exponent. A store that keeps numbers by their value
/// (PostgreSQL's jsonb) may give `1.0E18` back as an integer; one beyond 64 bits is read as the decimal that it was.
public final class ValuesJson {

    private ValuesJson() {}

    public static String write(Map<MetricName, MetricValue> values) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonFactories.OWN.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            values.forEach((name, value) -> {
                json.writeName(name.value());
                writeValue(value, json);
            });
            json.writeEndObject();
        }
        return text.toString();
    }

    /// @throws IllegalArgumentException
    ///             if this is no object of metrics and their values
    public static Map<MetricName, MetricValue> read(String json) {
        try (JsonParser parser = JsonFactories.OWN.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("the values of a reading are a JSON object");
            }
            return readObject(parser);
        }
    }

    /// Reads on from the beginning of the object to its end.
    static Map<MetricName, MetricValue> readObject(JsonParser parser) {
        Map<MetricName, MetricValue> values = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            values.put(new MetricName(name), readValue(parser));
        }
        return values;
    }

    static void writeValue(MetricValue value, JsonGenerator json) {
        switch (value) {
            case IntegerValue(long integer) -> json.writeNumber(integer);
            case DecimalValue(double decimal) -> json.writeNumber(decimal);
            case BooleanValue(boolean bool) -> json.writeBoolean(bool);
            case TextValue(String text) -> json.writeString(text);
            case JsonValue(String nested) -> json.writeRawValue(nested);
        }
    }

    private static MetricValue readValue(JsonParser parser) {
        String name = parser.currentName();
        return switch (ValueReader.OF_STORES.read(parser)) {
            case Taken(MetricValue value) -> value;
            case Refused(_, String reason) -> throw new IllegalArgumentException("the value of " + name + " " + reason);
            case ReadValue.Nothing() -> throw new IllegalArgumentException("the value of " + name + " is null");
        };
    }
}
