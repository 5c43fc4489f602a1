package io.lapwing.local.adapters;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One thread of a [MessageBatcher], and the messages that wait for it.
final class Lane {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    /// How often a lane without work looks whether it is to end.
    private static final Duration IDLE = Duration.ofMillis(100);

    private final BatchRun run;
    private final BatcherSettings settings;
    private final BlockingQueue<Entry> queue;
    private final Thread thread;
    private volatile boolean draining;
    private volatile boolean ended;

    Lane(int number, BatchRun run, BatcherSettings settings) {
        this.run = run;
        this.settings = settings;
        this.queue = new LinkedBlockingQueue<>(settings.queueMessages());
        this.thread = Thread.ofPlatform().name("lapwing-ingest-" + number).daemon().unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    boolean add(Entry entry) {
        if (!queue.offer(entry)) {
            return false;
        }
        // A lane that ended meanwhile would never come to this entry.
        return !ended || !queue.remove(entry);
    }

    void drainUntil(long deadlineNanos) {
        run.stopRetryingAt(deadlineNanos);
        draining = true;
    }

    /// Waits for the lane's end, and ends it if that takes too long.
    void awaitEnd(Duration patience) {
        try {
            if (!thread.join(patience)) {
                thread.interrupt();
                thread.join(settings.drainTime());
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
        failAll();
    }

    private void work() {
        try {
            while (!(draining && queue.isEmpty())) {
                List<Entry> batch = next();
                if (!batch.isEmpty()) {
                    runOne(batch);
                }
            }
        } catch (InterruptedException e) {
            LOG.warn("{} was ended with {} messages waiting", thread.getName(), queue.size());
            Thread.currentThread().interrupt();
        } finally {
            failAll();
        }
    }

    private void failAll() {
        ended = true;
        for (Entry entry = queue.poll(); entry != null; entry = queue.poll()) {
            entry.failed(new IllegalStateException("the process is ending"));
        }
    }

    /// An error (no memory, a class that is not there) says nothing of the messages: they are not acknowledged, and
    /// come again. The lane goes on, so that a process which survives the error still works.
    private void runOne(List<Entry> batch) throws InterruptedException {
        try {
            run.run(batch);
        } catch (Error e) {
            LOG.error("{} failed on a batch of {} messages", thread.getName(), batch.size(), e);
        }
    }

    private List<Entry> next() throws InterruptedException {
        Entry first = queue.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
            return List.of();
        }
        List<Entry> batch = new ArrayList<>(Math.min(settings.batchMessages(), queue.size() + 1));
        batch.add(first);
        long bytes = fill(batch, first.bytes());
        if (!settings.linger().isZero() && batch.size() < settings.batchMessages() && !draining) {
            linger(batch, bytes);
        }
        return batch;
    }

    private void linger(List<Entry> batch, long filled) throws InterruptedException {
        long bytes = filled;
        long end = System.nanoTime() + settings.linger().toNanos();
        while (batch.size() < settings.batchMessages() && bytes < settings.batchBytes() && queue.isEmpty()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return;
            }
            Entry more = queue.poll(left, TimeUnit.NANOSECONDS);
            if (more == null) {
                return;
            }
            batch.add(more);
            bytes = fill(batch, bytes + more.bytes());
        }
    }

    /// Takes what is there, up to the bounds of a batch. Only this thread takes from the queue, so what it sees first
    /// is what it gets.
    private long fill(List<Entry> batch, long filled) {
        long bytes = filled;
        for (Entry next = queue.peek(); next != null && batch.size() < settings.batchMessages()
                && bytes + next.bytes() <= settings.batchBytes(); next = queue.peek()) {
            batch.add(queue.remove());
            bytes += next.bytes();
        }
        return bytes;
    }
}
