package io.lapwing.sharedmodel.chat;

import java.util.Arrays;

/// A picture in a message, as PNG of at most [#MAX_BYTES]. Immutable.
public final class ChatImage {
    public static final int MAX_BYTES = 1 << 20;

    private final byte[] png;
    private final String description;

    /// @param description says what is to be seen, to who cannot see it
    public ChatImage(byte[] png, String description) {
        if (png.length == 0 || png.length > MAX_BYTES) {
            throw new IllegalArgumentException("a picture has 1 to " + MAX_BYTES + " bytes, not " + png.length);
        }
        if (description.isBlank()) {
            throw new IllegalArgumentException("a picture has a description");
        }
        this.png = png.clone();
        this.description = description;
    }

    public byte[] png() {
        return png.clone();
    }

    public String description() {
        return description;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChatImage that && Arrays.equals(png, that.png) && description.equals(that.description);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(png);
    }

    @Override
    public String toString() {
        return "ChatImage[" + png.length + " bytes: " + description + "]";
    }
}
