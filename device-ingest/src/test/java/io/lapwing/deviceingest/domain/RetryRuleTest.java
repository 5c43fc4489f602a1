package io.lapwing.deviceingest.domain;

import io.lapwing.deviceingest.domain.Delivery.Failed;

import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RetryRuleTest {

    private static final Failed FAULT = new Failed("a fault", false);
    private static final Failed OUTAGE = new Failed("an outage", true);

    @Test
    void waits_twice_as_long_each_time_and_five_minutes_at_most() {
        assertThat(IntStream.rangeClosed(1, 12).mapToObj(RetryRule::waitAfter).map(Duration::toMillis))
                .containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 32_000L, 64_000L, 128_000L, 256_000L,
                        300_000L, 300_000L);
        assertThat(RetryRule.waitAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void gives_an_event_up_that_failed_twenty_times() {
        assertThat(RetryRule.isHopeless(FAULT, 19)).isFalse();
        assertThat(RetryRule.isHopeless(FAULT, 20)).isTrue();
        assertThat(RetryRule.isHopeless(FAULT, 21)).isTrue();
    }

    @Test
    void never_gives_an_event_up_for_an_outage() {
        assertThat(RetryRule.isHopeless(OUTAGE, 1_000_000)).isFalse();
    }
}
