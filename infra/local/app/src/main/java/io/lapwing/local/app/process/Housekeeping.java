package io.lapwing.local.app.process;

import io.lapwing.local.adapters.PostgresDatabase;
import io.lapwing.local.adapters.PostgresHousekeeping;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has the database cleaned up now and then. Each process does it; they do not get into each other's way.
final class Housekeeping implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final Duration END_WITHIN = Duration.ofSeconds(1);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("housekeeping").factory());

    private Housekeeping() {}

    static Housekeeping start(PostgresDatabase database, InstantSource clock) {
        PostgresHousekeeping work = new PostgresHousekeeping(database);
        Housekeeping housekeeping = new Housekeeping();
        var _ = housekeeping.thread.scheduleWithFixedDelay(() -> {
            try {
                LOG.debug("housekeeping removed {} rows", work.run(clock.instant()));
            } catch (RuntimeException e) {
                LOG.warn("housekeeping failed, and will be tried again", e);
            }
        }, FIRST.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        return housekeeping;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(END_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("housekeeping is still at it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
