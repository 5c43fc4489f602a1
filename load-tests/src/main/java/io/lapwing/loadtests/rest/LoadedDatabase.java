package io.lapwing.loadtests.rest;

import io.lapwing.loadtests.mqtt.DeviceLogin;
import io.lapwing.local.adapters.DataDirectory;
import io.lapwing.local.adapters.DatabaseSettings;
import io.lapwing.local.adapters.EmbeddedPostgresServer;
import io.lapwing.local.adapters.PostgresDatabase;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The embedded PostgreSQL, started by this process so that both servers can share it, and what is put into it.
final class LoadedDatabase implements AutoCloseable {

    private final DataDirectory directory;
    private EmbeddedPostgresServer server;

    private LoadedDatabase(DataDirectory directory) {
        this.directory = directory;
        server = EmbeddedPostgresServer.start(directory);
    }

    static LoadedDatabase start(Path dataDir) {
        LoadedDatabase database = new LoadedDatabase(DataDirectory.lock(dataDir));
        PostgresDatabase.open(database.settings()).close();
        return database;
    }

    /// How many readings there are, and the devices that can connect.
    record Load(long readings, List<DeviceLogin> logins) {}

    /// @param end later than all that is stored
    Load load(RestOptions options, Instant end) {
        try (Connection connection = connect()) {
            List<DeviceLogin> logins = new FleetLoad(connection, options.fleet(), end.minus(options.interval))
                    .load();
            long readings = new ReadingLoad(connection,
                    new StoredReadings(options.devices, options.interval, end, options.seed), options.devices)
                    .load(options.readings);
            try (Statement statement = connection.createStatement()) {
                statement.execute("vacuum analyze");
                statement.execute("checkpoint");
            }
            return new Load(readings, logins);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Starts it again with nothing in memory.
    ///
    /// @return whether nothing of its files is in the operating system's memory either
    boolean restartCold() {
        server.close();
        boolean cold = FileCache.forget(directory.path());
        server = EmbeddedPostgresServer.start(directory);
        return cold;
    }

    DatabaseSettings settings() {
        return server.settings();
    }

    /// How to reach it, as a process is told.
    Map<String, String> environment() {
        DatabaseSettings settings = settings();
        return Map.of("LAPWING_DATABASE_URL", settings.url(), "LAPWING_DATABASE_USER", settings.user(),
                "LAPWING_DATABASE_PASSWORD", settings.password());
    }

    /// The first number of a query's answer.
    long count(String query) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect() throws SQLException {
        DatabaseSettings settings = settings();
        return DriverManager.getConnection(settings.url(), settings.user(), settings.password());
    }

    @Override
    public void close() {
        server.close();
        directory.close();
    }
}
