package io.lapwing.loadtests.process;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MachineTimeTest {

    @Test
    void counts_all_but_idling_and_waiting_for_a_disk() {
        assertThat(MachineTime.busy("cpu  100 20 3 1000000 500000 40 5 60000 0 0"))
                .isEqualTo(Duration.ofMillis(601_680));
    }
}
