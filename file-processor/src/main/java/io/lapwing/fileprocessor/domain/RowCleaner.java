package io.lapwing.fileprocessor.domain;

import io.lapwing.fileprocessor.domain.Cell.Read;
import io.lapwing.fileprocessor.domain.Cell.Refused;
import io.lapwing.fileprocessor.domain.RowOutcome.CleanedRow;
import io.lapwing.fileprocessor.domain.RowOutcome.RejectedRow;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.file.FileCode;
import io.lapwing.sharedmodel.file.Reject;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Makes readings of the rows of one table of text.
public final class RowCleaner {

    private final @Nullable String entry;
    private final Columns columns;
    private final NumberReader numbers;
    private final TimestampReader times;
    private final Identities identities = new Identities();

    /// @param entry the table's name in its archive
    public RowCleaner(@Nullable String entry, Columns columns, CleaningRules rules) {
        this.entry = entry;
        this.columns = columns;
        this.numbers = new NumberReader(rules.profile());
        this.times = new TimestampReader(rules.profile(), rules.receivedAt());
    }

    public RowOutcome clean(Row row) {
        if (row.size() != columns.count()) {
            return reject(row, new Refused<>(FileCode.FIELD_COUNT, "The row has " + row.size() + " fields, and its "
                    + "header " + columns.count() + "; a field that holds the delimiter stands in quotes."));
        }
        return switch (identities.device(row.field(columns.device()))) {
            case Read<DeviceId>(DeviceId device) -> switch (times.read(row.field(columns.ts()))) {
                case Read<Instant>(Instant ts) -> values(row, device, ts);
                case Refused<Instant> refused -> reject(row, refused);
            };
            case Refused<DeviceId> refused -> reject(row, refused);
        };
    }

    /// Rejects a row for a reason that lies outside of its fields.
    public RowOutcome reject(Row row, FileCode code, String reason) {
        return reject(row, new Refused<>(code, reason));
    }

    private RowOutcome values(Row row, DeviceId device, Instant ts) {
        return switch (columns) {
            case Columns.OneMetric single -> switch (single(row, single)) {
                case Read<CleanedValue>(CleanedValue value) ->
                    cleaned(row, device, ts, List.of(value));
                case Refused<CleanedValue> refused -> reject(row, refused);
            };
            case Columns.SeveralMetrics wide -> several(row, wide, device, ts);
        };
    }

    private CleanedRow cleaned(Row row, DeviceId device, Instant ts, List<CleanedValue> values) {
        return new CleanedRow(entry, row.line(), device, ts, values, row.text(Reject.MAX_ORIGINAL));
    }

    private Cell<CleanedValue> single(Row row, Columns.OneMetric single) {
        String unit = single.unit() < 0 ? "" : row.field(single.unit());
        return switch (identities.metric(row.field(single.metric()))) {
            case Read<MetricLabel>(MetricLabel label) when label.unit() == null || unit.isEmpty() ->
                value(label, row.field(single.value()), unit.isEmpty() ? label.unit() : unit);
            case Read<MetricLabel>(MetricLabel label) -> new Refused<>(FileCode.UNKNOWN_UNIT,
                    "The row names two units, "
                            + Cell.quoted(unit) + " and " + Cell.quoted(String.valueOf(label.unit()))
                            + "; one is expected.");
            case Refused<MetricLabel> refused -> refused.as();
        };
    }

    private RowOutcome several(Row row, Columns.SeveralMetrics wide, DeviceId device, Instant ts) {
        List<CleanedValue> values = new ArrayList<>(wide.metrics().size());
        for (Columns.Metric metric : wide.metrics()) {
            String field = row.field(metric.index());
            if (field.isEmpty()) {
                continue;
            }
            switch (value(metric.label(), field, metric.unit())) {
                case Read<CleanedValue>(CleanedValue value) -> values.add(value);
                case Refused<CleanedValue> refused -> {
                    return reject(row, refused.in(metric.name()));
                }
            }
        }
        return cleaned(row, device, ts, values);
    }

    private Cell<CleanedValue> value(MetricLabel label, String field, @Nullable String unit) {
        return numbers.read(field).then(value -> ValueCleaner.clean(label.metric(), value, field, unit));
    }

    private RowOutcome reject(Row row, Refused<?> refused) {
        return rejected(entry, new Reject(row.line(), refused.code(), refused.reason(), row.text(Reject.MAX_ORIGINAL)));
    }

    /// In an archive, the message says which table the line is of.
    static RejectedRow rejected(@Nullable String entry, Reject reject) {
        return new RejectedRow(entry, entry == null
                ? reject
                : new Reject(reject.line(), reject.code(), entry + ": " + reject.message(), reject.original()));
    }
}
