package io.lapwing.local.adapters;

import io.lapwing.local.adapters.DatabaseSettings.Timeouts;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;

/// The database that the stores of this package share: PostgreSQL 14 or later, with its schema brought up to date.
///
/// Thread-safe. Every wait on it has an end: for a connection, for a lock, for a statement, and for the network.
public final class PostgresDatabase implements AutoCloseable {

    /// Begins a statement that reads from it, and whose transaction waits for no disk. What a database forgets that way
    /// when its machine fails is always the last that it did.
    static final String RELAXED = """
            with relaxed as materialized (select set_config('synchronous_commit', 'off', true))
            """;

    /// A migration may have to rewrite a table, and waits for the migration of another process.
    private static final Duration MIGRATION_TIMEOUT = Duration.ofMinutes(10);
    private static final int MAX_ATTEMPTS = 4;

    /// Every statement here goes from a few keys over an index to its rows, in their order. Of a table that was just
    /// made, as a month's partition is, the planner knows nothing, and would now and then read a device's whole hour
    /// and sort it for the sake of one row; and a plan once made stays with the connection. It is made for whatever values
    /// come: left to itself, the planner goes on planning some statements on arrays with each call.
    private static final String PLANS = "-c enable_seqscan=off -c enable_bitmapscan=off -c enable_hashjoin=off"
            + " -c enable_mergejoin=off -c plan_cache_mode=force_generic_plan";

    private final HikariDataSource pool;
    private final OutboxSigns outboxSigns = new OutboxSigns();
    private final WorkSigns workSigns = new WorkSigns();

    private PostgresDatabase(HikariDataSource pool) {
        this.pool = pool;
    }

    /// Work on a connection. It must not keep it.
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /// @throws io.lapwing.sharedmodel.port.StoreUnavailable
    ///             if it cannot be reached
    public static PostgresDatabase open(DatabaseSettings settings) {
        migrate(settings);
        HikariConfig config = new HikariConfig();
        config.setPoolName("lapwing-database");
        config.setDataSource(dataSource(settings, settings.timeouts()));
        config.setMaximumPoolSize(settings.poolSize());
        config.setConnectionTimeout(settings.timeouts().connect().toMillis());
        config.setValidationTimeout(Math.min(1000, settings.timeouts().connect().toMillis()));
        config.setInitializationFailTimeout(-1);
        return new PostgresDatabase(new HikariDataSource(config));
    }

    private static void migrate(DatabaseSettings settings) {
        Timeouts patient = new Timeouts(settings.timeouts().connect(), MIGRATION_TIMEOUT, MIGRATION_TIMEOUT);
        try {
            Flyway.configure(PostgresDatabase.class.getClassLoader()).dataSource(dataSource(settings, patient))
                    .locations("classpath:db/migration").failOnMissingLocations(true).load().migrate();
        } catch (FlywayException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException sql) {
                    throw SqlErrors.translate("PostgresDatabase.open", settings.url(), sql);
                }
            }
            throw e;
        }
    }

    private static PGSimpleDataSource dataSource(DatabaseSettings settings, Timeouts timeouts) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.url());
        source.setUser(settings.user());
        source.setPassword(settings.password());
        source.setApplicationName("lapwing");
        source.setConnectTimeout(Math.toIntExact(timeouts.connect().toSeconds()));
        source.setLoginTimeout(Math.toIntExact(timeouts.connect().toSeconds()));
        source.setSocketTimeout(Math.toIntExact(timeouts.socket().toSeconds()));
        source.setTcpKeepAlive(true);
        // A transaction is made of a few statements in a row: one that idles longer than any of them takes has lost its
        // client, and must not keep its locks.
        source.setOptions((PLANS + " -c statement_timeout=%d -c lock_timeout=%d"
                + " -c idle_in_transaction_session_timeout=%d").formatted(timeouts.statement().toMillis(),
                        timeouts.lock().toMillis(), timeouts.socket().toMillis()));
        return source;
    }

    /// For libraries that do their own SQL.
    DataSource pool() {
        return pool;
    }

    /// Given by whoever has put events into the outbox, once they are committed.
    OutboxSigns outboxSigns() {
        return outboxSigns;
    }

    /// Given by whoever has sent work, once it is committed.
    WorkSigns workSigns() {
        return workSigns;
    }

    /// Runs a single statement, or several that need not see the same state.
    ///
    /// @param operation what is done, as the port's method is called
    /// @param key on what
    <T> T read(String operation, String key, Work<T> work) {
        try (Connection connection = pool.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw SqlErrors.translate(operation, key, e);
        }
    }

    /// Runs statements that take effect together or not at all; again, if they lost a race with another transaction.
    <T> T write(String operation, String key, Work<T> work) {
        return repeated(operation, key, connection -> inTransaction(connection, work));
    }

    /// As [#write], where events may be put into the outbox.
    <T> T writeEvents(String operation, String key, Work<T> work) {
        T result = write(operation, key, work);
        outboxSigns.give();
        return result;
    }

    /// As [#write], for a statement that is a transaction by itself: that spares the way to the database that ends one.
    /// What else is done sees what others have done in between.
    <T> T writeAtOnce(String operation, String key, Work<T> work) {
        return repeated(operation, key, work);
    }

    private <T> T repeated(String operation, String key, Work<T> work) {
        for (int attempt = 1;; attempt++) {
            try (Connection connection = pool.getConnection()) {
                return work.on(connection);
            } catch (SQLException e) {
                if (attempt == MAX_ATTEMPTS || !SqlErrors.isLostRace(e)) {
                    throw SqlErrors.translate(operation, key, e);
                }
            }
        }
    }

    private static <T> T inTransaction(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            T result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            rollBack(connection, e);
            throw e;
        }
        // The pool rolls back what an Error leaves open, and sets the connection back to committing by itself.
    }

    private static void rollBack(Connection connection, Exception reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
