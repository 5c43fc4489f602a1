package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.RateLimits;

import java.time.Duration;
import java.util.List;
import javax.crypto.SecretKey;

/// What an installation decides about its REST interface.
///
/// @param issuers whose bearer tokens are believed, each with keys of his own
/// @param cursorKey at least 32 random bytes, the same in every process: page cursors are signed, and kept replies are
/// encrypted, with keys derived from it
/// @param limits what a request may cost
public record ApiSettings(List<TrustedIssuer> issuers, SecretKey cursorKey, Limits limits) {
    public ApiSettings {
        issuers = List.copyOf(issuers);
    }

    /// @param maxBodyBytes how large a body may be
    /// @param rates how often somebody may ask
    /// @param idempotencyLease how long a request with an `Idempotency-Key` may take before another may take it over
    public record Limits(int maxBodyBytes, RateLimits rates, Duration idempotencyLease) {
        public static final Limits DEFAULT = new Limits(1 << 20, RateLimits.DEFAULT, Duration.ofSeconds(60));

        /// These limits, but for how often somebody may ask.
        public Limits with(RateLimits others) {
            return new Limits(maxBodyBytes, others, idempotencyLease);
        }
    }
}
