package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.fixtures.Racing;
import io.lapwing.sharedmodel.limit.Allowance;
import io.lapwing.sharedmodel.limit.Budget;
import io.lapwing.sharedmodel.limit.RateLimit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;

/// What every [RateLimiter] does.
public abstract class RateLimiterContract {
    private static final Duration WINDOW = Duration.ofSeconds(10);

    protected abstract RateLimiter limiter();

    private static Budget budget(long quota) {
        return new Budget("user/acme/" + UUID.randomUUID(), new RateLimit(quota, WINDOW));
    }

    private List<Allowance> take(int times, Budget budget, Instant now) {
        return Stream.generate(() -> limiter().take(budget, now)).limit(times).toList();
    }

    private static long granted(List<Allowance> allowances) {
        return allowances.stream().filter(Allowance::granted).count();
    }

    @Test
    void grants_a_whole_quota_at_once_and_no_more() {
        for (long quota : List.of(1L, 2L, 3L, 20L, 21L, 50L, 1000L)) {
            List<Allowance> taken = take((int) quota + 5, budget(quota), T0);

            assertThat(taken.subList(0, (int) quota)).as("quota " + quota).allMatch(Allowance::granted);
            assertThat(taken.subList((int) quota, taken.size())).as("quota " + quota).noneMatch(Allowance::granted);
        }
    }

    @Test
    void tells_what_remains_and_when_there_is_more() {
        List<Allowance> taken = take(101, budget(100), T0);

        assertThat(taken.getFirst().remaining()).isEqualTo(99);
        assertThat(taken.get(99).remaining()).isZero();
        assertThat(taken).extracting(Allowance::remaining).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(taken).allSatisfy(allowance -> assertThat(allowance.resetsAfter()).isBetween(Duration.ZERO, WINDOW));
        assertThat(taken.get(99).retryAfter()).isZero();
        assertThat(taken.get(100).retryAfter()).isBetween(Duration.ofMillis(1), WINDOW);
    }

    @Test
    void grants_again_when_it_said_that_it_would() {
        Budget budget = budget(100);
        Allowance refused = take(101, budget, T0).getLast();

        assertThat(limiter().take(budget, T0.plus(refused.retryAfter())).granted()).isTrue();
    }

    @Test
    void grants_a_whole_quota_again_after_a_window_and_never_twice_as_much() {
        Budget budget = budget(100);
        take(150, budget, T0);

        assertThat(granted(take(300, budget, T0.plus(WINDOW)))).isEqualTo(100);
        long inOneWindow = 0;
        Instant start = T0.plus(WINDOW).plus(WINDOW).plusMillis(3);
        for (int i = 0; i < 100; i++) {
            inOneWindow += granted(take(10, budget, start.plusMillis(i * 100L)));
        }
        assertThat(inOneWindow).isBetween(100L, 200L);
    }

    @Test
    void keeps_up_with_a_steady_rate_below_the_limit() {
        Budget budget = budget(100);
        for (int i = 0; i < 500; i++) {
            assertThat(limiter().take(budget, T0.plusMillis(i * 101L)).granted()).as("request " + i).isTrue();
        }
    }

    @Test
    void keeps_the_budgets_of_different_owners_apart() {
        Budget mine = budget(5);
        Budget others = budget(5);
        take(10, mine, T0);

        assertThat(limiter().take(mine, T0).granted()).isFalse();
        assertThat(limiter().take(others, T0).granted()).isTrue();
    }

    @Test
    void takes_another_limit_of_an_owner_as_another_budget() {
        Budget small = budget(5);
        take(10, small, T0);

        Budget raised = new Budget(small.owner(), new RateLimit(500, Duration.ofSeconds(60)));

        assertThat(granted(take(400, raised, T0))).isEqualTo(400);
    }

    @Test
    void grants_no_more_than_the_quota_to_many_at_once() {
        Budget budget = budget(200);

        long granted = Racing.race(8, _ -> granted(take(50, budget, T0))).stream().mapToLong(Long::longValue).sum();

        assertThat(granted).isEqualTo(200);
    }

    @Test
    void makes_nobody_wait_for_longer_than_a_window_when_the_clock_is_set_back() {
        Budget budget = budget(5);
        take(10, budget, T0.plusSeconds(86_400));

        assertThat(limiter().take(budget, T0).retryAfter()).isLessThanOrEqualTo(WINDOW);
        assertThat(limiter().take(budget, T0.plus(WINDOW)).granted()).isTrue();
    }
}
