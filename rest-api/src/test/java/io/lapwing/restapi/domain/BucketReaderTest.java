package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.telemetry.Bucket;
import io.lapwing.sharedmodel.telemetry.Bucket.Summary;
import io.lapwing.sharedmodel.telemetry.BucketQuery;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.ReadingsQuery;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;

class BucketReaderTest {
    private static final MetricName METRIC = new MetricName("a");
    private static final BucketGrid SECONDS = BucketGrid.parse("PT1S", ZoneOffset.UTC).orElseThrow();

    private final List<BucketQuery> asked = new ArrayList<>();

    @Test
    void takes_more_buckets_at_a_time_the_emptier_they_are() {
        Page<Bucket> page = read(Duration.ofMinutes(50), 40);

        assertThat(page.items()).hasSize(40);
        assertThat(asked).hasSizeLessThan(10).allSatisfy(query -> assertThat(query.bounds()).hasSizeLessThan(1002));
    }

    @Test
    void asks_once_where_all_buckets_have_room_on_the_page() {
        BucketReader reader = new BucketReader(SECONDS, query -> {
            throw new AssertionError("nothing is to be skipped before " + query.to());
        }, this::sumUp);

        Page<Bucket> page = reader.read(wanted(Duration.ofMinutes(2)), 120);

        assertThat(page.items()).hasSize(2);
        assertThat(page.next()).isNull();
        assertThat(asked).hasSize(1);
    }

    @Test
    void ends_a_page_of_values_that_are_no_numbers_with_a_cursor() {
        BucketReader reader = new BucketReader(SECONDS, query -> Optional.of(query.from()), _ -> List.of());

        Page<Bucket> page = reader.read(wanted(Duration.ofDays(365)), 5);

        assertThat(page.items()).isEmpty();
        assertThat(Instant.parse(String.valueOf(page.next()))).isAfter(T0.plus(Duration.ofHours(6)));
    }

    @Test
    void ends_without_a_cursor_where_nothing_is_left() {
        Page<Bucket> first = read(Duration.ofMinutes(5), 4);

        assertThat(first.items()).hasSize(4);
        assertThat(first.next()).isEqualTo("2026-01-01T00:04:00Z");
        assertThat(read(Duration.ofMinutes(5), 5)).satisfies(all -> {
            assertThat(all.items()).hasSize(5);
            assertThat(all.next()).isNull();
        });
    }

    @Test
    void looks_whether_anything_is_left_before_it_gives_a_cursor() {
        BucketReader reader = new BucketReader(SECONDS, query -> Optional.of(T0).filter(query.from()::equals),
                this::sumUp);

        Page<Bucket> page = reader.read(wanted(Duration.ofDays(1)), 1);

        assertThat(page.items()).hasSize(1);
        assertThat(page.next()).isNull();
    }

    /// A reading each minute, in buckets of a second.
    private Page<Bucket> read(Duration length, int limit) {
        return new BucketReader(SECONDS, query -> Optional.of(nextMinute(query.from())).filter(query.to()::isAfter),
                this::sumUp).read(wanted(length), limit);
    }

    private List<Bucket> sumUp(BucketQuery query) {
        asked.add(query);
        MetricValue one = new MetricValue.IntegerValue(1);
        Summary summary = new Summary(1, one, 1.0, one, one, one, one);
        return query.bounds().subList(0, query.bounds().size() - 1).stream()
                .filter(start -> start.equals(nextMinute(start)))
                .map(start -> new Bucket(start, Map.of(METRIC, summary))).toList();
    }

    private static Instant nextMinute(Instant from) {
        return Instant.ofEpochSecond(-Math.floorDiv(-from.getEpochSecond(), 60L) * 60);
    }

    private static ReadingsQuery wanted(Duration length) {
        return new ReadingsQuery(DeviceKey.of("acme", "pump-1"), Set.of(METRIC), T0, T0.plus(length));
    }
}
