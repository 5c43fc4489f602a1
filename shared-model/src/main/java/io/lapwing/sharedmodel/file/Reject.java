package io.lapwing.sharedmodel.file;

/// A row that was not taken.
///
/// @param line where it begins in its table, from 1
/// @param message a sentence for whoever wrote the row: what is wrong, and what would have been right
/// @param original the row as it stood there; clipped to [#MAX_ORIGINAL] characters
public record Reject(long line, FileCode code, String message, String original) {

    public static final int MAX_ORIGINAL = 2000;

    public Reject {
        if (line < 1) {
            throw new IllegalArgumentException("lines are counted from 1");
        }
        original = clipped(original);
    }

    private static String clipped(String original) {
        if (original.length() <= MAX_ORIGINAL) {
            return original;
        }
        int end = Character.isHighSurrogate(original.charAt(MAX_ORIGINAL - 1)) ? MAX_ORIGINAL - 1 : MAX_ORIGINAL;
        return original.substring(0, end);
    }
}
