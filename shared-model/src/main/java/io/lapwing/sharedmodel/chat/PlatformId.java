package io.lapwing.sharedmodel.chat;

import java.util.regex.Pattern;

/// What the ids of chat platforms have in common.
final class PlatformId {
    private static final int MAX_LENGTH = 256;
    private static final Pattern SHAPE = Pattern.compile("[!-~]{1," + MAX_LENGTH + "}");

    private PlatformId() {}

    static void requireId(String what, String id) {
        if (!SHAPE.matcher(id).matches()) {
            throw new IllegalArgumentException(what + ": 1 to " + MAX_LENGTH + " visible ASCII characters");
        }
    }

    static void requireOptionalId(String what, String id) {
        if (!id.isEmpty()) {
            requireId(what, id);
        }
    }
}
