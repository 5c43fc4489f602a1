package io.lapwing.sharedmodel.limit;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RateLimitTest {
    @Test
    void reads_how_many_in_how_many_seconds() {
        assertThat(RateLimit.parse(" 1000/10 ")).contains(new RateLimit(1000, Duration.ofSeconds(10)));
        assertThat(RateLimit.parse("1/86400")).map(RateLimit::toString).contains("1/86400");
        assertThat(List.of("", "10", "0/10", "10/0", "-1/10", "10/s", "1.5/1", "10/86401", "9999999999/1", "1/1/1"))
                .allSatisfy(text -> assertThat(RateLimit.parse(text)).as(text).isEmpty());
    }

    @Test
    void refuses_what_limits_nothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit(0, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit(1, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit(1, Duration.ofMillis(1500)));
        assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit(1, Duration.ofDays(2)));
    }
}
