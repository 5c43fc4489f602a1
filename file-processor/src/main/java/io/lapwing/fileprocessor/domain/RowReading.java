package io.lapwing.fileprocessor.domain;

import io.lapwing.fileprocessor.domain.RowOutcome.CleanedRow;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.TextValue;
import io.lapwing.sharedmodel.telemetry.Reading;
import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.telemetry.Text;

import java.util.LinkedHashMap;
import java.util.Map;

/// What is stored of a row: its values in their quantities' canonical units.
///
/// A conversion keeps what was written. Beside a value that was converted stands a text with the same name and
/// `.original` behind it: `temperature` 21.1111, `temperature.original` "70 F". It is left out where the name has no room
/// for it, and gives way to a metric of the row that is called so.
final class RowReading {

    static final String ORIGINAL = ".original";

    private RowReading() {}

    static Reading of(TenantId tenant, CleanedRow row) {
        Map<MetricName, MetricValue> values = new LinkedHashMap<>();
        row.values().forEach(value -> values.put(value.metric(), value.value()));
        row.values().forEach(value -> keepOriginal(values, value));
        return new Reading(new DeviceKey(tenant, row.device()), new ReadingKey(row.ts(), 0), values);
    }

    private static void keepOriginal(Map<MetricName, MetricValue> values, CleanedValue value) {
        String name = value.metric() + ORIGINAL;
        if (!isConverted(value) || !MetricName.isValid(name)) {
            return;
        }
        String written = value.originalValue() + " " + value.originalUnit();
        if (Text.isStorable(written) && Text.utf8Length(written) <= MetricValue.MAX_TEXT_BYTES) {
            values.putIfAbsent(new MetricName(name), new TextValue(written));
        }
    }

    /// Another name of the canonical unit is no conversion.
    private static boolean isConverted(CleanedValue value) {
        String unit = value.originalUnit();
        return unit != null && !Units.named(unit).map(Unit::isCanonical).orElse(true);
    }
}
