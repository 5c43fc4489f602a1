package io.lapwing.fileprocessor.domain;

import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;

import org.jspecify.annotations.Nullable;

/// A value of a row in its quantity's canonical unit, with what was written.
///
/// @param unit the canonical unit; null if none was named
/// @param originalValue as it was written
/// @param originalUnit as it was written; null if none was named
public record CleanedValue(MetricName metric, MetricValue value, @Nullable String unit, String originalValue,
        @Nullable String originalUnit) {}
