package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.TokenPolicy.Claims;
import io.lapwing.restapi.domain.TokenPolicy.Verdict;
import io.lapwing.sharedmodel.file.Sha256;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.KeyConverter;
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

    private static final Verdict WRONG_ALGORITHM = new Verdict.Disbelieved(
            "the token is not signed with RS256 or ES256");

    private final List<TrustedIssuer> issuers;
    private final KnownTokens known = new KnownTokens();

    public BearerTokens(List<TrustedIssuer> issuers) {
        this.issuers = List.copyOf(issuers);
    }

    /// @throws StoreUnavailable
    ///             when the keys cannot be fetched
    public Verdict verify(String token, Instant now) {
        if (token.length() > MAX_LENGTH) {
            return NO_TOKEN;
        }
        Sha256 digest = Sha256.of(token.getBytes(StandardCharsets.UTF_8));
        KnownTokens.Known before = known.find(digest);
        Optional<TrustedIssuer> issuer = before == null ? Optional.empty() : issuerOf(before.claims());
        return before != null && issuer.isPresent()
                && keys(issuer.get(), before.selector()).contains(before.key())
                        ? issuer.get().policy().judge(before.claims(), now)
                        : verify(token, digest, now);
    }

    private Verdict verify(String token, Sha256 digest, Instant now) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            if (!ALGORITHMS.contains(jwt.getHeader().getAlgorithm())) {
                return WRONG_ALGORITHM;
            }
            return verify(jwt, claimsOf(jwt.getJWTClaimsSet()), digest, now);
        } catch (ParseException | IllegalArgumentException _) {
            return NO_TOKEN;
        }
    }

    /// A token is held to the keys of the issuer that it names, and to no other's.
    private Verdict verify(SignedJWT jwt, Claims claims, Sha256 digest, Instant now) {
        Optional<TrustedIssuer> issuer = issuerOf(claims);
        if (issuer.isEmpty()) {
            return STRANGER;
        }
        JWKSelector selector = new JWKSelector(JWKMatcher.forJWSHeader(jwt.getHeader()));
        for (JWK key : keys(issuer.get(), selector)) {
            if (isSignedWith(jwt, key)) {
                known.add(digest, new KnownTokens.Known(claims, selector, key));
                return issuer.get().policy().judge(claims, now);
            }
        }
        return BAD_SIGNATURE;
    }

    private Optional<TrustedIssuer> issuerOf(Claims claims) {
        return issuers.stream().filter(issuer -> issuer.policy().issuer().equals(claims.issuer())).findFirst();
    }

    private static List<JWK> keys(TrustedIssuer issuer, JWKSelector selector) {
        try {
            return issuer.keys().get(selector, null);
        } catch (KeySourceException e) {
            throw new StoreUnavailable("JWKSource.get", String.valueOf(selector.getMatcher().getKeyIDs()), e);
        }
    }

    /// To make a key of a JWK that can verify costs as much as to verify.
    private static boolean isSignedWith(SignedJWT jwt, JWK jwk) {
        for (Key key : KeyConverter.toJavaKeys(List.of(jwk))) {
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

    /// When a token expires that was believed.
    static Instant expiry(String believed) {
        try {
            return SignedJWT.parse(believed).getJWTClaimsSet().getExpirationTime().toInstant();
        } catch (ParseException e) {
            throw new IllegalArgumentException("the token was not verified", e);
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
