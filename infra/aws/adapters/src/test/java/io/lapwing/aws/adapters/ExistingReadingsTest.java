package io.lapwing.aws.adapters;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ExistingReadingsTest {

    private static final long HOUR = 3_600_000;

    private static SortedSet<Long> times(LongStream times) {
        return times.boxed().collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void looks_for_what_lies_near_each_other_together() {
        assertThat(ExistingReadings.ranges(0, times(LongStream.of(10 * HOUR, 10 * HOUR + 5, 20 * HOUR))))
                .containsExactly(new PackQuery.Range(0, 10 * HOUR, 10 * HOUR + 6),
                        new PackQuery.Range(0, 20 * HOUR, 20 * HOUR + 1));
    }

    @Test
    void looks_as_far_back_as_the_level_spans() {
        assertThat(ExistingReadings.ranges(2, times(LongStream.of(10 * HOUR))))
                .containsExactly(new PackQuery.Range(2, 9 * HOUR, 10 * HOUR + 1));
        assertThat(ExistingReadings.ranges(PackKey.levels() - 1, times(LongStream.of(10 * HOUR, 10_000 * HOUR))))
                .containsExactly(new PackQuery.Range(PackKey.levels() - 1, Long.MIN_VALUE, 10_000 * HOUR + 1));
    }

    @Test
    void asks_a_bounded_number_of_questions_for_any_number_of_moments() {
        List<PackQuery.Range> ranges = ExistingReadings.ranges(0,
                times(LongStream.range(0, 10_000).map(i -> i * 7 * HOUR)));

        assertThat(ranges).hasSizeLessThanOrEqualTo(32);
        assertThat(ranges.getFirst().from()).isZero();
        assertThat(ranges.getLast().to()).isEqualTo(9_999 * 7 * HOUR + 1);
    }
}
