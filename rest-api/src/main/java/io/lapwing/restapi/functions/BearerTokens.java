package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.TokenPolicy.Claims;
import io.lapwing.restapi.domain.TokenPolicy.Verdict;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
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

    private static final Verdict STRANGER = new Verdict.Disbelieved("the token is of another issuer");

    private final List<TrustedIssuer> issuers;
    private final GoodSignatures signatures = new GoodSignatures();

    public BearerTokens(List<TrustedIssuer> issuers) {
        this.issuers = List.copyOf(issuers);
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
            return verify(jwt, claimsOf(jwt.getJWTClaimsSet()), now);
        } catch (ParseException | IllegalArgumentException _) {
            return NO_TOKEN;
        }
    }

    /// When a token expires that was believed.
    static Instant expiry(String believed) {
        try {
            return SignedJWT.parse(believed).getJWTClaimsSet().getExpirationTime().toInstant();
        } catch (ParseException e) {
            throw new IllegalArgumentException("the token was not verified", e);
        }
    }

    /// A token is held to the keys of the issuer that it names, and to no other's.
    private Verdict verify(SignedJWT jwt, Claims claims, Instant now) {
        for (TrustedIssuer issuer : issuers) {
            if (issuer.policy().issuer().equals(claims.issuer())) {
                return isSigned(jwt, issuer.keys()) ? issuer.policy().judge(claims, now) : BAD_SIGNATURE;
            }
        }
        return STRANGER;
    }

    private boolean isSigned(SignedJWT jwt, JWKSource<SecurityContext> keys) {
        return candidates(jwt, keys).stream().anyMatch(key -> signatures.isGood(jwt, key));
    }

    private static List<JWK> candidates(SignedJWT jwt, JWKSource<SecurityContext> keys) {
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
                roles == null ? List.of() : roles, nameOf(claims));
    }

    /// What does not name anybody is no reason to refuse him.
    private static @Nullable String nameOf(JWTClaimsSet claims) {
        return claims.getClaim("name") instanceof String name ? name : null;
    }

    private static @Nullable Instant instantOf(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
