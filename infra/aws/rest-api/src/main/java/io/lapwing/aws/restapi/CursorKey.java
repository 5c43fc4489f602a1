package io.lapwing.aws.restapi;

import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// Where the key for page cursors and kept replies comes from.
sealed interface CursorKey {

    int MIN_BYTES = 32;
    String ALGORITHM = "HmacSHA256";

    /// The environment has it.
    record Given(SecretKey key) implements CursorKey {}

    /// The platform's secret store has it.
    ///
    /// @param secretId its name or ARN
    record Kept(String secretId) implements CursorKey {}

    /// Reads a key's text: 32 bytes or more, in base64.
    ///
    /// @throws IllegalArgumentException if it is no such text
    static SecretKey parse(String text) {
        byte[] key = Base64.getDecoder().decode(text.strip());
        if (key.length < MIN_BYTES) {
            throw new IllegalArgumentException("fewer than " + MIN_BYTES + " bytes");
        }
        return new SecretKeySpec(key, ALGORITHM);
    }

    /// A key of this process alone, for what needs none that others know.
    static SecretKey random() {
        byte[] key = new byte[MIN_BYTES];
        new SecureRandom().nextBytes(key);
        return new SecretKeySpec(key, ALGORITHM);
    }
}
