package io.lapwing.fileprocessor.reading;

import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/// What a file is, by its first bytes.
enum FileKind {
    /// Whatever has no mark of its own, as texts.
    UNMARKED("a text", null),
    GZIP("a gzip archive", "1f8b"),
    ZIP("a zip archive", "504b0304"),
    EMPTY_ZIP("a zip archive without entries", "504b0506"),
    SPLIT_ZIP("a part of a zip archive", "504b0708"),
    BZIP2("a bzip2 archive", "425a68"),
    XZ("an xz archive", "fd377a585a00"),
    ZSTD("a zstd archive", "28b52ffd"),
    SEVEN_ZIP("a 7z archive", "377abcaf271c"),
    RAR("a rar archive", "526172211a07"),
    LZ4("an lz4 archive", "04224d18"),
    PNG("a PNG image", "89504e470d0a1a0a"),
    JPEG("a JPEG image", "ffd8ff"),
    GIF("a GIF image", "47494638"),
    RIFF("an image or a sound", "52494646"),
    TIFF("a TIFF image", "49492a00"),
    PDF("a PDF document", "255044462d"),
    ELF("a program", "7f454c46"),
    WINDOWS_PROGRAM("a program", "4d5a9000"),
    CLASS_FILE("a program", "cafebabe"),
    OLE("an old Office document", "d0cf11e0a1b11ae1"),
    SQLITE("a SQLite database", "53514c69746520666f726d61742033"),
    PARQUET("a Parquet file", "50415231"),
    RTF("a text of a word processor", "7b5c727466"),
    XML("XML", "3c3f786d6c"),
    TAR("a tar archive", null);

    /// How many bytes decide.
    static final int NEEDED = 512;

    private static final int TAR_AT = 257;
    private static final String TAR_MARK = "7573746172";

    private final String description;
    private final @Nullable String mark;

    /// @param mark the first bytes in hex
    FileKind(String description, @Nullable String mark) {
        this.description = description;
        this.mark = mark;
    }

    static FileKind of(byte[] beginning) {
        String hex = HexFormat.of().formatHex(beginning);
        for (FileKind kind : values()) {
            if (kind.mark != null && hex.startsWith(kind.mark)) {
                return kind;
            }
        }
        return hex.startsWith(TAR_MARK, 2 * TAR_AT) ? TAR : UNMARKED;
    }

    /// With its article.
    String description() {
        return description;
    }

    boolean isArchive() {
        return switch (this) {
            case GZIP, ZIP, EMPTY_ZIP, SPLIT_ZIP, BZIP2, XZ, ZSTD, SEVEN_ZIP, RAR, LZ4, TAR -> true;
            case UNMARKED, PNG, JPEG, GIF, RIFF, TIFF, PDF, ELF, WINDOWS_PROGRAM, CLASS_FILE, OLE, SQLITE, PARQUET, RTF,
                    XML ->
                false;
        };
    }
}
