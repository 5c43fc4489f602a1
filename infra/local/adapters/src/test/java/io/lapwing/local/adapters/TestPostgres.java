package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.fixtures.Stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

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

    /// All stores on it. They share its data with all other tests: work on tenants of your own.
    public static Stores stores() {
        return stores(SHARED.database);
    }

    static Stores stores(PostgresDatabase database) {
        return new Stores(new PostgresDeviceRegistry(database), new PostgresDeviceCredentials(database),
                new PostgresTelemetryStore(database, InstantSource.system()), new PostgresQuarantineStore(database),
                new PostgresIdempotencyStore(database), new PostgresAuditLog(database));
    }
}
