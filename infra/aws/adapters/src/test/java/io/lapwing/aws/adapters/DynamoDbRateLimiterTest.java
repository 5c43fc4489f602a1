package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.fixtures.Racing;
import io.lapwing.sharedmodel.limit.Allowance;
import io.lapwing.sharedmodel.limit.Budget;
import io.lapwing.sharedmodel.limit.RateLimit;
import io.lapwing.sharedmodel.port.RateLimiter;
import io.lapwing.sharedmodel.port.RateLimiterContract;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;

@NeedsDynamoDb
class DynamoDbRateLimiterTest extends RateLimiterContract {

    private static final DynamoDbTables TABLES = TestDynamoDb.shared().freshTables();
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ConsumedCapacity capacity = new ConsumedCapacity();
    private final DynamoDatabase database = new DynamoDatabase(capacity.client(), TABLES);
    private final RateLimiter limiter = new DynamoDbRateLimiter(database);

    @Override
    protected RateLimiter limiter() {
        return limiter;
    }

    private static Budget budget(long quota) {
        return new Budget("user/acme/" + UUID.randomUUID(), new RateLimit(quota, MINUTE));
    }

    private static long granted(RateLimiter instance, int times, Budget budget) {
        return Stream.generate(() -> instance.take(budget, T0)).limit(times).filter(Allowance::granted).count();
    }

    @Test
    void lets_instances_share_a_quota_but_for_one_request_each() {
        Budget budget = budget(400);

        long granted = Racing.race(8, _ -> granted(new DynamoDbRateLimiter(database), 200, budget)).stream()
                .mapToLong(Long::longValue).sum();

        assertThat(granted).isBetween(400L - 20, 400L + 8);
    }

    @Test
    void reserves_hardly_more_than_is_used_where_each_of_many_instances_hears_of_a_caller_once_or_twice() {
        Budget budget = budget(100);
        List<RateLimiter> instances = Stream.<RateLimiter>generate(() -> new DynamoDbRateLimiter(database)).limit(40)
                .toList();

        assertThat(instances).allSatisfy(instance -> assertThat(granted(instance, 2, budget)).isEqualTo(2));
        assertThat(granted(new DynamoDbRateLimiter(database), 30, budget)).isBetween(15L, 21L);
    }

    @Test
    void costs_nothing_for_the_first_request_and_a_write_for_twenty_of_many() {
        Budget budget = budget(1000);
        limiter.take(budget, T0);
        assertThat(capacity.written()).isZero();

        assertThat(granted(limiter, 36, budget)).isEqualTo(36);
        capacity.reset();

        assertThat(granted(limiter, 200, budget)).isEqualTo(200);
        assertThat(capacity.written()).isBetween(10.0, 11.0);
        assertThat(capacity.read()).isZero();
    }

    @Test
    void asks_no_more_once_a_budget_is_spent() {
        Budget budget = budget(10);
        granted(limiter, 30, budget);
        capacity.reset();

        assertThat(granted(limiter, 100, budget)).isZero();
        assertThat(capacity.written()).isZero();
    }
}
