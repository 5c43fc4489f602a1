package io.lapwing.fileprocessor.functions;

import io.lapwing.fileprocessor.domain.CleaningRules;
import io.lapwing.fileprocessor.domain.RowBatch;
import io.lapwing.fileprocessor.domain.RowOutcome;
import io.lapwing.fileprocessor.reading.CleanedRows;
import io.lapwing.fileprocessor.reading.DistrustedInput;
import io.lapwing.fileprocessor.reading.FileReading;
import io.lapwing.fileprocessor.reading.Inspection.Distrusted;
import io.lapwing.sharedmodel.file.FileFinding;
import io.lapwing.sharedmodel.file.StoredFile;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/// The rows of a file's second pass: all of them, or, of a file that was released, those before what cannot be trusted.
/// Not thread-safe.
final class ReadableRows implements Closeable {

    private final StoredFile file;
    private final InputStream bytes;
    private @Nullable CleanedRows rows;
    private @Nullable FileFinding finding;

    private ReadableRows(StoredFile file, InputStream bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /// The rows that are not gone through yet.
    static ReadableRows open(StoredFile file, InputStream bytes, FileReading reading) {
        ReadableRows readable = new ReadableRows(file, bytes);
        Instant receivedAt = Objects.requireNonNull(file.times().receivedAt());
        CleaningRules rules = new CleaningRules(file.spec().profile(), receivedAt);
        readable.trying(() -> {
            CleanedRows rows = reading.rows(bytes, rules);
            readable.rows = rows;
            return rows.skip(file.progress().rowsRead());
        });
        return readable;
    }

    /// The rows of the next step; none behind the last.
    ///
    /// @param max how many at most
    RowBatch next(int max) {
        RowBatch batch = new RowBatch(max);
        RowOutcome row = batch.isFull() ? null : nextRow();
        while (row != null) {
            batch.add(row);
            row = batch.isFull() ? null : nextRow();
        }
        return batch;
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

    static FileFinding finding(Distrusted distrusted) {
        return new FileFinding(distrusted.code(), distrusted.line(), distrusted.message());
    }

    private @Nullable RowOutcome nextRow() {
        CleanedRows open = rows;
        return open == null || finding != null ? null : trying(open::next);
    }

    @FunctionalInterface
    private interface Attempt<T> {
        @Nullable
        T read() throws IOException;
    }

    private <T> @Nullable T trying(Attempt<T> attempt) {
        try {
            return attempt.read();
        } catch (DistrustedInput e) {
            if (!file.released()) {
                throw new IllegalStateException("file " + file.key() + " was trusted once", e);
            }
            finding = finding(e.distrusted());
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
