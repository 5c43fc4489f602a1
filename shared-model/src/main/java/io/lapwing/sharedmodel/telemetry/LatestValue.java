package io.lapwing.sharedmodel.telemetry;

/// The value of a metric's newest reading, the one with the greatest key.
public record LatestValue(ReadingKey key, MetricValue value) {}
