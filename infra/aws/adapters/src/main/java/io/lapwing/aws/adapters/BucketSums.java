package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.telemetry.Bucket;
import io.lapwing.sharedmodel.telemetry.Bucket.Summary;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.DecimalValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.IntegerValue;
import io.lapwing.sharedmodel.telemetry.StoredReading;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// Sums readings up as they come by, exactly to the end.
final class BucketSums {

    private BucketSums() {}

    /// @param bounds ascending: bucket `i` is `[bounds[i], bounds[i+1])`
    /// @param readings those from the first bound to the last, in their order
    static List<Bucket> of(List<Instant> bounds, Iterator<StoredReading> readings) {
        List<Bucket> buckets = new ArrayList<>();
        Map<MetricName, Sum> sums = new HashMap<>();
        int bucket = 0;
        while (readings.hasNext()) {
            StoredReading reading = readings.next();
            while (!reading.key().ts().isBefore(bounds.get(bucket + 1))) {
                close(bounds.get(bucket++), sums, buckets);
            }
            reading.values().forEach((metric, value) -> ExactNumbers.of(value).ifPresent(
                    number -> sums.computeIfAbsent(metric, _ -> new Sum(value, number)).add(value, number)));
        }
        close(bounds.get(bucket), sums, buckets);
        return buckets;
    }

    private static void close(Instant from, Map<MetricName, Sum> sums, List<Bucket> buckets) {
        if (!sums.isEmpty()) {
            Map<MetricName, Summary> summaries = new HashMap<>();
            sums.forEach((metric, sum) -> summaries.put(metric, sum.summary()));
            buckets.add(new Bucket(from, summaries));
            sums.clear();
        }
    }

    /// The values of one metric in one bucket.
    private static final class Sum {

        private final MetricValue first;
        private MetricValue last;
        private MetricValue min;
        private BigDecimal least;
        private MetricValue max;
        private BigDecimal greatest;
        private BigDecimal total = BigDecimal.ZERO;
        private boolean integers = true;
        private long count;

        Sum(MetricValue first, BigDecimal number) {
            this.first = first;
            last = first;
            min = first;
            least = number;
            max = first;
            greatest = number;
        }

        void add(MetricValue value, BigDecimal number) {
            count++;
            total = total.add(number);
            integers &= value instanceof IntegerValue;
            last = value;
            if (number.compareTo(least) < 0) {
                least = number;
                min = value;
            }
            if (number.compareTo(greatest) > 0) {
                greatest = number;
                max = value;
            }
        }

        Summary summary() {
            boolean exact = integers && total.toBigInteger().bitLength() < Long.SIZE;
            MetricValue sum = exact ? new IntegerValue(total.longValueExact())
                    : new DecimalValue(Math.clamp(total.doubleValue(), -Double.MAX_VALUE, Double.MAX_VALUE));
            double average = total.divide(BigDecimal.valueOf(count), MathContext.DECIMAL128).doubleValue();
            return new Summary(count, sum, average, min, max, first, last);
        }
    }
}
