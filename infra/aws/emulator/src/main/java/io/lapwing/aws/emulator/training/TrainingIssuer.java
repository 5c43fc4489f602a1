package io.lapwing.aws.emulator.training;

import io.lapwing.sharedmodel.json.Json;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// Signs bearer tokens with a key that nobody outside this process has.
public final class TrainingIssuer {

    public static final String ISSUER = "https://issuer.example";
    public static final String AUDIENCE = "lapwing";

    private static final String KEY_ID = "training";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair keys;

    public TrainingIssuer() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A token for an admin, valid for a day.
    public String adminToken(String tenant) {
        long now = Instant.now().getEpochSecond();
        String signed = part(Map.of("alg", "RS256", "typ", "JWT", "kid", KEY_ID)) + "."
                + part(Map.of("iss", ISSUER, "aud", AUDIENCE, "sub", "trainer", "tenant", tenant, "roles",
                        List.of("admin"), "iat", now, "exp", now + Duration.ofDays(1).toSeconds()));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The public key, as a JSON Web Key Set.
    public String jwks() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return new String(Json.write(Map.of("keys", List.of(Map.of("kty", "RSA", "use", "sig", "alg", "RS256", "kid",
                KEY_ID, "n", number(key.getModulus()), "e", number(key.getPublicExponent()))))),
                StandardCharsets.UTF_8);
    }

    private static String part(Map<String, ?> fields) {
        return BASE64.encodeToString(Json.write(fields));
    }

    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return BASE64.encodeToString(
                bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }
}
