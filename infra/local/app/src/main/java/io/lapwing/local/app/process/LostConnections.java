package io.lapwing.local.app.process;

import io.lapwing.local.adapters.PostgresConnections;
import io.lapwing.local.adapters.PostgresDatabase;
import io.lapwing.local.app.broker.BrokerRun;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.watch.ConnectionEvent;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends, once, the connections that the embedded broker had when its process was last killed: nobody was left to say
/// that their devices are gone. Devices that are back by then are on another connection.
final class LostConnections implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LostConnections.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration END_WITHIN = Duration.ofSeconds(1);

    private final Thread thread;

    private LostConnections(Thread thread) {
        this.thread = thread;
    }

    static LostConnections end(PostgresDatabase database, BrokerRun run,
            Consumer<List<ConnectionEvent>> recordConnections, InstantSource clock) {
        PostgresConnections connections = new PostgresConnections(database);
        return new LostConnections(Thread.ofPlatform().daemon().name("lost-connections").start(() -> retrying(
                () -> connections.endLost(run::isOver, clock.instant(),
                        lost -> recordConnections.accept(List.copyOf(lost))))));
    }

    private static void retrying(Runnable work) {
        try {
            while (true) {
                try {
                    work.run();
                    return;
                } catch (StoreUnavailable e) {
                    LOG.warn("lost connections: {}; tried again", e.getMessage());
                    Thread.sleep(PAUSE);
                } catch (RuntimeException e) {
                    LOG.error("lost connections could not be ended", e);
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            if (!thread.join(END_WITHIN)) {
                LOG.debug("lost connections are still looked for");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
