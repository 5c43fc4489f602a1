package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.limit.Allowance;
import io.lapwing.sharedmodel.limit.Budget;

import java.time.Instant;

/// Keeps callers within their budgets.
///
/// Thread-safe. A budget that nobody took from for a whole window has its whole quota; within any window at most twice
/// the quota is granted, and at one moment no more than the quota. Processes that share a limiter may each grant one
/// request of a window beyond that. What is counted may be forgotten by a restart, and where very many take from their
/// budgets at once. Throws [StoreUnavailable] when the counts cannot be reached in time.
public interface RateLimiter {
    /// Takes one request from a budget.
    Allowance take(Budget budget, Instant now);
}
