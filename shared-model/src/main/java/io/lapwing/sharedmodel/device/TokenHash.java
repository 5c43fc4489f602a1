package io.lapwing.sharedmodel.device;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The SHA-256 of an access token, in lower-case hex. A token is 192 random bits, so a plain hash, which can be
/// looked up by its value, withstands guessing as well as a slow one does.
public record TokenHash(String hex) {

    private static final int HEX_LENGTH = 64;

    public TokenHash {
        if (hex.length() != HEX_LENGTH) {
            throw new IllegalArgumentException("a token hash has 64 hex digits");
        }
    }

    /// Written out, since a starting function would have to put the compiler's together.
    @Override
    public int hashCode() {
        return hex.hashCode();
    }

    static TokenHash of(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return new TokenHash(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
