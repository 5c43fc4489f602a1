package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.TokenPolicy;
import io.lapwing.restapi.domain.TokenPolicy.Claims;
import io.lapwing.restapi.domain.TokenPolicy.Verdict;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.security.Key;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.KeyConverter;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.jspecify.annotations.Nullable;

/// Checks bearer tokens: signed JWTs (RFC 7519), RS256 or ES256 and nothing else, whatever their header asks for.
public final class BearerTokens {
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
    private static final int MAX_LENGTH = 8192;
    private static final Verdict NO_TOKEN = new Verdict.Disbelieved("the token is not a signed JWT");
    private static final Verdict BAD_SIGNATURE = new Verdict.Disbelieved("the token has no good signature");

    private final JWKSource<SecurityContext> keys;
    private final TokenPolicy policy;

    public BearerTokens(JWKSource<SecurityContext> keys, TokenPolicy policy) {
        this.keys = keys;
        this.policy = policy;
    }

    /// @throws StoreUnavailable
    ///             when the keys cannot be fetched
    public Verdict verify(String token, Instant now) {
        if (token.length() > MAX_LENGTH) {
            return NO_TOKEN;
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            if (!ALGORITHMS.contains(jwt.getHeader().getAlgorithm())) {
                return new Verdict.Disbelieved("the token is not signed with RS256 or ES256");
            }
            return isSigned(jwt) ? policy.judge(claimsOf(jwt.getJWTClaimsSet()), now) : BAD_SIGNATURE;
        } catch (ParseException | IllegalArgumentException _) {
            return NO_TOKEN;
        }
    }

    private boolean isSigned(SignedJWT jwt) {
        for (Key key : KeyConverter.toJavaKeys(candidates(jwt))) {
            try {
                if (jwt.verify(new DefaultJWSVerifierFactory().createJWSVerifier(jwt.getHeader(), key))) {
                    return true;
                }
            } catch (JOSEException _) {
                // A key of another kind, which this token cannot be signed with.
            }
        }
        return false;
    }

    private List<JWK> candidates(SignedJWT jwt) {
        try {
            return keys.get(new JWKSelector(JWKMatcher.forJWSHeader(jwt.getHeader())), null);
        } catch (KeySourceException e) {
            throw new StoreUnavailable("JWKSource.get", String.valueOf(jwt.getHeader().getKeyID()), e);
        }
    }

    private static Claims claimsOf(JWTClaimsSet claims) throws ParseException {
        List<String> roles = claims.getStringListClaim("roles");
        return new Claims(claims.getIssuer(), claims.getAudience(), instantOf(claims.getExpirationTime()),
                instantOf(claims.getNotBeforeTime()), claims.getSubject(), claims.getStringClaim("tenant"),
                roles == null ? List.of() : roles);
    }

    private static @Nullable Instant instantOf(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
