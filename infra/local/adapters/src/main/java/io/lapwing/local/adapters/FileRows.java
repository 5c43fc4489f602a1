package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.file.FileFilter;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.json.FileJson;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// The rows of `file`.
final class FileRows {

    static final String FIND = "select document from file where tenant = ? and id = ?";

    static final String OVERDUE = """
            select document from file
            where state = 'AWAITING_UPLOAD' and upload_ends_at < ?
            order by upload_ends_at limit ?
            """;

    private static final String INSERT = """
            insert into file (state, purpose, upload_ends_at, version, document, tenant, id)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (tenant, id) do nothing
            """;

    private static final String REPLACE = """
            update file set state = ?, purpose = ?, upload_ends_at = ?, version = ?, document = ?
            where tenant = ? and id = ? and version = ?
            """;

    private static final String HOLD = """
            select version from file where tenant = ? and id = ? and version = ? for no key update
            """;

    private FileRows() {}

    /// Each filter has a statement of its own, and an index: one for all would be planned for none of them.
    static String list(FileFilter filter) {
        return "select document from file where tenant = ? and id < ?"
                + (filter.state() == null ? "" : " and state = ?")
                + (filter.purpose() == null ? "" : " and purpose = ?") + " order by id desc limit ?";
    }

    static List<StoredFile> query(Connection connection, String sql, @Nullable Object... parameters)
            throws SQLException {
        return Statements.query(connection, sql, FileRows::read, parameters);
    }

    private static StoredFile read(ResultSet row) throws SQLException {
        return FileJson.read(row.getString("document"));
    }

    /// Holds a file to the end of the transaction.
    ///
    /// @return false if it is not stored in this version
    static boolean hold(Connection connection, StoredFile file) throws SQLException {
        return Statements.isThere(connection, HOLD, file.key().tenant().value(), file.key().id().value(),
                file.version());
    }

    /// Writes a new file, or one in place of the version before.
    ///
    /// @return false if another version is there, or it is missing
    static boolean write(Connection connection, StoredFile file) throws SQLException {
        Object[] columns = {file.state().name(), file.spec().purpose().name(), file.times().uploadEndsAt(),
                file.version(), FileJson.write(file), file.key().tenant().value(), file.key().id().value()};
        return 1 == (file.version() == 1 ? Statements.execute(connection, INSERT, columns)
                : Statements.execute(connection, REPLACE, Statements.joined(columns, file.version() - 1)));
    }
}
