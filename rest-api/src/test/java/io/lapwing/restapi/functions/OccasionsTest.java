package io.lapwing.restapi.functions;

import io.lapwing.sharedmodel.fixtures.Racing;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;

class OccasionsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Occasions occasions = new Occasions(HOUR, 2);

    @Test
    void come_once_in_a_while_for_each() {
        assertThat(occasions.isDue("a", T0)).isTrue();
        assertThat(occasions.isDue("a", T0.plus(HOUR).minusMillis(1))).isFalse();
        assertThat(occasions.isDue("b", T0)).isTrue();
        assertThat(occasions.isDue("a", T0.plus(HOUR))).isTrue();
        assertThat(occasions.isDue("a", T0.plus(HOUR))).isFalse();
    }

    @Test
    void come_again_after_a_failure_and_when_the_clock_was_set_back() {
        occasions.isDue("a", T0);
        occasions.forget("a");

        assertThat(occasions.isDue("a", T0)).isTrue();
        assertThat(occasions.isDue("a", T0.minus(HOUR))).isTrue();
    }

    @Test
    void are_remembered_of_so_many_only() {
        occasions.isDue("a", T0);
        occasions.isDue("b", T0);
        occasions.isDue("a", T0);
        occasions.isDue("c", T0);

        assertThat(occasions.isDue("a", T0)).isFalse();
        assertThat(occasions.isDue("b", T0)).isTrue();
    }

    @Test
    void come_for_one_of_many_at_once() {
        assertThat(Racing.race(8, _ -> occasions.isDue("a", T0))).containsOnlyOnce(true);
    }
}
