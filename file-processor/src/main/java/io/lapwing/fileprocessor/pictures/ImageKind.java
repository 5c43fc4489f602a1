package io.lapwing.fileprocessor.pictures;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The kinds of images of which small pictures are made, each by its first bytes.
public enum ImageKind {
    JPEG("jpeg", "ffd8ff", 0, ""),
    PNG("png", "89504e470d0a1a0a", 0, ""),
    WEBP("webp", "52494646", 8, "57454250");

    /// How many bytes decide.
    public static final int NEEDED = 12;

    private final String format;
    private final String mark;
    private final int secondAt;
    private final String second;

    /// @param mark the first bytes in hex, and after how many what others follow
    ImageKind(String format, String mark, int secondAt, String second) {
        this.format = format;
        this.mark = mark;
        this.secondAt = secondAt;
        this.second = second;
    }

    /// What begins like this; nothing if it is none of them.
    public static Optional<ImageKind> of(byte[] beginning) {
        String hex = HexFormat.of().formatHex(beginning);
        return List.of(values()).stream()
                .filter(kind -> hex.startsWith(kind.mark) && hex.startsWith(kind.second, 2 * kind.secondAt))
                .findFirst();
    }

    /// Whether a content type promises one of them.
    public static boolean isPromisedBy(String contentType) {
        return List.of(values()).stream().anyMatch(
                kind -> contentType.regionMatches(true, 0, "image/" + kind.format, 0, "image/".length()
                        + kind.format.length()));
    }

    String format() {
        return format;
    }
}
