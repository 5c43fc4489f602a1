package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.limit.Allowance;
import io.lapwing.sharedmodel.limit.RateLimit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an answer tells about the limits that it was given under: `RateLimit-Policy` and `RateLimit`, as
/// draft-ietf-httpapi-ratelimit-headers-10 writes them. Not thread-safe: one for each request.
public final class RateFields {
    private final List<String> policies = new ArrayList<>();
    private final List<String> states = new ArrayList<>();

    /// @param policy its name: `user` or `tenant`
    public void add(String policy, RateLimit limit, Allowance allowance) {
        policies.add("\"%s\";q=%d;w=%d".formatted(policy, limit.quota(), limit.window().toSeconds()));
        states.add("\"%s\";r=%d;t=%d".formatted(policy, allowance.remaining(), seconds(allowance.resetsAfter())));
    }

    /// The headers; none where nothing is limited.
    public Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        if (!policies.isEmpty()) {
            headers.put("RateLimit-Policy", String.join(", ", policies));
            headers.put("RateLimit", String.join(", ", states));
        }
        return headers;
    }

    /// Whole seconds, after which it has been so long for sure.
    public static long seconds(Duration duration) {
        return duration.plusSeconds(1).minusNanos(1).toSeconds();
    }
}
