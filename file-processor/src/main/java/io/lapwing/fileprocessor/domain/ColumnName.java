package io.lapwing.fileprocessor.domain;

import java.util.Locale;

/// A column or a key that means something in every table.
enum ColumnName {
    DEVICE, TS, METRIC, VALUE, UNIT, OTHER;

    /// In any case, and with or without underscores, hyphens and blanks.
    static ColumnName of(String written) {
        return switch (written.toLowerCase(Locale.ROOT).replaceAll("[_ -]", "")) {
            case "device", "deviceid" -> DEVICE;
            case "ts", "time", "timestamp", "datetime" -> TS;
            case "metric", "metricname" -> METRIC;
            case "value" -> VALUE;
            case "unit" -> UNIT;
            default -> OTHER;
        };
    }
}
