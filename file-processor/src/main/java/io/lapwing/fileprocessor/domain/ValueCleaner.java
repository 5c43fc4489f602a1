package io.lapwing.fileprocessor.domain;

import io.lapwing.fileprocessor.domain.Cell.Read;
import io.lapwing.fileprocessor.domain.Cell.Refused;
import io.lapwing.sharedmodel.file.FileCode;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.BooleanValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.DecimalValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.IntegerValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.JsonValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.TextValue;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/// Puts values into their quantity's canonical unit.
final class ValueCleaner {

    private ValueCleaner() {}

    /// @param original the value as it was written
    /// @param unit as it was written; null or empty if none was named
    static Cell<CleanedValue> clean(MetricName metric, MetricValue value, String original, @Nullable String unit) {
        if (unit == null || unit.isEmpty()) {
            return new Read<>(new CleanedValue(metric, value, null, original, null));
        }
        Unit known = Units.named(unit).orElse(null);
        if (known == null) {
            return unknownUnit(unit);
        }
        Cell<MetricValue> converted = known.isCanonical() ? numeric(value, unit) : convert(known, value, unit);
        return converted.then(canonical -> new Read<>(
                new CleanedValue(metric, canonical, known.quantity().canonical(), original, unit)));
    }

    static Refused<CleanedValue> unknownUnit(String unit) {
        return new Refused<>(FileCode.UNKNOWN_UNIT,
                Cell.quoted(unit) + " is no unit that is known; " + String.join(", ",
                        Units.examples()) + " are, and others of what these measure.");
    }

    private static Cell<MetricValue> numeric(MetricValue value, String unit) {
        return switch (value) {
            case IntegerValue _,DecimalValue _ -> new Read<>(value);
            case BooleanValue _,TextValue _,JsonValue _ -> noNumber(unit);
        };
    }

    private static Cell<MetricValue> convert(Unit from, MetricValue value, String unit) {
        return switch (value) {
            case IntegerValue(long whole) -> NumberReader.finite(from.convert(BigDecimal.valueOf(whole)).doubleValue());
            case DecimalValue(double decimal) ->
                NumberReader.finite(from.convert(BigDecimal.valueOf(decimal)).doubleValue());
            case BooleanValue _,TextValue _,JsonValue _ -> noNumber(unit);
        };
    }

    private static Refused<MetricValue> noNumber(String unit) {
        return NumberReader.bad("The value is no number, and so has no unit, but " + Cell.quoted(unit) + " is named.");
    }
}
