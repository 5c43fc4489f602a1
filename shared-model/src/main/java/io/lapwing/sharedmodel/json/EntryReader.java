package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.telemetry.MessageId;
import io.lapwing.sharedmodel.telemetry.ParsedPayload.Entry;
import io.lapwing.sharedmodel.telemetry.Payload;
import io.lapwing.sharedmodel.telemetry.Refusal;
import io.lapwing.sharedmodel.telemetry.RefusalCode;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads one entry: its frame (`ts`, `seq`, `mid`) and its values, which stand in an object `values` or beside the
/// frame.
final class EntryReader {

    private final JsonParser parser;
    private final int index;
    private final EntryValues flat;
    private @Nullable EntryValues enveloped;
    private @Nullable Long tsMillis;
    private long seq;
    private @Nullable MessageId mid;
    private @Nullable Refusal refusal;

    EntryReader(JsonParser parser, int index) {
        this.parser = parser;
        this.index = index;
        this.flat = new EntryValues(index);
    }

    static Refusal malformed(int index, String reason) {
        return new Refusal(index, null, RefusalCode.PAYLOAD_MALFORMED, "Entry " + index + " " + reason + ".");
    }

    /// Reads the object that the parser stands at the beginning of, to its end.
    void read() {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "ts" -> readTs();
                case "seq" -> readSeq();
                case "mid" -> readMid();
                case "values" -> readValues();
                default -> flat.add(name, ValueReader.OF_DEVICES.read(parser));
            }
        }
        if (values().isEmpty()) {
            refuse("has no values");
        }
    }

    /// How many values were read, whether they are taken or not.
    int valueCount() {
        return values().count();
    }

    @Nullable
    MessageId mid() {
        return mid;
    }

    /// @param entryMid the message id that it has as one of several
    Entry entry(@Nullable String child, @Nullable MessageId entryMid, Payload original) {
        return refusal == null
                ? new Entry(child, tsMillis, seq, entryMid, values().taken(), values().refusals(), original)
                : new Entry(child, tsMillis, seq, entryMid, Map.of(), List.of(refusal), original);
    }

    private EntryValues values() {
        return enveloped == null ? flat : enveloped;
    }

    private void readTs() {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        tsMillis = WholeNumber.clamped(parser);
        if (tsMillis == null) {
            refuse("has a ts that is not a whole number of milliseconds");
        }
    }

    private void readSeq() {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        Long read = WholeNumber.exact(parser);
        if (read == null) {
            refuse("has a seq that is not a 64-bit integer");
        } else {
            seq = read;
        }
    }

    private void readMid() {
        switch (parser.currentToken()) {
            case VALUE_NULL -> {}
            case VALUE_STRING, VALUE_NUMBER_INT -> {
                String text = parser.getString();
                if (MessageId.isValid(text)) {
                    mid = new MessageId(text);
                } else {
                    refuse("has a mid that is not 1 to 128 characters without control characters");
                }
            }
            default -> refuse("has a mid that is neither a text nor an integer");
        }
    }

    private void readValues() {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            refuse("has values that are not an object");
            return;
        }
        if (enveloped == null) {
            enveloped = new EntryValues(index);
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            enveloped.add(name, ValueReader.OF_DEVICES.read(parser));
        }
    }

    /// Leaves the value aside that is wrong. The first fault is the one to tell.
    private void refuse(String reason) {
        parser.skipChildren();
        if (refusal == null) {
            refusal = malformed(index, reason);
        }
    }
}
