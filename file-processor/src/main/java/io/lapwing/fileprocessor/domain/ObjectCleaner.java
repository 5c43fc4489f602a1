package io.lapwing.fileprocessor.domain;

import io.lapwing.fileprocessor.domain.Cell.Read;
import io.lapwing.fileprocessor.domain.Cell.Refused;
import io.lapwing.fileprocessor.domain.RowOutcome.CleanedRow;
import io.lapwing.sharedmodel.file.FileCode;
import io.lapwing.sharedmodel.file.Reject;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.BooleanValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.IntegerValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.TextValue;
import io.lapwing.sharedmodel.telemetry.Text;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Makes readings of JSON objects, one a row: `{"device_id","ts","metric","value","unit"}`, or `{"device_id","ts"}` with
/// a key for each metric, beside them or in an object `values`. Values keep their types: a text is never made a number.
public final class ObjectCleaner {

    private static final String VALUES = "values";

    private final @Nullable String entry;
    private final TimestampReader times;
    private final Identities identities = new Identities();

    /// @param entry the table's name in its archive
    public ObjectCleaner(@Nullable String entry, CleaningRules rules) {
        this.entry = entry;
        this.times = new TimestampReader(rules.profile(), rules.receivedAt());
    }

    /// @param object as plain JSON: texts, `Long` and other numbers, booleans, maps, lists and nulls
    /// @param text the object as it was written
    public RowOutcome clean(long line, Map<?, ?> object, String text) {
        Map<ColumnName, @Nullable Object> known = new EnumMap<>(ColumnName.class);
        Map<String, @Nullable Object> others = new LinkedHashMap<>();
        for (Map.Entry<?, ?> member : object.entrySet()) {
            String key = member.getKey().toString();
            ColumnName name = ColumnName.of(key);
            if (name == ColumnName.OTHER) {
                others.put(key, member.getValue());
            } else if (known.containsKey(name)) {
                return reject(line, text, FileCode.FIELD_COUNT,
                        "Two keys mean the same: " + Cell.quoted(key) + " and one "
                                + "before it.");
            } else {
                known.put(name, member.getValue());
            }
        }
        return switch (frame(line, known, text)) {
            case Read<CleanedRow>(CleanedRow frame) -> withValues(frame, known, others);
            case Refused<CleanedRow>(FileCode code, String reason) -> reject(line, text, code, reason);
        };
    }

    /// Rejects a line that is no object.
    public RowOutcome reject(long line, String text, FileCode code, String reason) {
        return RowCleaner.rejected(entry, new Reject(line, code, reason, text));
    }

    private Cell<CleanedRow> frame(long line, Map<ColumnName, @Nullable Object> known, String text) {
        if (!(known.get(ColumnName.DEVICE) instanceof String written)) {
            return new Refused<>(FileCode.FIELD_COUNT, "The object has no device_id that is a text.");
        }
        return identities.device(written.strip()).then(device -> ts(known).then(ts -> new Read<>(
                new CleanedRow(entry, line, device, ts, List.of(), text))));
    }

    private Cell<Instant> ts(Map<ColumnName, @Nullable Object> known) {
        return switch (known.get(ColumnName.TS)) {
            case Long millis -> times.read(millis);
            case String text -> times.read(text.strip());
            case null -> new Refused<>(FileCode.FIELD_COUNT, "The object has no ts.");
            default -> TimestampReader.refuse(
                    "ts is neither a text nor whole milliseconds since 1970: 2025-12-31T23:59:59Z is expected.");
        };
    }

    private RowOutcome withValues(CleanedRow frame, Map<ColumnName, @Nullable Object> known,
            Map<String, @Nullable Object> others) {
        Cell<List<CleanedValue>> values = known.containsKey(ColumnName.METRIC)
                ? single(known, others)
                : several(known, others);
        return switch (values) {
            case Read<List<CleanedValue>>(List<CleanedValue> read) ->
                new CleanedRow(entry, frame.line(), frame.device(), frame.ts(), read, frame.original());
            case Refused<List<CleanedValue>>(FileCode code, String reason) ->
                reject(frame.line(), frame.original(), code,
                        reason);
        };
    }

    private Cell<List<CleanedValue>> single(Map<ColumnName, @Nullable Object> known,
            Map<String, @Nullable Object> others) {
        if (!others.isEmpty()) {
            return new Refused<>(FileCode.FIELD_COUNT, "Key " + Cell.quoted(others.keySet().iterator().next())
                    + " is not known beside device_id, ts, metric, value and unit.");
        }
        Object unit = known.get(ColumnName.UNIT);
        if (!(known.get(ColumnName.METRIC) instanceof String metric) || (unit != null && !(unit instanceof String))) {
            return new Refused<>(FileCode.TYPE_MISMATCH, "The metric and the unit are not texts.");
        }
        if (known.get(ColumnName.VALUE) == null) {
            return new Refused<>(FileCode.FIELD_COUNT, "The object has a metric, and no value.");
        }
        String label = unit instanceof String named && !named.isBlank() ? metric + "[" + named + "]" : metric;
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put(label, known.get(ColumnName.VALUE));
        return several(Map.of(), one);
    }

    private Cell<List<CleanedValue>> several(Map<ColumnName, @Nullable Object> known,
            Map<String, @Nullable Object> others) {
        if (known.containsKey(ColumnName.UNIT)) {
            return new Refused<>(FileCode.FIELD_COUNT,
                    "The object has a unit, and no metric; the unit of a key stands with it: temperature[F].");
        }
        if (known.get(ColumnName.VALUE) != null) {
            others.put("value", known.get(ColumnName.VALUE));
        }
        Map<?, ?> members = others.size() == 1 && others.get(VALUES) instanceof Map<?, ?> nested ? nested : others;
        List<CleanedValue> values = new ArrayList<>(members.size());
        for (Map.Entry<?, ?> member : members.entrySet()) {
            if (member.getValue() == null) {
                continue;
            }
            switch (value(member.getKey().toString(), member.getValue())) {
                case Read<CleanedValue>(CleanedValue value) -> values.add(value);
                case Refused<CleanedValue> refused -> {
                    return refused.as();
                }
            }
        }
        return new Read<>(values);
    }

    private Cell<CleanedValue> value(String key, @Nullable Object value) {
        Cell<CleanedValue> cell = identities.metric(key).then(label -> typed(value).then(
                typed -> ValueCleaner.clean(label.metric(), typed, String.valueOf(value), label.unit())));
        return cell instanceof Refused<CleanedValue> refused ? refused.in(key) : cell;
    }

    private static Cell<MetricValue> typed(@Nullable Object value) {
        return switch (value) {
            case Long whole -> new Read<>(new IntegerValue(whole));
            case BigDecimal decimal -> NumberReader.finite(decimal.doubleValue());
            case Number _ -> NumberReader.bad("The value is an integer beyond 64 bits.");
            case Boolean bool -> new Read<>(new BooleanValue(bool));
            case String text when Text.isStorable(text) && Text.utf8Length(text) <= MetricValue.MAX_TEXT_BYTES ->
                new Read<>(new TextValue(text));
            case String _ ->
                new Refused<>(FileCode.TYPE_MISMATCH,
                        "The value is a text of more than 4 KiB, or has a NUL character.");
            case null, default -> new Refused<>(FileCode.TYPE_MISMATCH,
                    "The value is an object or an array; a number, a text, true or false is expected.");
        };
    }
}
