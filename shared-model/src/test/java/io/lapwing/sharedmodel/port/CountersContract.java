package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.port.Counters.Counter;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.lapwing.sharedmodel.fixtures.Racing.race;
import static org.assertj.core.api.Assertions.assertThat;

/// What every [Counters] does.
public abstract class CountersContract {

    /// The counters under test, the same ones throughout a test.
    protected abstract Counters counters();

    /// What one of them stands at, as an operator sees it; 0 where it was never counted.
    protected abstract long total(Counter counter);

    @ParameterizedTest
    @EnumSource
    void adds_up(Counter counter) {
        long before = total(counter);

        counters().add(counter, 3);
        counters().add(counter, 0);
        counters().add(counter, 4);

        assertThat(total(counter) - before).isEqualTo(7);
    }

    @Test
    void counts_each_apart() {
        long before = total(Counter.MESSAGES_DUPLICATE);

        counters().add(Counter.MESSAGES_ACCEPTED, 5);

        assertThat(total(Counter.MESSAGES_DUPLICATE)).isEqualTo(before);
    }

    @Test
    void loses_no_count_of_those_that_come_at_the_same_time() {
        long before = total(Counter.READINGS_STORED);

        race(8, thread -> {
            IntStream.range(0, 1000).forEach(_ -> counters().add(Counter.READINGS_STORED, 2));
            return thread;
        });

        assertThat(total(Counter.READINGS_STORED) - before).isEqualTo(16_000);
    }
}
