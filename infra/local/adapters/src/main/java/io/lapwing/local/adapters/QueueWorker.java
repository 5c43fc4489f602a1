package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.work.QueueName;
import io.lapwing.sharedmodel.work.WorkItem;
import io.lapwing.sharedmodel.work.WorkOutcome;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has a function do the work of one queue, several pieces side by side. Work that this process sends is taken at once or
/// when it is due, that of other processes within [#LOOK].
///
/// One thread takes work, as much as there is room for; each piece is done on a thread of its own.
public final class QueueWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QueueWorker.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration END_WITHIN = Duration.ofSeconds(10);

    private final PostgresDatabase database;
    private final WorkLeases leases;
    private final QueueName queue;
    private final Function<WorkItem, WorkOutcome> function;
    private final int width;
    private final Semaphore room;
    private final Semaphore signs = new Semaphore(0);
    /// When something is due that was sent with a delay, by the clock of [System#nanoTime].
    private final ConcurrentSkipListSet<Long> dueTimes = new ConcurrentSkipListSet<>();
    private final WorkSigns.Listener listener = this::workIn;
    private final Thread taker;
    private volatile boolean closed;

    private QueueWorker(PostgresDatabase database, QueueName queue, Function<WorkItem, WorkOutcome> function,
            int width) {
        this.database = database;
        this.leases = new WorkLeases(database, WorkSettings.DEFAULT);
        this.queue = queue;
        this.function = function;
        this.width = width;
        room = new Semaphore(width);
        taker = Thread.ofPlatform().name("lapwing-" + queue).daemon().unstarted(this::take);
    }

    /// @param width how many pieces are done at a time, up to [WorkLeases#MAX_ITEMS]
    public static QueueWorker start(PostgresDatabase database, QueueName queue,
            Function<WorkItem, WorkOutcome> function, int width) {
        QueueWorker worker = new QueueWorker(database, queue, function, width);
        database.workSigns().add(worker.listener);
        worker.taker.start();
        return worker;
    }

    private void workIn(QueueName name, Duration after) {
        if (name.equals(queue)) {
            if (after.isPositive() && dueTimes.size() < WorkLeases.MAX_ITEMS) {
                dueTimes.add(System.nanoTime() + after.toNanos());
            }
            wake();
        }
    }

    /// A second sign says nothing new.
    private void wake() {
        if (signs.availablePermits() == 0) {
            signs.release();
        }
    }

    private void take() {
        try {
            while (!closed) {
                room.acquire();
                int free = 1 + room.drainPermits();
                int taken = closed ? 0 : take(free);
                room.release(free - taken);
                if (taken < free && signs.tryAcquire(untilNext().toNanos(), TimeUnit.NANOSECONDS)) {
                    signs.drainPermits();
                }
            }
        } catch (InterruptedException _) {
            LOG.warn("{} was ended in the middle of its work", taker.getName());
        }
    }

    private Duration untilNext() {
        long now = System.nanoTime();
        dueTimes.removeIf(due -> due - now <= 0);
        return dueTimes.isEmpty() ? LOOK
                : Duration.ofNanos(Math.clamp(dueTimes.first() - now, 1, LOOK.toNanos()));
    }

    /// @return how many pieces were taken
    private int take(int free) {
        try {
            List<LeasedWork> taken = leases.take(queue, free);
            taken.forEach(work -> Thread.ofVirtual().name("lapwing-" + queue).start(() -> {
                try {
                    work(work);
                } finally {
                    room.release();
                }
            }));
            return taken.size();
        } catch (StoreUnavailable e) {
            LOG.warn("work of {} waits: {}", queue, e.getMessage());
            return 0;
        }
    }

    private void work(LeasedWork work) {
        try {
            switch (function.apply(work.item())) {
                case WorkOutcome.Done() -> leases.finish(work);
                case WorkOutcome.Again(Duration after, String reason) -> {
                    LOG.debug("{} {} comes again: {}", queue, work.item().id(), reason);
                    leases.postpone(work, after);
                    workIn(queue, after);
                }
            }
        } catch (StoreUnavailable e) {
            LOG.warn("{} {} comes again: {}", queue, work.item().id(), e.getMessage());
            giveBack(work, "something could not be reached");
        } catch (RuntimeException e) {
            LOG.error("{} {} failed in attempt {}", queue, work.item().id(), work.attempt(), e);
            giveBack(work, e.getClass().getSimpleName());
        }
    }

    private void giveBack(LeasedWork work, String reason) {
        try {
            leases.giveBack(work, reason);
        } catch (StoreUnavailable e) {
            LOG.warn("{} {} comes again when its lease has ended: {}", queue, work.item().id(), e.getMessage());
        }
    }

    /// Takes no more work, and waits until what was taken is done.
    @Override
    public void close() {
        closed = true;
        database.workSigns().remove(listener);
        signs.release();
        try {
            if (!taker.join(END_WITHIN) || !room.tryAcquire(width, END_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("work of {} goes on, and comes again if it is not done", queue);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
