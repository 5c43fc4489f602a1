package io.lapwing.local.adapters;

import java.time.Duration;

/// Where the database is, and how long to wait for it.
///
/// @param url as JDBC writes it (`jdbc:postgresql://host:5432/lapwing`)
/// @param poolSize how many connections at most
public record DatabaseSettings(String url, String user, String password, int poolSize, Timeouts timeouts) {

    /// @param connect for a connection to be made, or to become free
    /// @param lock for another transaction to end
    /// @param statement for one statement
    public record Timeouts(Duration connect, Duration lock, Duration statement) {

        /// The driver counts whole seconds, and takes 0 for ever.
        private static final Duration SHORTEST = Duration.ofSeconds(1);

        public static final Timeouts DEFAULT = new Timeouts(Duration.ofSeconds(3), Duration.ofSeconds(5),
                Duration.ofSeconds(10));

        public Timeouts {
            if (connect.compareTo(SHORTEST) < 0 || lock.compareTo(SHORTEST) < 0 || statement.compareTo(SHORTEST) < 0) {
                throw new IllegalArgumentException("timeouts of the database: at least a second each");
            }
        }

        /// For an answer from the network: longer than the server takes to give a statement up.
        Duration socket() {
            return statement.plusSeconds(5);
        }
    }

    private static final int DEFAULT_POOL_SIZE = 16;

    public static DatabaseSettings of(String url, String user, String password) {
        return new DatabaseSettings(url, user, password, DEFAULT_POOL_SIZE, Timeouts.DEFAULT);
    }

    /// Without the password, so that it cannot reach a log.
    @Override
    public String toString() {
        return "DatabaseSettings[" + user + "@" + url + "]";
    }
}
