package io.lapwing.local.app.machine;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CycleTest {

    private static final Cycle CYCLE = Cycle.seconds(40, 60, 900);

    @ParameterizedTest
    @ValueSource(ints = {40, 99, 940, 999, 9_040})
    void is_on_from_each_beginning(int seconds) {
        assertThat(CYCLE.isOn(Duration.ofSeconds(seconds))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 39, 100, 939, 1_000})
    void is_off_before_and_between(int seconds) {
        assertThat(CYCLE.isOn(Duration.ofSeconds(seconds))).isFalse();
    }

    @Test
    void can_be_never() {
        assertThat(Cycle.NEVER.isOn(Duration.ZERO)).isFalse();
        assertThat(Cycle.NEVER.isOn(Duration.ofDays(1))).isFalse();
    }

    @Test
    void ends_before_it_begins_again() {
        assertThatThrownBy(() -> Cycle.seconds(0, 60, 60)).isInstanceOf(IllegalArgumentException.class);
    }
}
