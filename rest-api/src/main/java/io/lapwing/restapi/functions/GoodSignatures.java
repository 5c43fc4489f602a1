package io.lapwing.restapi.functions;

import io.lapwing.sharedmodel.file.Sha256;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyConverter;
import com.nimbusds.jwt.SignedJWT;

/// Remembers which tokens were found to be signed with which keys: an app sends one token with all its requests, and to
/// verify a signature costs more than most of them. What was signed once stays signed; whether the key still counts, and
/// what the token says, is for others to look at each time.
///
/// Thread-safe, and of bounded size: when it is full it begins anew. Only good tokens are kept, and only their digests.
final class GoodSignatures {

    private static final int MAX = 10_000;

    private final Set<Signed> known = ConcurrentHashMap.newKeySet();

    private record Signed(JWK key, Sha256 token) {}

    /// @param jwt as it was received
    /// @param key as its issuer publishes it: to make one of it that can verify costs as much as to verify
    boolean isGood(SignedJWT jwt, JWK key) {
        Signed signed = new Signed(key, Sha256.of(jwt.getParsedString().getBytes(StandardCharsets.US_ASCII)));
        if (known.contains(signed)) {
            return true;
        }
        boolean isGood = isSignedWith(jwt, key);
        if (isGood) {
            if (known.size() >= MAX) {
                known.clear();
            }
            known.add(signed);
        }
        return isGood;
    }

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
}
