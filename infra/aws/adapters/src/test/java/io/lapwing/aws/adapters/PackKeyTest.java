package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.telemetry.ReadingKey;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PackKeyTest {

    @Test
    void says_in_its_sort_key_all_that_it_is() {
        Stream.of(new PackKey(0, new ReadingKey(T0, 0), 1, 0), new PackKey(5, new ReadingKey(T0, -7), 0xabcdL, 17),
                new PackKey(2, new ReadingKey(Instant.parse("2000-01-01T00:00:00Z"), Long.MIN_VALUE), 9, 0),
                new PackKey(3, new ReadingKey(T0.plusMillis(1), Long.MAX_VALUE), 1L << 40, 3))
                .forEach(key -> assertThat(PackKey.parse(key.sortKey())).isEqualTo(key));
    }

    @Test
    void sorts_the_packs_of_a_level_by_their_first_reading() {
        List<PackKey> keys = List.of(new PackKey(1, new ReadingKey(T0.minusSeconds(1), 5), 900, 0),
                new PackKey(1, new ReadingKey(T0, Long.MIN_VALUE), 7, 0), new PackKey(1, new ReadingKey(T0, -1), 3, 0),
                new PackKey(1, new ReadingKey(T0, 0), 9, 1), new PackKey(1, new ReadingKey(T0, 1), 1, 0),
                new PackKey(1, new ReadingKey(T0.plusMillis(1), -9), 2, 0));

        assertThat(new TreeSet<>(keys.stream().map(PackKey::sortKey).toList()))
                .containsExactlyElementsOf(keys.stream().map(PackKey::sortKey).toList());
        String bound = PackKey.bound(1, T0.toEpochMilli());
        assertThat(keys.stream().filter(key -> key.sortKey().compareTo(bound) > 0)).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource({"PT0S,0", "PT0.001S,1", "PT1M,1", "PT1M0.001S,2", "PT1H,2", "PT24H,3", "PT24H0.001S,4", "PT768H,4",
            "PT768H0.001S,5", "PT200000H,5"})
    void lies_on_the_lowest_level_that_spans_it(Duration span, int level) {
        assertThat(PackKey.levelOf(T0, T0.plus(span))).isEqualTo(level);
    }

    @Test
    void refuses_a_time_that_would_not_sort() {
        assertThatThrownBy(() -> new PackKey(0, new ReadingKey(Instant.ofEpochMilli(-1), 0), 1, 0).sortKey())
                .isInstanceOf(IllegalArgumentException.class);
    }
}
