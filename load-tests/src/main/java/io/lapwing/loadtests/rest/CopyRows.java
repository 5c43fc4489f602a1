package io.lapwing.loadtests.rest;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Rows on their way into a table, by `COPY` in its text format.
final class CopyRows implements AutoCloseable {

    private static final int CHUNK = 256 * 1024;
    private static final String NULL = "\\N";

    private final CopyIn copy;
    private final StringBuilder text = new StringBuilder(CHUNK + CHUNK / 8);
    private boolean complete;

    private CopyRows(CopyIn copy) {
        this.copy = copy;
    }

    /// @param target the table, its columns in parentheses, and options
    static CopyRows into(Connection connection, String target) throws SQLException {
        return new CopyRows(connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + target));
    }

    CopyRows row(@Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : "\t").append(field(values[i]));
        }
        text.append('\n');
        return flushed();
    }

    /// Where a row is to be put that needs no escaping, with its end.
    StringBuilder raw() throws SQLException {
        flushed();
        return text;
    }

    private CopyRows flushed() throws SQLException {
        if (text.length() >= CHUNK) {
            flush();
        }
        return this;
    }

    private void flush() throws SQLException {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
    }

    static String field(@Nullable Object value) {
        return value == null ? NULL
                : value.toString().replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
    }

    /// All rows are there.
    ///
    /// @return how many
    long end() throws SQLException {
        flush();
        long rows = copy.endCopy();
        complete = true;
        return rows;
    }

    @Override
    public void close() throws SQLException {
        if (!complete) {
            copy.cancelCopy();
        }
    }
}
