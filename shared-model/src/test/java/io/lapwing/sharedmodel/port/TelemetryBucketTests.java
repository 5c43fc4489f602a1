package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.fixtures.ReadingBuilder;
import io.lapwing.sharedmodel.fixtures.WriteBuilder;
import io.lapwing.sharedmodel.telemetry.Bucket;
import io.lapwing.sharedmodel.telemetry.Bucket.Summary;
import io.lapwing.sharedmodel.telemetry.BucketQuery;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue.DecimalValue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static io.lapwing.sharedmodel.fixtures.Fixtures.decimal;
import static io.lapwing.sharedmodel.fixtures.Fixtures.integer;
import static io.lapwing.sharedmodel.fixtures.Fixtures.metric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// Numeric values are summed up by stretches of time.
interface TelemetryBucketTests extends StoreTests {

    private DeviceKey withReadings(ReadingBuilder... readings) {
        DeviceKey pump = registered();
        WriteBuilder write = aWrite().from(pump);
        Stream.of(readings).forEach(write::with);
        written(write);
        return pump;
    }

    private static ReadingBuilder at(int second) {
        return aReading().at(T0.plusSeconds(second));
    }

    private List<Bucket> buckets(DeviceKey device, Set<MetricName> metrics, int... bounds) {
        List<Instant> instants = IntStream.of(bounds).mapToObj(T0::plusSeconds).toList();
        return stores().telemetry().buckets(new BucketQuery(device, metrics, instants));
    }

    /// The sums of `t` in the one bucket that holds everything.
    private Summary summary(DeviceKey device) {
        List<Bucket> buckets = buckets(device, Set.of(metric("t")), 0, 3600);
        assertThat(buckets).hasSize(1);
        return Objects.requireNonNull(buckets.getFirst().summaries().get(metric("t")));
    }

    @Test
    default void sums_integers_up_exactly() {
        DeviceKey pump = withReadings(at(1).withValue("t", 9_007_199_254_740_993L), at(3).withValue("t", -4),
                at(2).withValue("t", 7), at(4).withValue("t", 0));

        assertThat(summary(pump)).isEqualTo(new Summary(4, integer(9_007_199_254_740_996L),
                9_007_199_254_740_996L / 4.0, integer(-4), integer(9_007_199_254_740_993L),
                integer(9_007_199_254_740_993L), integer(0)));
    }

    @Test
    default void sums_decimals_up() {
        DeviceKey pump = withReadings(at(1).withValue("t", 21.25), at(2).withValue("t", 20.5),
                at(3).withValue("t", 22.5));

        Summary summary = summary(pump);
        assertThat(summary.count()).isEqualTo(3);
        assertThat(summary.sum()).isEqualTo(decimal(64.25));
        assertThat(summary.avg()).isCloseTo(64.25 / 3, within(1e-9));
        assertThat(summary.min()).isEqualTo(decimal(20.5));
        assertThat(summary.max()).isEqualTo(decimal(22.5));
        assertThat(summary.first()).isEqualTo(decimal(21.25));
        assertThat(summary.last()).isEqualTo(decimal(22.5));
    }

    @Test
    default void sums_integers_and_decimals_up_together() {
        DeviceKey pump = withReadings(at(1).withValue("t", 2), at(2).withValue("t", 0.5), at(3).withValue("t", 10));

        assertThat(summary(pump)).isEqualTo(
                new Summary(3, decimal(12.5), 12.5 / 3, decimal(0.5), integer(10), integer(2), integer(10)));
    }

    @Test
    default void rounds_a_sum_that_leaves_the_integers() {
        DeviceKey pump = withReadings(at(1).withValue("t", Long.MAX_VALUE), at(2).withValue("t", Long.MAX_VALUE));

        Summary summary = summary(pump);
        assertThat(summary.sum()).isEqualTo(decimal(2.0 * Long.MAX_VALUE));
        assertThat(summary.avg()).isEqualTo((double) Long.MAX_VALUE);
        assertThat(summary.max()).isEqualTo(integer(Long.MAX_VALUE));
    }

    @Test
    default void keeps_a_sum_finite() {
        DeviceKey pump = withReadings(at(1).withValue("t", 1e308), at(2).withValue("t", 1e308));

        Summary summary = summary(pump);
        assertThat(summary.sum()).isInstanceOf(DecimalValue.class);
        assertThat(summary.max()).isEqualTo(decimal(1e308));
        assertThat(summary.count()).isEqualTo(2);
    }

    @Test
    default void orders_first_and_last_by_time_and_seq() {
        DeviceKey pump = withReadings(at(1).withSeq(2).withValue("t", 12), at(1).withSeq(10).withValue("t", 110),
                at(1).withSeq(1).withValue("t", 11));

        assertThat(summary(pump).first()).isEqualTo(integer(11));
        assertThat(summary(pump).last()).isEqualTo(integer(110));
    }

    @Test
    default void sums_up_the_same_where_nobody_asks_for_first_and_last() {
        DeviceKey pump = withReadings(at(1).withValue("t", 2).withValue("u", 5), at(2).withValue("t", 0.5));
        List<Instant> bounds = List.of(T0, T0.plusSeconds(3600));

        for (Set<MetricName> metrics : List.of(Set.of(metric("t")), Set.of(metric("t"), metric("u")))) {
            BucketQuery query = new BucketQuery(pump, metrics, bounds);
            Map<MetricName, Summary> whole = stores().telemetry().buckets(query).getFirst().summaries();
            Map<MetricName, Summary> sums = stores().telemetry().buckets(query.withoutEdges()).getFirst().summaries();

            assertThat(sums.keySet()).isEqualTo(whole.keySet()).isEqualTo(metrics);
            sums.forEach((metric, sum) -> assertThat(sum).usingRecursiveComparison().ignoringFields("first", "last")
                    .isEqualTo(whole.get(metric)));
        }
    }

    @Test
    default void skips_what_is_not_a_number() {
        DeviceKey pump = withReadings(at(0).withValue("t", "00123"), at(1).withValue("t", true),
                at(2).withValue("t", 5), at(3).withValue("t", "7"), at(3600).withValue("t", "8"));

        assertThat(summary(pump)).isEqualTo(
                new Summary(1, integer(5), 5, integer(5), integer(5), integer(5), integer(5)));
        assertThat(buckets(pump, Set.of(metric("t")), 3600, 7200)).isEmpty();
    }

    @Test
    default void leaves_empty_buckets_out_and_gives_the_others_in_order() {
        DeviceKey pump = withReadings(at(10).withValue("t", 1), at(30).withValue("t", 3), at(35).withValue("p", 4));

        assertThat(buckets(pump, Set.of(metric("t")), 0, 10, 20, 30, 40, 50)).extracting(Bucket::from)
                .containsExactly(T0.plusSeconds(10), T0.plusSeconds(30));
    }

    @Test
    default void counts_a_reading_on_a_bound_in_the_bucket_that_begins_there() {
        DeviceKey pump = withReadings(at(0).withValue("t", 1), at(10).withValue("t", 2), at(25).withValue("t", 3),
                at(40).withValue("t", 4));

        assertThat(buckets(pump, Set.of(metric("t")), 0, 10, 40))
                .extracting(bucket -> Objects.requireNonNull(bucket.summaries().get(metric("t"))).sum())
                .containsExactly(integer(1), integer(5));
    }

    @Test
    default void sums_each_metric_up_alone() {
        DeviceKey pump = withReadings(at(1).withValue("t", 1).withValue("p", 10), at(2).withValue("t", 2),
                at(11).withValue("p", 20).withValue("v", 30));

        List<Bucket> buckets = buckets(pump, Set.of(metric("t"), metric("p")), 0, 10, 20);

        assertThat(buckets).hasSize(2);
        assertThat(buckets.getFirst().summaries()).containsOnlyKeys(metric("t"), metric("p"));
        assertThat(buckets.getLast().summaries()).containsOnlyKeys(metric("p"));
    }
}
