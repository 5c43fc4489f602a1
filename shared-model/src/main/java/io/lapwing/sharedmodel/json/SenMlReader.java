package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.telemetry.ParsedPayload.Entry;
import io.lapwing.sharedmodel.telemetry.ParsedPayload.Parsed;
import io.lapwing.sharedmodel.telemetry.Payload;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads a SenML pack (RFC 8428) in JSON. Its records are resolved, and those of one time make one entry. Units are
/// not kept, nor are sums (`s`).
final class SenMlReader {

    /// Section 4.5.3: a smaller time is relative to now.
    private static final BigDecimal FIRST_ABSOLUTE_TIME = BigDecimal.valueOf(1L << 28);
    private static final int MILLIS_DIGITS = 3;

    private final JsonParser parser;
    private final Instant receivedAt;
    private final Map<Long, EntryValues> byTime = new LinkedHashMap<>();
    private int values;

    SenMlReader(JsonParser parser, Instant receivedAt) {
        this.parser = parser;
        this.receivedAt = receivedAt;
    }

    Parsed read() {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw UnreadablePayload.malformed("A SenML pack is an array of records.");
        }
        SenMlRecord record = new SenMlRecord(parser);
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            record.readNext();
            add(record);
        }
        if (parser.currentToken() != JsonToken.END_ARRAY) {
            throw UnreadablePayload.malformed("A SenML record is an object.");
        }
        if (byTime.isEmpty()) {
            throw UnreadablePayload.malformed("The SenML pack has no values.");
        }
        return new Parsed(null, entries());
    }

    private void add(SenMlRecord record) {
        ReadValue value = record.value();
        if (value instanceof ReadValue.Nothing) {
            return;
        }
        byTime.computeIfAbsent(resolve(record.time()), _ -> new EntryValues(byTime.size())).add(record.name(), value);
        values++;
        if (values > PayloadReader.MAX_VALUES) {
            throw PayloadReader.tooManyValues();
        }
    }

    /// In milliseconds since 1970, a fraction of one left out.
    private long resolve(BigDecimal seconds) {
        BigDecimal millis = seconds.movePointRight(MILLIS_DIGITS).setScale(0, RoundingMode.FLOOR);
        boolean relative = seconds.compareTo(FIRST_ABSOLUTE_TIME) < 0;
        return WholeNumber.clamp(relative ? millis.add(BigDecimal.valueOf(receivedAt.toEpochMilli())) : millis);
    }

    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        byTime.forEach((ts, entry) -> {
            Payload original = Payload.json("{\"ts\":" + ts + ",\"values\":" + ValuesJson.write(entry.taken()) + "}");
            entries.add(new Entry(null, ts, 0, null, entry.taken(), entry.refusals(), original));
        });
        return entries;
    }
}
