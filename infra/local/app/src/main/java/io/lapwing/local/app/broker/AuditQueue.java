package io.lapwing.local.app.broker;

import io.lapwing.sharedmodel.audit.AuditEvent;
import io.lapwing.sharedmodel.port.AuditLog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes refusals to the audit log without making the broker wait, and not more of them than an attacker should be
/// able to fill a store with.
final class AuditQueue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AuditQueue.class);

    private static final int CAPACITY = 1_000;
    private static final int BATCH = 100;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration END = Duration.ofSeconds(3);

    private final AuditLog auditLog;
    private final BlockingQueue<AuditEvent> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread = Thread.ofPlatform().name("lapwing-audit").daemon().unstarted(this::work);
    private volatile boolean closed;

    AuditQueue(AuditLog auditLog) {
        this.auditLog = auditLog;
        thread.start();
    }

    void add(AuditEvent event) {
        if (closed || !queue.offer(event)) {
            dropped.incrementAndGet();
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            if (!thread.join(END)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    /// At most one batch in each pause: 200 events a second, and one warning for what was too much.
    private void work() {
        try {
            while (!closed || !queue.isEmpty()) {
                List<AuditEvent> batch = next();
                if (!batch.isEmpty()) {
                    write(batch);
                    pause();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<AuditEvent> next() throws InterruptedException {
        List<AuditEvent> batch = new ArrayList<>(BATCH);
        AuditEvent first = queue.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
            batch.add(first);
            queue.drainTo(batch, BATCH - 1);
        }
        return batch;
    }

    private void write(List<AuditEvent> batch) {
        long lost = dropped.getAndSet(0);
        if (lost > 0) {
            LOG.warn("{} refusals were too many to be audited", lost);
        }
        try {
            auditLog.append(batch);
        } catch (RuntimeException e) {
            LOG.error("{} refusals could not be audited", batch.size(), e);
        }
    }

    private void pause() throws InterruptedException {
        if (!closed) {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        }
    }
}
