package io.lapwing.sharedmodel.device;

import java.util.Base64;
import java.util.random.RandomGenerator;

/// What a device proves itself with. Shown once, when it is made; only its [TokenHash] is kept.
public record AccessToken(String value) {

    private static final int RANDOM_BYTES = 24;
    private static final int MAX_LENGTH = 256;

    public AccessToken {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("an access token has 1 to 256 characters");
        }
    }

    /// A new token of 192 random bits, in 32 URL-safe characters.
    public static AccessToken generate(RandomGenerator random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new AccessToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    public TokenHash hash() {
        return TokenHash.of(value);
    }

    /// Never the token itself, so that it cannot reach a log.
    @Override
    public String toString() {
        return "AccessToken[…]";
    }
}
