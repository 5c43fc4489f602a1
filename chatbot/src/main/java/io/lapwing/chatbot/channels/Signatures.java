package io.lapwing.chatbot.channels;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Tells whether a secret was known to whoever sent something, in a time that tells nothing about the secret.
public final class Signatures {
    private static final String HMAC_SHA256 = "HmacSHA256";

    private Signatures() {}

    /// The HMAC-SHA256 of the parts, one after the other, as lower-case hexadecimal digits.
    ///
    /// @throws IllegalArgumentException if the secret is empty: anybody could sign with that
    public static String hmacSha256(String secret, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(HMAC_SHA256);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC_SHA256));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
    }

    /// Whether two texts are the same one. How long that takes depends on the given text's length alone.
    public static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8),
                given.getBytes(StandardCharsets.UTF_8));
    }
}
