package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.limit.Budget;
import io.lapwing.sharedmodel.limit.RateLimit;
import io.lapwing.sharedmodel.port.RateLimiter;
import io.lapwing.sharedmodel.port.RateLimiterContract;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;

class MemoryRateLimiterTest extends RateLimiterContract {

    private static final RateLimit ONE = new RateLimit(1, Duration.ofSeconds(60));

    private final RateLimiter limiter = new MemoryRateLimiter();

    @Override
    protected RateLimiter limiter() {
        return limiter;
    }

    @Test
    void forgets_whom_it_has_not_heard_of_for_the_longest() {
        RateLimiter small = new MemoryRateLimiter(2);
        small.take(new Budget("a", ONE), T0);
        small.take(new Budget("b", ONE), T0);
        small.take(new Budget("a", ONE), T0);

        small.take(new Budget("c", ONE), T0);

        assertThat(small.take(new Budget("a", ONE), T0).granted()).as("still known").isFalse();
        assertThat(small.take(new Budget("b", ONE), T0).granted()).as("forgotten").isTrue();
    }
}
