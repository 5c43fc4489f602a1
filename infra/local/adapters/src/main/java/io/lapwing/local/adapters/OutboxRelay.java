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
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes events out of the outbox of a [PostgresDatabase] and has them delivered, as soon as the transaction that put
/// them in has committed. Those that another process put in and has not taken are found when it looks for such, now and
/// then.
///
/// A few workers deliver side by side, so that an event that takes its time holds up its own batch only. One of them
/// waits for the next sign that there is something, and takes it; who finds as much as he takes at once wakes the next,
/// since there may be more.
public final class OutboxRelay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration END_WITHIN = Duration.ofSeconds(10);

    private final Outbox outbox;
    private final BiConsumer<List<Leased>, Instant> deliver;
    private final InstantSource clock;
    private final RelaySettings settings;
    private final Semaphore signs = new Semaphore(0);
    private final ReentrantLock gathering = new ReentrantLock();
    private final OutboxSigns events;
    private final Runnable listener = this::wake;
    private final List<Thread> workers;
    /// Guarded by `gathering`.
    private long takenAt = System.nanoTime();
    private volatile boolean closed;

    private OutboxRelay(PostgresDatabase database, BiConsumer<List<Leased>, Instant> deliver, InstantSource clock,
            RelaySettings settings) {
        outbox = new PostgresOutbox(database);
        this.deliver = deliver;
        this.clock = clock;
        this.settings = settings;
        events = database.outboxSigns();
        workers = IntStream.range(0, settings.workers())
                .mapToObj(i -> Thread.ofPlatform().name("lapwing-relay-" + i).daemon().unstarted(this::work)).toList();
    }

    /// @param deliver delivers what was taken, and tells the outbox what became of it; called by all workers
    public static OutboxRelay start(PostgresDatabase database, BiConsumer<List<Leased>, Instant> deliver,
            InstantSource clock, RelaySettings settings) {
        OutboxRelay relay = new OutboxRelay(database, deliver, clock, settings);
        relay.events.add(relay.listener);
        // For what was there before.
        relay.wake();
        relay.workers.forEach(Thread::start);
        return relay;
    }

    /// A second sign says nothing new.
    private void wake() {
        if (signs.availablePermits() == 0) {
            signs.release();
        }
    }

    private void work() {
        try {
            while (!closed) {
                List<Leased> taken = gather();
                if (!taken.isEmpty() && deliver(taken)) {
                    // Only the first of each key was within reach.
                    wake();
                }
            }
        } catch (InterruptedException _) {
            LOG.warn("{} was ended in the middle of its work", Thread.currentThread().getName());
        } finally {
            // For the next one that waits, so that it ends too.
            signs.release();
        }
    }

    /// One at a time waits for a sign, and then until the last taking is long enough ago: a single event is taken at once,
    /// and of many, those that come at about the same time are taken, shown and given back together, which costs hardly
    /// more than one.
    private List<Leased> gather() throws InterruptedException {
        gathering.lockInterruptibly();
        try {
            if (signs.tryAcquire(settings.longestSleep().toMillis(), TimeUnit.MILLISECONDS) && !closed) {
                Thread.sleep(settings.pace().minusNanos(System.nanoTime() - takenAt));
                signs.drainPermits();
            }
            takenAt = System.nanoTime();
            return closed ? List.of() : take();
        } finally {
            gathering.unlock();
        }
    }

    private List<Leased> take() {
        try {
            List<Leased> taken = outbox.take(settings.batch(), clock.instant(), settings.lease());
            if (taken.size() == settings.batch()) {
                wake();
            }
            return taken;
        } catch (StoreUnavailable e) {
            LOG.warn("events wait: {}", e.getMessage());
            return List.of();
        }
    }

    private boolean deliver(List<Leased> taken) {
        try {
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
        events.remove(listener);
        signs.release();
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
