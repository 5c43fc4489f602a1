package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.telemetry.MetricName;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static io.lapwing.sharedmodel.fixtures.Fixtures.metric;
import static org.assertj.core.api.Assertions.assertThat;

class MetricPagesTest {

    private final List<Map<String, AttributeValue>> stored = new ArrayList<>();

    private static MetricName name(int i) {
        return metric("metric-%060d".formatted(i));
    }

    /// Notes an hour for some metrics, and stores what changed.
    ///
    /// @return the pages that were written
    private List<Integer> advance(IntStream metrics, int hour) {
        MetricPages catalogue = MetricPages.of(stored);
        metrics.forEach(i -> catalogue.advance(name(i), hour));
        catalogue.changed().forEach((page, content) -> {
            if (page == stored.size()) {
                stored.add(MetricPages.write(content, hour));
            } else {
                stored.set(page, MetricPages.write(content, hour));
            }
        });
        return List.copyOf(catalogue.changed().keySet());
    }

    @Test
    void keeps_the_newest_hour_of_each_metric() {
        advance(IntStream.range(0, 3), 10);
        advance(IntStream.range(1, 2), 12);
        advance(IntStream.range(2, 3), 7);

        assertThat(MetricPages.of(stored).hours()).isEqualTo(Map.of(name(0), 10, name(1), 12, name(2), 10));
    }

    @Test
    void writes_nothing_where_no_hour_moves() {
        advance(IntStream.range(0, 3), 10);

        assertThat(advance(IntStream.range(0, 3), 10)).isEmpty();
        assertThat(advance(IntStream.range(0, 3), 9)).isEmpty();
    }

    @Test
    void spreads_many_metrics_over_pages_that_are_written_only_when_they_change() {
        advance(IntStream.range(0, 3000), 10);

        assertThat(stored).hasSizeBetween(6, 8)
                .allSatisfy(page -> assertThat(ItemSize.of(page)).isLessThan(40_000));
        assertThat(MetricPages.of(stored).hours()).hasSize(3000);
        assertThat(advance(IntStream.of(3), 11)).containsExactly(0);
        assertThat(advance(IntStream.of(2999), 11)).containsExactly(stored.size() - 1);
        assertThat(advance(IntStream.range(3000, 4000), 11)).contains(stored.size() - 1).doesNotContain(0);
    }

    @Test
    void counts_hours_from_1970() {
        assertThat(MetricPages.hourOf(Instant.parse("1970-01-02T01:59:59.999Z"))).isEqualTo(25);
        assertThat(MetricPages.startOf(490_896)).isEqualTo(1_767_225_600_000L);
    }
}
