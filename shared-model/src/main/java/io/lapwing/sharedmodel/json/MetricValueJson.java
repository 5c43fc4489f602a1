package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.telemetry.MetricValue;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/// Metric values as the JSON values that they are.
final class MetricValueJson extends StdSerializer<MetricValue> {
    MetricValueJson() {
        super(MetricValue.class);
    }

    @Override
    public void serialize(MetricValue value, JsonGenerator generator, SerializationContext context) {
        switch (value) {
            case MetricValue.IntegerValue(long integer) -> generator.writeNumber(integer);
            case MetricValue.DecimalValue(double decimal) -> generator.writeNumber(decimal);
            case MetricValue.TextValue(String text) -> generator.writeString(text);
            case MetricValue.BooleanValue(boolean flag) -> generator.writeBoolean(flag);
            case MetricValue.JsonValue(String json) -> generator.writeRawValue(json);
        }
    }
}
