package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.telemetry.StoredReading;

import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;

/// Readings of several devices as one text, as stores keep them for those who listen: an array with an array for each,
/// `["pump-1",1767225600000,0,false,{"t":21.5}]`.
public final class LiveReadingsJson {

    private LiveReadingsJson() {}

    /// A reading whose values are JSON already.
    ///
    /// @param values as [ValuesJson] writes them, or a database that was given those
    public record Packed(DeviceId device, ReadingKey key, boolean late, String values) {}

    public record Unpacked(DeviceId device, StoredReading reading) {}

    public static String write(List<Packed> readings) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonFactories.OWN.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartArray();
            for (Packed reading : readings) {
                json.writeStartArray();
                json.writeString(reading.device().value());
                json.writeNumber(reading.key().ts().toEpochMilli());
                json.writeNumber(reading.key().seq());
                json.writeBoolean(reading.late());
                json.writeRawValue(reading.values());
                json.writeEndArray();
            }
            json.writeEndArray();
        }
        return text.toString();
    }

    /// @throws IllegalArgumentException
    ///             if this is nothing that [#write] gave
    public static List<Unpacked> read(String text) {
        try (JsonParser json = JsonFactories.OWN.createParser(ObjectReadContext.empty(), text)) {
            expect(json, JsonToken.START_ARRAY);
            List<Unpacked> readings = new ArrayList<>();
            while (json.nextToken() == JsonToken.START_ARRAY) {
                readings.add(readReading(json));
                expect(json, JsonToken.END_ARRAY);
            }
            return readings;
        }
    }

    private static Unpacked readReading(JsonParser json) {
        DeviceId device = new DeviceId(json.nextStringValue());
        ReadingKey key = new ReadingKey(Instant.ofEpochMilli(json.nextLongValue(0)), json.nextLongValue(0));
        boolean late = json.nextToken() == JsonToken.VALUE_TRUE;
        expect(json, JsonToken.START_OBJECT);
        return new Unpacked(device, new StoredReading(key, late, ValuesJson.readObject(json)));
    }

    private static void expect(JsonParser json, JsonToken token) {
        if (json.nextToken() != token) {
            throw new IllegalArgumentException("no readings: " + token + " is missing");
        }
    }
}
