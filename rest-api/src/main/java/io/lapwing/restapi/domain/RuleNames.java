package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.alert.RuleId;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;

/// Finds ids for rules that are given none.
public final class RuleNames {
    private static final int MAX_LENGTH = 40;
    private static final int SUFFIX_BYTES = 4;

    private RuleNames() {}

    /// An id that reminds of the rule's name: `Cold store too warm` becomes `cold-store-too-warm-1f3a5c7e`.
    ///
    /// @param seed what makes it unlike all others; with the same one it is the same again
    public static RuleId idFor(String name, String seed) {
        byte[] digest = Hmac.of(seed.getBytes(StandardCharsets.UTF_8), name);
        String suffix = HexFormat.of().formatHex(digest, 0, SUFFIX_BYTES);
        String words = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String clipped = words.substring(0, Math.min(words.length(), MAX_LENGTH)).replaceAll("^-+|-+$", "");
        return new RuleId((clipped.isEmpty() ? "rule" : clipped) + "-" + suffix);
    }
}
