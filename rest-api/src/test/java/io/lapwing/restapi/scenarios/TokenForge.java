package io.lapwing.restapi.scenarios;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;

/// Makes good tokens with an issuer's own key, and all kinds of bad ones.
///
/// @param key with its private part
/// @param issuer whose tokens a server believes
/// @param audience for whom they are
public record TokenForge(ECKey key, String issuer, String audience) {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final Duration BEYOND_SKEW = Duration.ofSeconds(90);

    /// Somebody with one role.
    public String token(String tenant, String subject, String role) {
        return sign(claims(tenant, subject, role).build(), key);
    }

    private JWTClaimsSet.Builder claims(String tenant, String subject, String role) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder().issuer(issuer).audience(audience).subject(subject).claim("tenant", tenant)
                .claim("roles", List.of(role)).issueTime(Date.from(now)).expirationTime(Date.from(now.plus(LIFE)));
    }

    /// Of an admin, and expired.
    public String expired(String tenant) {
        return sign(admin(tenant).expirationTime(Date.from(Instant.now().minus(BEYOND_SKEW))).build(), key);
    }

    private JWTClaimsSet.Builder admin(String tenant) {
        return claims(tenant, "alice", "admin");
    }

    /// Tokens of an admin that nobody may believe.
    public Map<String, String> bad(String tenant) {
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("alg none", new PlainJWT(admin(tenant).build()).serialize());
        bad.put("HS256 with the public key", signedWithPublicKey(admin(tenant).build()));
        bad.put("wrong audience", sign(admin(tenant).audience("others").build(), key));
        bad.put("wrong issuer", sign(admin(tenant).issuer("https://evil.test").build(), key));
        bad.put("wrong key", sign(admin(tenant).build(), otherKey()));
        bad.put("expired", expired(tenant));
        bad.put("without an end", sign(admin(tenant).expirationTime(null).build(), key));
        bad.put("not yet valid",
                sign(admin(tenant).notBeforeTime(Date.from(Instant.now().plus(BEYOND_SKEW))).build(), key));
        bad.put("without a tenant", sign(admin(tenant).claim("tenant", null).build(), key));
        String good = sign(admin(tenant).build(), key);
        String other = sign(admin("other").build(), key);
        bad.put("claims under another signature",
                good.substring(0, good.lastIndexOf('.')) + other.substring(other.lastIndexOf('.')));
        bad.put("no JWT", "abc");
        return bad;
    }

    private ECKey otherKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(key.getKeyID()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sign(JWTClaimsSet claims, ECKey key) {
        try {
            return sign(claims, JWSAlgorithm.ES256, key.getKeyID(), new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String signedWithPublicKey(JWTClaimsSet claims) {
        try {
            return sign(claims, JWSAlgorithm.HS256, key.getKeyID(), new MACSigner(key.toECPublicKey().getEncoded()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sign(JWTClaimsSet claims, JWSAlgorithm algorithm, String keyId, JWSSigner signer)
            throws JOSEException {
        SignedJWT jwt = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims);
        jwt.sign(signer);
        return jwt.serialize();
    }
}
