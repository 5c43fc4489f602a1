package io.lapwing.local.adapters;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears of events that were put into the outbox, on a connection of its own. While it has none, nobody is told:
/// whoever waits has to look by himself now and then.
final class OutboxListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxListener.class);
    /// After so much silence the connection is tried: it may be dead without having said so.
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final PostgresDatabase database;
    private final Runnable heard;
    private final Thread thread = Thread.ofPlatform().name("lapwing-relay-listener").daemon().unstarted(this::listen);
    private volatile boolean closed;

    /// @param heard called for each sign, and whenever some may have been missed
    OutboxListener(PostgresDatabase database, Runnable heard) {
        this.database = database;
        this.heard = heard;
    }

    void start() {
        thread.start();
    }

    private void listen() {
        try {
            while (!closed) {
                listenUntilItBreaks();
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException _) {
            // This is how it is closed.
        }
    }

    private void listenUntilItBreaks() {
        try (Connection connection = database.connectionOfItsOwn();
                Statement statement = connection.createStatement()) {
            statement.execute("listen " + OutboxRows.CHANNEL);
            heard.run();
            PGConnection notified = connection.unwrap(PGConnection.class);
            while (!closed) {
                @Nullable
                PGNotification[] signs = notified.getNotifications(Math.toIntExact(SILENCE.toMillis()));
                if (signs != null && signs.length > 0) {
                    heard.run();
                } else {
                    statement.execute("select 1");
                }
            }
        } catch (SQLException e) {
            if (!closed) {
                LOG.warn("not told of events for now: {}", e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
