package io.lapwing.local.app.process;

import io.lapwing.local.adapters.DatabaseSettings;
import io.lapwing.local.adapters.PostgresDatabase;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Opens the database with some patience: it may be starting, too, or recovering.
final class DatabaseStart {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private DatabaseStart() {}

    /// @throws StartFailed if it cannot be reached
    static PostgresDatabase open(DatabaseSettings settings) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return PostgresDatabase.open(settings);
            } catch (StoreUnavailable e) {
                if (System.nanoTime() - deadline > 0) {
                    throw new StartFailed("the database " + settings.url() + " cannot be used: " + reason(e), e);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private static String reason(StoreUnavailable failure) {
        Throwable cause = failure.getCause();
        return String.valueOf(cause == null ? failure.getMessage() : cause.getMessage());
    }
}
