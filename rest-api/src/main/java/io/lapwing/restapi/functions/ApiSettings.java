package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.TokenPolicy;

import java.time.Duration;
import javax.crypto.SecretKey;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

/// What an installation decides about its REST interface.
///
/// @param tokens whose bearer tokens are believed
/// @param keys the public keys that those are signed with; asked for each request, so it has to cache
/// @param cursorKey at least 32 random bytes, the same in every process: page cursors are signed, and kept replies are
/// encrypted, with keys derived from it
/// @param limits what a request may cost
public record ApiSettings(TokenPolicy tokens, JWKSource<SecurityContext> keys, SecretKey cursorKey, Limits limits) {
    /// @param maxBodyBytes how large a body may be
    /// @param idempotencyLease how long a request with an `Idempotency-Key` may take before another may take it over
    public record Limits(int maxBodyBytes, Duration idempotencyLease) {
        public static final Limits DEFAULT = new Limits(1 << 20, Duration.ofSeconds(60));
    }
}
