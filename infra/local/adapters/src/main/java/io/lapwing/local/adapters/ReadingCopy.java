package io.lapwing.local.adapters;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Collection;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Writes rows of `reading` that are new, with `COPY` in its binary format: nothing takes more of them in a time. The
/// database stores the first of them while the last are still being written out.
final class ReadingCopy {

    private static final String COPY = "copy reading (device_key, ts, seq, late, metrics) from stdin (format binary)";

    /// A signature, no flags, no extension.
    private static final byte[] HEADER = "PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final short COLUMNS = 5;
    private static final short END = -1;
    private static final byte JSONB_VERSION = 1;

    /// What a row takes besides its JSON: the number of its columns, the length of each, three numbers, a flag, and the
    /// version of `jsonb`.
    private static final int ROW_FRAME = Short.BYTES + COLUMNS * Integer.BYTES + 3 * Long.BYTES + 2;

    private static final int BUFFER = 64 * 1024;

    private final CopyIn copy;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

    private ReadingCopy(CopyIn copy) {
        this.copy = copy;
    }

    /// Writes rows, if none of them is there already: else nothing has happened.
    static boolean write(Connection connection, Collection<RowWrite> rows) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            copy(connection, rows);
            connection.releaseSavepoint(before);
            return true;
        } catch (SQLException e) {
            if (!SqlErrors.isDuplicate(e)) {
                throw e;
            }
            connection.rollback(before);
            // Else the transaction would go on in a part of its own, and not know the rows that it writes as its own.
            connection.releaseSavepoint(before);
            return false;
        }
    }

    private static void copy(Connection connection, Collection<RowWrite> rows) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
        try {
            new ReadingCopy(copy).send(rows);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private void send(Collection<RowWrite> rows) throws SQLException {
        buffer.put(HEADER);
        for (RowWrite row : rows) {
            send(row);
        }
        require(Short.BYTES);
        buffer.putShort(END);
        flush();
    }

    private void send(RowWrite row) throws SQLException {
        byte[] json = row.json().getBytes(StandardCharsets.UTF_8);
        require(ROW_FRAME);
        buffer.putShort(COLUMNS);
        put(row.key().deviceKey());
        put(row.key().ts());
        put(row.key().seq());
        buffer.putInt(1).put((byte) (row.late() ? 1 : 0));
        buffer.putInt(1 + json.length).put(JSONB_VERSION);
        if (json.length > BUFFER) {
            flush();
            copy.writeToCopy(json, 0, json.length);
        } else {
            require(json.length);
            buffer.put(json);
        }
    }

    private void put(long column) {
        buffer.putInt(Long.BYTES).putLong(column);
    }

    private void require(int bytes) throws SQLException {
        if (buffer.remaining() < bytes) {
            flush();
        }
    }

    private void flush() throws SQLException {
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        buffer.clear();
    }
}
