package io.lapwing.chatbot.channels.teams;

import io.lapwing.chatbot.channels.MalformedPayload;
import io.lapwing.chatbot.channels.Payload;

import java.security.interfaces.RSAPublicKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;

/// A JSON Web Key Set (RFC 7517) with the endorsements that Microsoft adds to it.
final class SigningKeys {
    private static final int MIN_BITS = 2048;

    private final Map<String, SigningKey> byId;

    private SigningKeys(Map<String, SigningKey> byId) {
        this.byId = Map.copyOf(byId);
    }

    /// What cannot be read as a key of RSA is left out; nothing, if then there is none.
    static Optional<SigningKeys> read(Payload keySet) {
        try {
            Map<String, SigningKey> byId = new HashMap<>();
            for (Payload key : keySet.at("keys").items()) {
                readKey(key).ifPresent(read -> byId.put(key.at("kid").text(), read));
            }
            return byId.isEmpty() ? Optional.empty() : Optional.of(new SigningKeys(byId));
        } catch (MalformedPayload _) {
            return Optional.empty();
        }
    }

    private static Optional<SigningKey> readKey(Payload key) {
        if (!key.at("kty").text().equals("RSA") || !key.at("kid").isPresent()) {
            return Optional.empty();
        }
        try {
            RSAPublicKey publicKey = new RSAKey.Builder(new Base64URL(key.at("n").text()),
                    new Base64URL(key.at("e").text())).build().toRSAPublicKey();
            Set<String> endorsements = key.at("endorsements").items().stream().map(Payload::text)
                    .collect(Collectors.toSet());
            return publicKey.getModulus().bitLength() < MIN_BITS ? Optional.empty()
                    : Optional.of(new SigningKey(publicKey, endorsements));
        } catch (JOSEException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    Optional<SigningKey> find(String keyId) {
        return Optional.ofNullable(byId.get(keyId));
    }
}
