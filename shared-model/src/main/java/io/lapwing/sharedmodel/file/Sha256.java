package io.lapwing.sharedmodel.file;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// The SHA-256 of some bytes, in lower-case hex.
public record Sha256(String hex) {

    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");

    public Sha256 {
        if (!SHAPE.matcher(hex).matches()) {
            throw new IllegalArgumentException("a SHA-256 is 64 lower-case hex digits");
        }
    }

    public static Sha256 of(byte[] bytes) {
        return of(digest(), bytes);
    }

    /// The end of a digest that the bytes went through.
    ///
    /// @param digest one of [#digest()]
    public static Sha256 of(MessageDigest digest) {
        return of(digest, new byte[0]);
    }

    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public byte[] toBytes() {
        return HexFormat.of().parseHex(hex);
    }

    private static Sha256 of(MessageDigest digest, byte[] bytes) {
        return new Sha256(HexFormat.of().formatHex(digest.digest(bytes)));
    }

    @Override
    public String toString() {
        return hex;
    }
}
