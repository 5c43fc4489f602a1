package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.limit.Allowance;
import io.lapwing.sharedmodel.limit.Budget;
import io.lapwing.sharedmodel.limit.TokenBucket;
import io.lapwing.sharedmodel.port.RateLimiter;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Keeps every budget in memory, for ever. Thread-safe.
final class InMemoryRateLimiter implements RateLimiter {
    private final Map<Budget, TokenBucket> buckets = new HashMap<>();

    @Override
    public synchronized Allowance take(Budget budget, Instant now) {
        return buckets.computeIfAbsent(budget, _ -> new TokenBucket(budget.limit(), now)).take(now);
    }
}
