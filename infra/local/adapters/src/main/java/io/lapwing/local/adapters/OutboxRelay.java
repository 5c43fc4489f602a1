package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.port.Outbox;
import io.lapwing.sharedmodel.port.Outbox.Leased;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes events out of the outbox of a [PostgresDatabase] and has them delivered, as soon as the transaction that put
/// them in has committed, in whatever process that was.
///
/// A few workers do it side by side, so that an event that takes its time holds up its own batch only. One is woken for
/// each sign that there is something; who finds as much as he takes at once wakes the next, since there may be more.
public final class OutboxRelay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration END_WITHIN = Duration.ofSeconds(10);

    private final Outbox outbox;
    private final BiConsumer<List<Leased>, Instant> deliver;
    private final InstantSource clock;
    private final RelaySettings settings;
    private final Semaphore signs = new Semaphore(0);
    private final OutboxListener listener;
    private final List<Thread> workers;
    private volatile boolean closed;

    private OutboxRelay(PostgresDatabase database, BiConsumer<List<Leased>, Instant> deliver, InstantSource clock,
            RelaySettings settings) {
        outbox = new PostgresOutbox(database);
        this.deliver = deliver;
        this.clock = clock;
        this.settings = settings;
        listener = new OutboxListener(database, this::wake);
        workers = IntStream.range(0, settings.workers())
                .mapToObj(i -> Thread.ofPlatform().name("lapwing-relay-" + i).daemon().unstarted(this::work)).toList();
    }

    /// @param deliver delivers what was taken, and tells the outbox what became of it; called by all workers
    public static OutboxRelay start(PostgresDatabase database, BiConsumer<List<Leased>, Instant> deliver,
            InstantSource clock, RelaySettings settings) {
        OutboxRelay relay = new OutboxRelay(database, deliver, clock, settings);
        relay.listener.start();
        relay.workers.forEach(Thread::start);
        return relay;
    }

    /// Signs beyond one for each worker say nothing new.
    private void wake() {
        if (signs.availablePermits() < settings.workers()) {
            signs.release();
        }
    }

    private void work() {
        try {
            while (!closed) {
                if (!foundSomething()) {
                    var _ = signs.tryAcquire(settings.longestSleep().toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException _) {
            LOG.warn("{} was ended in the middle of its work", Thread.currentThread().getName());
        }
    }

    private boolean foundSomething() {
        try {
            List<Leased> taken = outbox.take(settings.batch(), clock.instant(), settings.lease());
            if (taken.isEmpty()) {
                return false;
            }
            if (taken.size() == settings.batch()) {
                wake();
            }
            deliver.accept(taken, clock.instant());
            return true;
        } catch (StoreUnavailable e) {
            LOG.warn("events wait: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("events could not be relayed, and come again", e);
        }
        return false;
    }

    /// Takes no more events, and waits until those that were taken are delivered.
    @Override
    public void close() {
        closed = true;
        listener.close();
        signs.release(settings.workers());
        long deadline = System.nanoTime() + END_WITHIN.toNanos();
        workers.forEach(worker -> end(worker, Duration.ofNanos(Math.max(0, deadline - System.nanoTime()))));
    }

    private static void end(Thread worker, Duration patience) {
        try {
            if (!worker.join(patience)) {
                worker.interrupt();
            }
        } catch (InterruptedException e) {
            worker.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
