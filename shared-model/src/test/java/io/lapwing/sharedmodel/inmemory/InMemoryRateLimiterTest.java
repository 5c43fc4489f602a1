package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.port.RateLimiter;
import io.lapwing.sharedmodel.port.RateLimiterContract;

class InMemoryRateLimiterTest extends RateLimiterContract {
    private final RateLimiter limiter = new InMemoryStores().limiter();

    @Override
    protected RateLimiter limiter() {
        return limiter;
    }
}
