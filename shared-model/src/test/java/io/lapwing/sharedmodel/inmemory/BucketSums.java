package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.telemetry.Bucket;
import io.lapwing.sharedmodel.telemetry.Bucket.Summary;
import io.lapwing.sharedmodel.telemetry.BucketQuery;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.DecimalValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.IntegerValue;
import io.lapwing.sharedmodel.telemetry.StoredReading;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/// Sums up the numeric values of readings.
final class BucketSums {

    private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal MIN_LONG = BigDecimal.valueOf(Long.MIN_VALUE);

    private BucketSums() {}

    /// @param readings those between two bounds, in their order
    static List<Bucket> of(BucketQuery query, BiFunction<Instant, Instant, List<StoredReading>> readings) {
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i + 1 < query.bounds().size(); i++) {
            Instant from = query.bounds().get(i);
            Map<MetricName, Summary> summaries = summarise(readings.apply(from, query.bounds().get(i + 1)));
            if (!summaries.isEmpty()) {
                buckets.add(new Bucket(from, summaries));
            }
        }
        return buckets;
    }

    private static Map<MetricName, Summary> summarise(List<StoredReading> readings) {
        Map<MetricName, List<MetricValue>> numeric = new HashMap<>();
        for (StoredReading reading : readings) {
            reading.values().forEach((metric, value) -> {
                if (Numbers.of(value).isPresent()) {
                    numeric.computeIfAbsent(metric, _ -> new ArrayList<>()).add(value);
                }
            });
        }
        Map<MetricName, Summary> summaries = new HashMap<>();
        numeric.forEach((metric, values) -> summaries.put(metric, summary(values)));
        return summaries;
    }

    private static Summary summary(List<MetricValue> values) {
        BigDecimal sum = values.stream().map(BucketSums::number).reduce(BigDecimal.ZERO, BigDecimal::add);
        boolean exact = values.stream().allMatch(IntegerValue.class::isInstance) && sum.compareTo(MAX_LONG) <= 0
                && sum.compareTo(MIN_LONG) >= 0;
        double avg = sum.divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL128).doubleValue();
        Comparator<MetricValue> order = Comparator.comparing(BucketSums::number);
        return new Summary(values.size(),
                exact ? new IntegerValue(sum.longValueExact()) : new DecimalValue(finite(sum.doubleValue())), avg,
                values.stream().min(order).orElseThrow(), values.stream().max(order).orElseThrow(), values.getFirst(),
                values.getLast());
    }

    private static BigDecimal number(MetricValue value) {
        return Numbers.of(value).orElseThrow();
    }

    /// A sum beyond what a double holds is given as the nearest that it does.
    private static double finite(double sum) {
        return Math.clamp(sum, -Double.MAX_VALUE, Double.MAX_VALUE);
    }
}
