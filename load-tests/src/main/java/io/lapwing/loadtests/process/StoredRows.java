package io.lapwing.loadtests.process;

import io.lapwing.local.adapters.DatabaseSettings;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;

/// Counts what the database has, past all of Lapwing's own code.
public final class StoredRows {

    /// Some minutes at full speed leave tens of millions of rows to count.
    private static final int QUERY_SECONDS = 240;
    private static final int CONNECT_SECONDS = 5;

    private final DatabaseSettings database;

    public StoredRows(DatabaseSettings database) {
        this.database = database;
    }

    /// How many readings of a tenant's devices there are, counted by their time.
    ///
    /// @throws SQLException if the database does not answer
    public long of(String tenant) throws SQLException {
        return number("select count(*) from reading join device using (device_key) where tenant = ?", tenant);
    }

    /// How many alerts a tenant has, open or not.
    ///
    /// @throws SQLException if the database does not answer
    public long alertsOf(String tenant) throws SQLException {
        return number("select count(*) from alert where tenant = ?", tenant);
    }

    /// When a message of a tenant's devices was last taken, in milliseconds of the epoch.
    ///
    /// @throws SQLException if the database does not answer
    public long lastSeenMillis(String tenant) throws SQLException {
        return number("select coalesce(max(last_seen_at), 0) from device_state join device using (device_key)"
                + " where tenant = ?", tenant);
    }

    private long number(String query, String tenant) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password());
        properties.setProperty("connectTimeout", "" + CONNECT_SECONDS);
        properties.setProperty("socketTimeout", "" + QUERY_SECONDS);
        try (Connection connection = DriverManager.getConnection(database.url(), properties);
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, tenant);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
