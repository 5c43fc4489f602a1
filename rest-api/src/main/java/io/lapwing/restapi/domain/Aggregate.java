package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.telemetry.Bucket.Summary;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.DecimalValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.IntegerValue;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// A way to sum up the values of a bucket.
public enum Aggregate {
    AVG, MIN, MAX, SUM, COUNT, FIRST, LAST;

    /// Those that a query asks for; the average where it asks for none.
    public static Set<Aggregate> of(QueryParameters query) {
        Set<Aggregate> wanted = EnumSet.noneOf(Aggregate.class);
        for (String name : query.list("agg")) {
            wanted.add(parse(name).orElseThrow(() -> Problem
                    .invalid("agg", "must be some of avg, min, max, sum, count, first and last").refuse()));
        }
        return wanted.isEmpty() ? EnumSet.of(AVG) : wanted;
    }

    /// Whether it is one of the values themselves, by its place in time.
    public boolean isEdge() {
        return this == FIRST || this == LAST;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public MetricValue of(Summary summary) {
        return switch (this) {
            case AVG -> new DecimalValue(summary.avg());
            case MIN -> summary.min();
            case MAX -> summary.max();
            case SUM -> summary.sum();
            case COUNT -> new IntegerValue(summary.count());
            case FIRST -> Objects.requireNonNull(summary.first());
            case LAST -> Objects.requireNonNull(summary.last());
        };
    }

    private static Optional<Aggregate> parse(String name) {
        for (Aggregate aggregate : values()) {
            if (aggregate.text().equals(name)) {
                return Optional.of(aggregate);
            }
        }
        return Optional.empty();
    }
}
