package io.lapwing.fileprocessor.domain;

import io.lapwing.fileprocessor.domain.Cell.Read;
import io.lapwing.fileprocessor.domain.Cell.Refused;
import io.lapwing.sharedmodel.file.FileCode;
import io.lapwing.sharedmodel.telemetry.MetricName;

import org.jspecify.annotations.Nullable;

/// A metric as a header or a key names it: `temperature`, or with its unit `temperature[F]`.
///
/// @param unit as it is written; a known one
record MetricLabel(MetricName metric, @Nullable String unit) {

    static Cell<MetricLabel> read(String label) {
        int open = label.indexOf('[');
        boolean hasUnit = open > 0 && label.endsWith("]");
        String name = hasUnit ? label.substring(0, open).strip() : label;
        String unit = hasUnit ? label.substring(open + 1, label.length() - 1).strip() : null;
        if (!MetricName.isValid(name)) {
            return new Refused<>(FileCode.TYPE_MISMATCH, Cell.quoted(name)
                    + " is no name of a metric: 1 to 128 characters without control characters are.");
        }
        if (unit != null && Units.named(unit).isEmpty()) {
            return ValueCleaner.unknownUnit(unit).as();
        }
        return new Read<>(new MetricLabel(new MetricName(name), unit));
    }
}
