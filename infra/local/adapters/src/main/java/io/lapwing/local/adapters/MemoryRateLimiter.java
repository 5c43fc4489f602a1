package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.limit.Allowance;
import io.lapwing.sharedmodel.limit.Budget;
import io.lapwing.sharedmodel.limit.TokenBucket;
import io.lapwing.sharedmodel.port.RateLimiter;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Budgets of one process, in its memory. Of too many the one that nobody took from the longest is forgotten, and is
/// whole again.
///
/// Thread-safe.
public final class MemoryRateLimiter implements RateLimiter {

    private static final int MAX_BUDGETS = 20_000;

    private final int maxBudgets;
    /// In the order of their last use.
    private final LinkedHashMap<Budget, TokenBucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    public MemoryRateLimiter() {
        this(MAX_BUDGETS);
    }

    MemoryRateLimiter(int maxBudgets) {
        this.maxBudgets = maxBudgets;
    }

    @Override
    public synchronized Allowance take(Budget budget, Instant now) {
        Allowance allowance = buckets.computeIfAbsent(budget, _ -> new TokenBucket(budget.limit(), now)).take(now);
        if (buckets.size() > maxBudgets) {
            Map.Entry<Budget, TokenBucket> eldest = buckets.firstEntry();
            buckets.remove(eldest.getKey());
        }
        return allowance;
    }
}
