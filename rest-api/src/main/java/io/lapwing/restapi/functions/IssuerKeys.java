package io.lapwing.restapi.functions;

import io.lapwing.sharedmodel.http.SafeUrl;

import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import org.jspecify.annotations.Nullable;

/// The keys that an issuer publishes (RFC 7517), fetched when the first token comes, so that no start waits for them.
///
/// They are kept for a while, and longer when the issuer cannot be reached. A token that names a key which is not among
/// them has them fetched again, but not more often than somebody who makes up such tokens should have it done. No
/// thread of its own: between two calls of a function there may be nobody to run it.
///
/// Thread-safe.
public final class IssuerKeys implements JWKSource<SecurityContext> {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);
    private static final Duration READ_WITHIN = Duration.ofSeconds(3);
    private static final int MAX_BYTES = 128 * 1024;
    private static final Duration WAIT_FOR_OTHERS = Duration.ofSeconds(10);
    private static final Duration KEEP = Duration.ofMinutes(10);
    private static final Duration KEEP_IN_OUTAGE = Duration.ofHours(12);

    /// So much a key that was just published has to wait at most.
    private static final Duration REFETCH = Duration.ofSeconds(15);

    private final JWKSource<SecurityContext> keys;
    private volatile boolean known;

    /// @param url of the JWKS
    /// @throws IllegalArgumentException if it is none that can be believed
    public static IssuerKeys at(String url) {
        try {
            return new IssuerKeys(SafeUrl.of(url), REFETCH);
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /// @param url of the JWKS
    /// @param refetch how long to wait before the keys are fetched again for a key that is not among them
    IssuerKeys(URI url, Duration refetch) throws MalformedURLException {
        this.keys = JWKSourceBuilder
                .<SecurityContext>create(url.toURL(), new DefaultResourceRetriever(millis(CONNECT_WITHIN),
                        millis(READ_WITHIN), MAX_BYTES))
                .cache(KEEP.toMillis(), WAIT_FOR_OTHERS.toMillis()).refreshAheadCache(false)
                .rateLimited(refetch.toMillis()).retrying(true).outageTolerant(KEEP_IN_OUTAGE.toMillis()).build();
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }

    /// Where keys are known, one that cannot be looked for yet is not among them: the token is refused, and not the
    /// issuer said to be out of reach.
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        try {
            List<JWK> found = keys.get(selector, context);
            known = true;
            return found;
        } catch (RateLimitReachedException e) {
            if (known) {
                return List.of();
            }
            throw e;
        }
    }
}
