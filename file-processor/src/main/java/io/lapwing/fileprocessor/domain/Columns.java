package io.lapwing.fileprocessor.domain;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// What the columns of a table mean.
public sealed interface Columns {

    /// How many fields a row has.
    int count();

    int device();

    int ts();

    /// A long table: a reading of one metric on each row.
    ///
    /// @param unit -1 if there is no such column
    record OneMetric(int count, int device, int ts, int metric, int value, int unit) implements Columns {}

    /// A wide table: readings of several metrics on each row.
    record SeveralMetrics(int count, int device, int ts, List<Metric> metrics) implements Columns {

        public SeveralMetrics {
            metrics = List.copyOf(metrics);
        }
    }

    /// A column of values.
    ///
    /// @param label the metric, and its unit if the header names one
    record Metric(int index, MetricLabel label) {

        String name() {
            return label.metric().value();
        }

        @Nullable
        String unit() {
            return label.unit();
        }
    }
}
