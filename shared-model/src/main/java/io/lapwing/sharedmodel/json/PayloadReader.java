package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.telemetry.ParsedPayload.Entry;
import io.lapwing.sharedmodel.telemetry.ParsedPayload.Parsed;
import io.lapwing.sharedmodel.telemetry.Payload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads the shapes that an object or an array of entries, or of a gateway's children, can have.
final class PayloadReader {

    static final int MAX_VALUES = 10_000;

    private final TelemetryDocument document;
    private final JsonParser parser;
    private final List<Entry> entries = new ArrayList<>();
    private int values;

    PayloadReader(TelemetryDocument document) {
        this.document = document;
        this.parser = document.parser();
    }

    static UnreadablePayload tooManyValues() {
        return UnreadablePayload.tooLarge("The message has more than 10,000 values.");
    }

    /// Reads a device's own message.
    Parsed readTelemetry(Payload payload) {
        JsonToken first = parser.nextToken();
        if (first == JsonToken.START_OBJECT) {
            return readSingle(payload);
        }
        if (first == JsonToken.START_ARRAY) {
            readEntries(null);
            return parsed();
        }
        throw UnreadablePayload.malformed("The payload is neither an object nor an array of objects.");
    }

    /// Reads what a gateway passes on.
    Parsed readGatewayTelemetry() {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw UnreadablePayload.malformed("The payload is not an object of device ids with their entries.");
        }
        for (String child = parser.nextName(); child != null; child = parser.nextName()) {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                readEntries(child);
            } else {
                readEntry(child);
            }
        }
        return parsed();
    }

    /// A single object's mid is the message's, and its original the message itself.
    private Parsed readSingle(Payload payload) {
        EntryReader entry = readObject();
        return new Parsed(entry.mid(), List.of(entry.entry(null, null, payload)));
    }

    private Parsed parsed() {
        if (entries.isEmpty()) {
            throw UnreadablePayload.malformed("The payload has no entries.");
        }
        return new Parsed(null, entries);
    }

    private void readEntries(@Nullable String child) {
        int start = document.tokenStart();
        int before = entries.size();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            readEntry(child);
        }
        if (child != null && entries.size() == before) {
            addMalformed(child, start, "is an empty array");
        }
    }

    private void readEntry(@Nullable String child) {
        int start = document.tokenStart();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            EntryReader entry = readObject();
            entries.add(entry.entry(child, entry.mid(), document.cut(start, document.tokenEnd())));
        } else {
            parser.skipChildren();
            addMalformed(child, start, "is not an object");
        }
    }

    private EntryReader readObject() {
        EntryReader entry = new EntryReader(parser, entries.size());
        entry.read();
        values += entry.valueCount();
        if (values > MAX_VALUES) {
            throw tooManyValues();
        }
        return entry;
    }

    private void addMalformed(@Nullable String child, int start, String reason) {
        Payload original = document.cut(start, document.tokenEnd());
        entries.add(new Entry(child, null, 0, null, Map.of(), List.of(EntryReader.malformed(entries.size(), reason)),
                original));
    }
}
