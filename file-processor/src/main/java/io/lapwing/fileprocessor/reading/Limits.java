package io.lapwing.fileprocessor.reading;

/// How much of a file is unpacked.
///
/// @param unpackedBytes of all its tables together
/// @param entries of an archive, whatever they are
/// @param ratio how many bytes may come of one, once [#RATIO_FROM] came out
public record Limits(long unpackedBytes, int entries, int ratio) {

    /// Small texts of one letter are no bombs.
    static final long RATIO_FROM = 1024 * 1024;

    public static final Limits DEFAULT = new Limits(16L * 1024 * 1024 * 1024, 1000, 200);

    public Limits {
        if (unpackedBytes < 1 || entries < 1 || ratio < 1) {
            throw new IllegalArgumentException("limits are positive");
        }
    }
}
