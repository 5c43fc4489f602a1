package io.lapwing.fileprocessor.reading;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

/// What holds the tables of a file.
sealed interface Container extends Closeable permits PlainContainer, GzipContainer, ZipContainer {

    /// A table's bytes.
    ///
    /// @param entry its name in its archive; null where there is one only
    record Part(@Nullable String entry, InputStream bytes) {}

    Packing packing();

    /// The next table's bytes, after what is left of the last one's was read and checked; null behind the last, when
    /// the file was read and checked to its end.
    ///
    /// @throws DistrustedInput
    ///             so does reading the bytes
    @Nullable
    Part next() throws IOException;

    /// By the file's first bytes; its name says nothing.
    static Container of(InputStream file, Limits limits) throws IOException {
        ByteSource source = new ByteSource(file);
        UnpackGuard guard = new UnpackGuard(limits, source);
        return switch (FileKind.of(source.peek(FileKind.NEEDED))) {
            case GZIP -> new GzipContainer(source, guard);
            case ZIP -> new ZipContainer(source, guard, limits.entries());
            default -> new PlainContainer(source, guard);
        };
    }
}
