package io.lapwing.fileprocessor.domain;

import io.lapwing.fileprocessor.domain.Cell.Read;
import io.lapwing.fileprocessor.domain.Cell.Refused;
import io.lapwing.sharedmodel.file.FileCode;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The first row of a table.
public sealed interface Header {

    /// It says what the columns mean.
    record Understood(Columns columns) implements Header {}

    /// It does not; the table cannot be read.
    ///
    /// @param isTable whether it was meant to be a header of ours: it has columns for a device and a time
    record NotUnderstood(boolean isTable, FileCode code, String reason) implements Header {}

    /// @param cells without the blanks around them
    static Header read(List<String> cells) {
        Map<ColumnName, Integer> known = new EnumMap<>(ColumnName.class);
        List<Integer> others = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            ColumnName name = ColumnName.of(cells.get(i));
            if (name == ColumnName.OTHER) {
                others.add(i);
            } else if (known.put(name, i) != null) {
                return not(true, FileCode.TYPE_MISMATCH,
                        "Two columns of the header name the " + name.name().toLowerCase(
                                Locale.ROOT) + "; one is expected.");
            }
        }
        if (!known.containsKey(ColumnName.DEVICE) || !known.containsKey(ColumnName.TS)) {
            return not(false, FileCode.TYPE_MISMATCH, "The first line is no header: device_id,ts,metric,value,unit is "
                    + "expected, or device_id,ts and a column for each metric.");
        }
        return known.containsKey(ColumnName.METRIC) ? longTable(cells, known, others) : wide(cells, known, others);
    }

    private static Header longTable(List<String> cells, Map<ColumnName, Integer> known, List<Integer> others) {
        if (!known.containsKey(ColumnName.VALUE)) {
            return not(true, FileCode.TYPE_MISMATCH, "The header has a column for the metric, and none for its value.");
        }
        if (!others.isEmpty()) {
            return not(true, FileCode.TYPE_MISMATCH, "Column " + Cell.quoted(cells.get(others.getFirst()))
                    + " is not known beside device_id, ts, metric, value and unit.");
        }
        return new Understood(
                new Columns.OneMetric(cells.size(), at(known, ColumnName.DEVICE), at(known, ColumnName.TS),
                        at(known, ColumnName.METRIC), at(known, ColumnName.VALUE), at(known, ColumnName.UNIT)));
    }

    private static Header wide(List<String> cells, Map<ColumnName, Integer> known, List<Integer> others) {
        if (known.containsKey(ColumnName.UNIT)) {
            return not(true, FileCode.TYPE_MISMATCH, "The header has a column for the unit, and none for the metric; "
                    + "where each metric has a column of its own, the unit stands with it: temperature[F].");
        }
        if (known.containsKey(ColumnName.VALUE)) {
            others.add(at(known, ColumnName.VALUE));
        }
        if (others.isEmpty()) {
            return not(true, FileCode.TYPE_MISMATCH, "The header has no column for a metric.");
        }
        List<Columns.Metric> metrics = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int index : others) {
            Cell<MetricLabel> label = MetricLabel.read(cells.get(index));
            switch (label) {
                case Read<MetricLabel>(MetricLabel read) -> metrics.add(new Columns.Metric(index, read));
                case Refused<MetricLabel>(FileCode code, String reason) -> {
                    return not(true, code, "Column " + (index + 1) + ": " + reason);
                }
            }
            if (!names.add(metrics.getLast().name())) {
                return not(true, FileCode.TYPE_MISMATCH, "Two columns of the header are named "
                        + Cell.quoted(metrics.getLast().name()) + ".");
            }
        }
        return new Understood(
                new Columns.SeveralMetrics(cells.size(), at(known, ColumnName.DEVICE), at(known, ColumnName.TS),
                        metrics));
    }

    /// Where a column stands; -1 if there is none.
    private static int at(Map<ColumnName, Integer> known, ColumnName name) {
        return known.getOrDefault(name, -1);
    }

    private static NotUnderstood not(boolean isTable, FileCode code, String reason) {
        return new NotUnderstood(isTable, code, reason);
    }
}
