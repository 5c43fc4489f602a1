package io.lapwing.fileprocessor.functions;

import io.lapwing.fileprocessor.reading.DistrustedInput;
import io.lapwing.sharedmodel.file.FileFinding;
import io.lapwing.sharedmodel.file.StoredFile;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import org.jspecify.annotations.Nullable;

/// The rows of a file's second pass: all of them, or, of a file that was released, those before what cannot be trusted.
/// Not thread-safe.
///
/// @param <R> a row
final class ReadableRows<R> implements Closeable {

    private final StoredFile file;
    private final InputStream bytes;
    private @Nullable Source<R> rows;
    private @Nullable FileFinding finding;

    /// Where rows come from.
    @FunctionalInterface
    interface Source<R> {

        /// @return null behind the last
        @Nullable
        R next() throws IOException;
    }

    /// Finds rows in the bytes of a file.
    @FunctionalInterface
    interface Opening<R> {

        Source<R> over(InputStream bytes) throws IOException;
    }

    /// @param bytes closed with the rows
    ReadableRows(StoredFile file, InputStream bytes, Opening<R> opening) {
        this.file = file;
        this.bytes = bytes;
        this.rows = trying(() -> opening.over(bytes));
    }

    /// The next row; null behind the last.
    @Nullable
    R next() {
        Source<R> open = rows;
        return open == null || finding != null ? null : trying(open);
    }

    /// What keeps the rest of a released file from being read, if the rows ended there.
    @Nullable
    FileFinding finding() {
        return finding;
    }

    @Override
    public void close() {
        try {
            bytes.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> @Nullable T trying(Source<T> attempt) {
        try {
            return attempt.next();
        } catch (DistrustedInput e) {
            if (!file.released()) {
                throw new IllegalStateException("file " + file.key() + " was trusted once", e);
            }
            finding = e.distrusted().finding();
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
