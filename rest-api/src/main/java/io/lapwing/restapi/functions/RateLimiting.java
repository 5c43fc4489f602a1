package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.Caller;
import io.lapwing.restapi.domain.Problem;
import io.lapwing.restapi.domain.ProblemType;
import io.lapwing.restapi.domain.RateFields;
import io.lapwing.restapi.domain.RateLimits;
import io.lapwing.restapi.domain.RequestRefused;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.limit.Allowance;
import io.lapwing.sharedmodel.limit.Budget;
import io.lapwing.sharedmodel.limit.RateLimit;
import io.lapwing.sharedmodel.port.RateLimiter;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Answers a user only as often as he, and his tenant, may ask, and says with every answer how often that is. What a
/// user has no right to counts as well. Where the counts are out of reach, everybody is answered.
record RateLimiting(RateLimiter limiter, RateLimits limits, AuditTrail trail, InstantSource clock, Occasions audited,
        Occasions warned)
        implements
        Step {
    private static final System.Logger LOG = System.getLogger(RateLimiting.class.getName());
    private static final Duration PAUSE = Duration.ofMinutes(1);

    static RateLimiting of(RateLimiter limiter, RateLimits limits, AuditTrail trail, InstantSource clock) {
        return new RateLimiting(limiter, limits, trail, clock, new Occasions(PAUSE), new Occasions(PAUSE));
    }

    @Override
    public ApiResponse around(Call call, Handler next) {
        if (!(call.caller() instanceof Caller.User user)) {
            return next.handle(call);
        }
        RateFields fields = new RateFields();
        try {
            // Who asks too often himself takes nothing from his tenant.
            take(call, fields, "user", limits.user(), "user/" + user.tenant() + "/" + user.subject());
            take(call, fields, "tenant", limits.tenant(), "tenant/" + user.tenant());
            ApiResponse response = next.handle(call);
            for (Map.Entry<String, String> header : fields.headers().entrySet()) {
                response = response.withHeader(header.getKey(), header.getValue());
            }
            return response;
        } catch (RequestRefused e) {
            Problem problem = e.problem();
            for (Map.Entry<String, String> header : fields.headers().entrySet()) {
                problem = problem.withHeader(header.getKey(), header.getValue());
            }
            throw problem.refuse();
        }
    }

    private void take(Call call, RateFields fields, String policy, @Nullable RateLimit limit, String owner) {
        if (limit == null) {
            return;
        }
        Allowance allowance = allowance(new Budget(owner, limit));
        fields.add(policy, limit, allowance);
        if (!allowance.granted()) {
            refuse(call, policy, limit, allowance);
        }
    }

    private Allowance allowance(Budget budget) {
        try {
            return limiter.take(budget, clock.instant());
        } catch (StoreUnavailable e) {
            if (warned.isDue("", clock.instant())) {
                LOG.log(System.Logger.Level.WARNING, "nobody is limited: {0}", e.getMessage());
            }
            return Allowance.granted(budget.limit().quota(), budget.limit().window());
        }
    }

    private void refuse(Call call, String policy, RateLimit limit, Allowance allowance) {
        Instant now = clock.instant();
        if (audited.isDue(call.tenant() + "/" + call.caller().actor(), now)) {
            trail.refused(call,
                    "the limit of the " + policy + ", " + limit.quota() + " requests in " + limit.window().toSeconds()
                            + " s"
                            + "; said once a minute");
        }
        long seconds = Math.max(1, RateFields.seconds(allowance.retryAfter()));
        throw Problem.of(ProblemType.RATE_LIMITED, "The %s may ask %d times in %d seconds.".formatted(policy,
                limit.quota(), limit.window().toSeconds())).withHeader("Retry-After", Long.toString(seconds)).refuse();
    }
}
