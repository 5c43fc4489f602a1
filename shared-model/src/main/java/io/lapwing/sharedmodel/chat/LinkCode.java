package io.lapwing.sharedmodel.chat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// What proves that a chat account and a signed-in user are one person: he is given it in the chat, and redeems it where
/// he is signed in. Eight letters and digits that are not taken for one another, 40 bits: with a life of ten minutes and
/// a limit on tries that is out of reach of guessing.
public record LinkCode(String value) {
    private static final String SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final int LENGTH = 8;
    private static final Pattern SHAPE = Pattern.compile("[" + SIGNS + "]{" + LENGTH + "}");

    public LinkCode {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("a code has " + LENGTH + " of the signs " + SIGNS);
        }
    }

    /// @param random a strong one
    public static LinkCode draw(RandomGenerator random) {
        StringBuilder code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            code.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
        return new LinkCode(code.toString());
    }

    /// A code as somebody typed it: case, blanks and hyphens do not matter.
    public static Optional<LinkCode> parse(String typed) {
        String code = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        return SHAPE.matcher(code).matches() ? Optional.of(new LinkCode(code)) : Optional.empty();
    }

    /// What stores keep instead of it.
    public String digest() {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// Without the code, so that it cannot reach a log.
    @Override
    public String toString() {
        return "LinkCode[secret]";
    }
}
