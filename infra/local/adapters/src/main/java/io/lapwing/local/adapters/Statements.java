package io.lapwing.local.adapters;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/// Runs single statements, their parameters set as [Columns] sets them.
final class Statements {

    private Statements() {}

    /// Makes something of the row that a result stands on.
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /// @return how many rows were changed
    static int execute(Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Columns.set(statement, parameters);
            return statement.executeUpdate();
        }
    }

    static <T> List<T> query(Connection connection, String sql, RowReader<T> reader, @Nullable Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Columns.set(statement, parameters);
            List<T> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(reader.read(row));
                }
            }
            return found;
        }
    }

    /// Whether a query finds anything.
    static boolean isThere(Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
        return !query(connection, sql, row -> row.getLong(1), parameters).isEmpty();
    }

    /// Parameters one after another.
    static @Nullable Object[] joined(@Nullable Object[] first, @Nullable Object... rest) {
        return Stream.of(first, rest).flatMap(Stream::of).toArray();
    }
}
