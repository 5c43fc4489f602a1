package io.lapwing.restapi.functions;

import io.lapwing.sharedmodel.file.Sha256;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jwt.SignedJWT;

/// Remembers which tokens were found to be signed with which keys: an app sends one token with all its requests, and to
/// verify a signature costs more than most of them. What was signed once stays signed; whether the key still counts, and
/// what the token says, is for others to look at each time.
///
/// Thread-safe, and of bounded size: when it is full it begins anew. Only good tokens are kept, and only their digests.
final class GoodSignatures {

    private static final int MAX = 10_000;

    private final Set<Signed> known = ConcurrentHashMap.newKeySet();

    private record Signed(Key key, Sha256 token) {}

    /// @param jwt as it was received
    /// @throws JOSEException if the key is of another kind than the token asks for
    boolean isGood(SignedJWT jwt, Key key) throws JOSEException {
        Signed signed = new Signed(key, Sha256.of(jwt.getParsedString().getBytes(StandardCharsets.US_ASCII)));
        if (known.contains(signed)) {
            return true;
        }
        boolean isGood = jwt.verify(new DefaultJWSVerifierFactory().createJWSVerifier(jwt.getHeader(), key));
        if (isGood) {
            if (known.size() >= MAX) {
                known.clear();
            }
            known.add(signed);
        }
        return isGood;
    }
}
