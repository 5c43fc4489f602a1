package io.lapwing.restapi.functions;

import io.lapwing.sharedmodel.fixtures.Fixtures;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.jspecify.annotations.Nullable;

/// A bearer token that is good: acme's alice, for an hour from T0, without a role.
final class TokenBuilder {
    static final String ISSUER = "https://issuer.test";
    static final String AUDIENCE = "lapwing";
    private static final RSAKey RSA = rsaKey("rsa-1");
    private static final RSAKey STRANGER = rsaKey("rsa-1");
    private static final ECKey EC = ecKey();

    private final JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().issuer(ISSUER).audience(AUDIENCE)
            .subject("alice").claim("tenant", "acme");

    TokenBuilder() {
        expiresAt(Fixtures.T0.plus(Duration.ofHours(1)));
    }

    /// The public keys that a server knows.
    static JWKSource<SecurityContext> keys() {
        return new ImmutableJWKSet<>(new JWKSet(List.of(RSA, EC)).toPublicJWKSet());
    }

    TokenBuilder withRoles(String... roles) {
        claims.claim("roles", List.of(roles));
        return this;
    }

    TokenBuilder of(String tenant) {
        claims.claim("tenant", tenant);
        return this;
    }

    /// @param value null for a token without that claim
    TokenBuilder withClaim(String name, @Nullable Object value) {
        claims.claim(name, value);
        return this;
    }

    TokenBuilder expiresAt(Instant instant) {
        claims.expirationTime(Date.from(instant));
        return this;
    }

    TokenBuilder notBefore(Instant instant) {
        claims.notBeforeTime(Date.from(instant));
        return this;
    }

    String rs256() {
        return sign(JWSAlgorithm.RS256, "rsa-1", rsaSigner(RSA));
    }

    String es256() {
        try {
            return sign(JWSAlgorithm.ES256, "ec-1", new ECDSASigner(EC));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Signed by somebody else, who says that his key is ours.
    String forged() {
        return sign(JWSAlgorithm.RS256, "rsa-1", rsaSigner(STRANGER));
    }

    String rs512() {
        return sign(JWSAlgorithm.RS512, "rsa-1", rsaSigner(RSA));
    }

    String unsigned() {
        return new PlainJWT(claims.build()).serialize();
    }

    /// The classic confusion: the public key, which everybody knows, used as an HMAC secret.
    String hs256WithPublicKey() {
        try {
            return sign(JWSAlgorithm.HS256, "rsa-1", new MACSigner(RSA.toRSAPublicKey().getEncoded()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String sign(JWSAlgorithm algorithm, String keyId, JWSSigner signer) {
        try {
            SignedJWT jwt = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims.build());
            jwt.sign(signer);
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWSSigner rsaSigner(RSAKey key) {
        try {
            return new RSASSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey rsaKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey ecKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("ec-1").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
