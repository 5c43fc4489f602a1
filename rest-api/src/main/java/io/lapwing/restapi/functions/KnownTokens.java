package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.TokenPolicy.Claims;
import io.lapwing.sharedmodel.file.Sha256;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import org.jspecify.annotations.Nullable;

/// Remembers what tokens say and which keys they were found to be signed with: an app sends one token with all its
/// requests, and to read and verify it costs more than most of them. What was signed once stays signed; whether the key
/// still counts, and the token with it, is for others to look at each time.
///
/// Thread-safe, and of bounded size: when it is full it begins anew. Only good tokens are kept, and only by their digests.
final class KnownTokens {

    private static final int MAX = 10_000;

    private final Map<Sha256, Known> tokens = new ConcurrentHashMap<>();

    /// @param selector finds the keys that its header names
    /// @param key which signed it
    record Known(Claims claims, JWKSelector selector, JWK key) {}

    @Nullable
    Known find(Sha256 token) {
        return tokens.get(token);
    }

    void add(Sha256 token, Known known) {
        if (tokens.size() >= MAX) {
            tokens.clear();
        }
        tokens.put(token, known);
    }
}
