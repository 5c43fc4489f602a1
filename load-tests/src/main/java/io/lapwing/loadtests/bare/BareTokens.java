package io.lapwing.loadtests.bare;

import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.json.MalformedJson;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/// Bearer tokens: a signature is verified when a token comes for the first time, its end each time. Thread-safe.
final class BareTokens {

    private static final int MAX = 10_000;
    private static final long SECOND_MILLIS = 1000;

    private final PublicKey key;
    private final Map<String, User> known = new ConcurrentHashMap<>();

    /// Whom a token is of.
    record User(String tenant, String subject, long expiresAt) {}

    /// @param keys a JWK set whose first key is one of P-256
    BareTokens(Path keys) {
        try {
            if (!(object(Files.readAllBytes(keys)).get("keys") instanceof List<?> all
                    && all.getFirst() instanceof Map<?, ?> first)) {
                throw new IllegalArgumentException("not a JWK set: " + keys);
            }
            key = publicKey(first);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whom an `Authorization` header is of; null where it proves nobody.
    @Nullable
    User userOf(@Nullable String header) {
        if (header == null || !header.startsWith("Bearer ")) {
            return null;
        }
        User user = known.get(header);
        if (user == null) {
            user = verified(header.substring("Bearer ".length()));
            if (user != null && known.size() < MAX) {
                known.put(header, user);
            }
        }
        return user == null || user.expiresAt() <= System.currentTimeMillis() ? null : user;
    }

    private @Nullable User verified(String token) {
        String[] parts = token.split("\\.", -1);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initVerify(key);
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            if (!signature.verify(Base64.getUrlDecoder().decode(parts[2]))) {
                return null;
            }
        } catch (GeneralSecurityException e) {
            return null;
        }
        Map<?, ?> claims = object(Base64.getUrlDecoder().decode(parts[1]));
        return claims.get("exp") instanceof Long end
                ? new User(String.valueOf(claims.get("tenant")), String.valueOf(claims.get("sub")),
                        end * SECOND_MILLIS)
                : null;
    }

    private static PublicKey publicKey(Map<?, ?> jwk) {
        try {
            AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
            curve.init(new ECGenParameterSpec("secp256r1"));
            return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(
                    new ECPoint(coordinate(jwk, "x"), coordinate(jwk, "y")),
                    curve.getParameterSpec(ECParameterSpec.class)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    private static BigInteger coordinate(Map<?, ?> jwk, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(String.valueOf(jwk.get(name))));
    }

    private static Map<?, ?> object(byte[] json) {
        try {
            return Json.read(json) instanceof Map<?, ?> map ? map : Map.of();
        } catch (MalformedJson e) {
            throw new IllegalArgumentException(e);
        }
    }
}
