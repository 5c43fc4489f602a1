package io.lapwing.local.app.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PatienceTest {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void waits_longer_each_time_but_not_for_ever() {
        List<Long> waits = new ArrayList<>();
        Patience patience = Patience.NONE;
        for (int i = 0; i < 8; i++) {
            patience = patience.failed(T0);
            waits.add(Duration.between(T0, patience.until()).toSeconds());
        }
        assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
    }

    @Test
    void is_over_from_its_end_on() {
        Patience patience = Patience.pausing(T0.plusSeconds(4));

        assertThat(patience.isOver(T0.plusSeconds(3))).isFalse();
        assertThat(patience.isOver(T0.plusSeconds(4))).isTrue();
        assertThat(Patience.NONE.isOver(T0)).isTrue();
    }

    @Test
    void comes_back_seldom_to_where_it_is_not_welcome() {
        assertThat(Patience.NONE.refused(T0).isOver(T0.plusSeconds(59))).isFalse();
    }
}
