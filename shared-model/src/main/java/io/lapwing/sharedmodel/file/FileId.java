package io.lapwing.sharedmodel.file;

import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// The id of a file within its tenant: `F-`, 12 hex digits of the time that it was announced at, in milliseconds, and 20
/// that nobody can guess. So later files have greater ids.
public record FileId(String value) implements Comparable<FileId> {

    private static final Pattern SHAPE = Pattern.compile("F-[0-9a-f]{32}");
    private static final int RANDOM_BYTES = 10;

    public FileId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a file id is F- and 32 hex digits");
        }
    }

    /// @param random 10 bytes
    public static FileId of(Instant announcedAt, byte[] random) {
        if (random.length != RANDOM_BYTES) {
            throw new IllegalArgumentException("a file id has 10 random bytes");
        }
        return new FileId("F-" + HexFormat.of().toHexDigits(announcedAt.toEpochMilli(), 12)
                + HexFormat.of().formatHex(random));
    }

    public static boolean isValid(String value) {
        return SHAPE.matcher(value).matches();
    }

    @Override
    public int compareTo(FileId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
