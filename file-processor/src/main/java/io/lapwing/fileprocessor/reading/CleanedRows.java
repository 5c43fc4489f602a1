package io.lapwing.fileprocessor.reading;

import io.lapwing.fileprocessor.domain.CleaningRules;
import io.lapwing.fileprocessor.domain.RowOutcome;
import io.lapwing.fileprocessor.reading.Table.Cleaner;

import java.io.Closeable;
import java.io.IOException;

import org.jspecify.annotations.Nullable;

/// The rows of a file, one at a time, in the order of its tables and lines: as many as its inspection counted, and the
/// same each time that it is read. Not thread-safe.
public final class CleanedRows implements Closeable {

    private final Tables tables;
    private final CleaningRules rules;
    private @Nullable Table table;
    private @Nullable Cleaner cleaner;
    private long position;
    private boolean ended;

    CleanedRows(Tables tables, CleaningRules rules) {
        this.tables = tables;
        this.rules = rules;
    }

    /// The next row; null behind the last, when the file was read and checked to its end.
    ///
    /// @throws DistrustedInput
    ///             if the file is none that an inspection trusts
    public @Nullable RowOutcome next() throws IOException {
        return advance() && cleaner != null ? cleaner.clean() : null;
    }

    /// Leaves rows out that were loaded before, without looking at what is in them.
    ///
    /// @return how many there were, less than asked for at the end
    public long skip(long count) throws IOException {
        long skipped = 0;
        while (skipped < count && advance()) {
            skipped++;
        }
        return skipped;
    }

    /// How many rows were given or left out.
    public long position() {
        return position;
    }

    @Override
    public void close() throws IOException {
        tables.close();
    }

    private boolean advance() throws IOException {
        while (!ended) {
            if (table != null && table.next()) {
                position++;
                return true;
            }
            table = tables.next();
            cleaner = table == null ? null : table.cleaner(rules);
            ended = table == null;
        }
        return false;
    }
}
