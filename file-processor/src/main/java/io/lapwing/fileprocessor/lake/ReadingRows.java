package io.lapwing.fileprocessor.lake;

import io.lapwing.fileprocessor.lake.ColumnSpec.Kind;
import io.lapwing.sharedmodel.lake.DayReading;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.BooleanValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.DecimalValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.IntegerValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.JsonValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.TextValue;
import io.lapwing.sharedmodel.telemetry.ReadingKey;

import java.util.List;
import java.util.Map;

/// Readings as rows of a row group, one for each value: metrics come and go, and one may have values of several types, so
/// a column for each metric would be another schema every day.
///
/// A number is in `value_double`, as near as that comes to it, so that one column has all that can be summed up; an
/// integer is in `value_long` as well, exactly.
final class ReadingRows {

    /// How many of the columns, from the first, the rows are sorted by.
    static final int SORTED_BY = 3;

    private final Column device;
    private final Column ts;
    private final Column seq;
    private final Column late;
    private final Column metric;
    private final Column decimal;
    private final Column integer;
    private final Column flag;
    private final Column text;
    private final Column json;

    /// @param maxRows how many rows there may be
    ReadingRows(int maxRows) {
        device = new Column(new ColumnSpec("device_id", Kind.NAME, true), maxRows);
        ts = new Column(new ColumnSpec("ts", Kind.TIMESTAMP, true), maxRows);
        seq = new Column(new ColumnSpec("seq", Kind.SEQUENCE, true), maxRows);
        late = new Column(new ColumnSpec("late", Kind.FLAG, true), maxRows);
        metric = new Column(new ColumnSpec("metric", Kind.NAME, true), maxRows);
        decimal = new Column(new ColumnSpec("value_double", Kind.DECIMAL, false), maxRows);
        integer = new Column(new ColumnSpec("value_long", Kind.INTEGER, false), maxRows);
        flag = new Column(new ColumnSpec("value_bool", Kind.FLAG, false), maxRows);
        text = new Column(new ColumnSpec("value_text", Kind.TEXT, false), maxRows);
        json = new Column(new ColumnSpec("value_json", Kind.TEXT, false), maxRows);
    }

    List<Column> columns() {
        return List.of(device, ts, seq, late, metric, decimal, integer, flag, text, json);
    }

    int size() {
        return device.rows();
    }

    /// About how many bytes its texts take in memory.
    int textBytes() {
        return device.textBytes() + metric.textBytes() + text.textBytes() + json.textBytes();
    }

    void add(DayReading reading, Map.Entry<MetricName, MetricValue> value) {
        ReadingKey key = reading.reading().key();
        device.addName(reading.device().value());
        ts.addNumber(key.ts().toEpochMilli());
        seq.addNumber(key.seq());
        late.addFlag(reading.reading().late());
        metric.addName(value.getKey().value());
        add(value.getValue());
    }

    private void add(MetricValue value) {
        switch (value) {
            case IntegerValue(long whole) -> {
                decimal.addDecimal((double) whole);
                integer.addNumber(whole);
                addNothing(flag, text, json);
            }
            case DecimalValue(double number) -> {
                decimal.addDecimal(number);
                addNothing(integer, flag, text, json);
            }
            case BooleanValue(boolean isSet) -> {
                flag.addFlag(isSet);
                addNothing(decimal, integer, text, json);
            }
            case TextValue(String words) -> {
                text.addText(words);
                addNothing(decimal, integer, flag, json);
            }
            case JsonValue(String document) -> {
                json.addText(document);
                addNothing(decimal, integer, flag, text);
            }
        }
    }

    private static void addNothing(Column... columns) {
        for (Column column : columns) {
            column.addNothing();
        }
    }
}
