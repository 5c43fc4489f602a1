package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.json.EventJson;
import io.lapwing.sharedmodel.watch.DeviceWatcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// One embedded PostgreSQL for all tests of a JVM, started by the first that wants it.
public final class TestPostgres {

    private static final TestPostgres SHARED = start();

    private final EmbeddedPostgresServer server;
    private final PostgresDatabase database;

    private TestPostgres(EmbeddedPostgresServer server, PostgresDatabase database) {
        this.server = server;
        this.database = database;
    }

    private static TestPostgres start() {
        try {
            Path folder = Files.createTempDirectory("lapwing-test-postgres");
            DataDirectory directory = DataDirectory.lock(folder);
            EmbeddedPostgresServer server = EmbeddedPostgresServer.start(directory);
            PostgresDatabase database = PostgresDatabase.open(server.settings());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(folder, directory, server, database)));
            return new TestPostgres(server, database);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(Path folder, DataDirectory directory, EmbeddedPostgresServer server,
            PostgresDatabase database) {
        database.close();
        server.close();
        directory.close();
        try {
            PostgresBinaries.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where it is, for whoever wants a database of his own on it.
    public static DatabaseSettings settings() {
        return SHARED.server.settings();
    }

    public static PostgresDatabase database() {
        return SHARED.database;
    }

    /// A database of his own for whoever cannot share one, on the same server. Closed by whoever asked for it.
    public static PostgresDatabase freshDatabase() {
        return PostgresDatabase.open(freshSettings());
    }

    /// Where a database is that nobody else uses.
    public static DatabaseSettings freshSettings() {
        DatabaseSettings server = settings();
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        database().read("TestPostgres.freshDatabase", name, connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute("create database " + name);
            }
        });
        return DatabaseSettings.of(server.url().replaceFirst("/[^/?]*(\\?.*)?$", "/" + name + "$1"), server.user(),
                server.password());
    }

    /// All stores on it. They share its data with all other tests: work on tenants of your own.
    public static Stores stores() {
        return stores(SHARED.database);
    }

    static Stores stores(PostgresDatabase database) {
        return new Stores(new PostgresDeviceRegistry(database), new PostgresDeviceCredentials(database),
                new PostgresTelemetryStore(database, InstantSource.system(), DeviceWatcher.NOBODY),
                new PostgresQuarantineStore(database),
                new PostgresIdempotencyStore(database), new PostgresAuditLog(database),
                new PostgresWatchStore(database),
                new PostgresAlertStore(database));
    }

    /// Which of these positions wait in the outbox under this key.
    static Set<Long> positionsInOutbox(String orderKey, Set<Long> wanted) {
        String sql = "select position from outbox where order_key = ? and position = any (?)";
        return Set.copyOf(SHARED.database.read("test", orderKey, connection -> Statements.query(connection, sql,
                row -> row.getLong("position"), orderKey, wanted.toArray(Long[]::new))));
    }

    /// The events under this key that wait in the outbox, in order.
    static List<RecordedEvent> outbox(String orderKey) {
        return outbox(SHARED.database, orderKey);
    }

    static List<RecordedEvent> outbox(PostgresDatabase database, String orderKey) {
        return database.read("test", orderKey, connection -> {
            try (PreparedStatement statement = connection
                    .prepareStatement("select event from outbox where order_key = ? order by position")) {
                Columns.set(statement, orderKey);
                List<RecordedEvent> events = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        events.add(EventJson.read(row.getString("event")));
                    }
                }
                return events;
            }
        });
    }
}
