package io.lapwing.local.chatemulator;

import java.util.Locale;

/// A file that somebody gives the bot.
///
/// @param name 1 to 100 characters, without a slash
@SuppressWarnings("ArrayRecordComponent") // Neither compared nor printed.
public record GivenFile(String name, byte[] bytes) {
    private static final int MAX_NAME = 100;

    public GivenFile {
        if (name.isBlank() || name.length() > MAX_NAME || name.indexOf('/') >= 0) {
            throw new IllegalArgumentException("a file's name has 1 to " + MAX_NAME + " characters, and no slash");
        }
    }

    /// As platforms guess it from the name.
    String type() {
        String end = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (end) {
            case "csv" -> "text/csv";
            case "png" -> "image/png";
            case "jpg", "jpeg" -> "image/jpeg";
            case "gz" -> "application/gzip";
            case "zip" -> "application/zip";
            default -> "application/octet-stream";
        };
    }
}
