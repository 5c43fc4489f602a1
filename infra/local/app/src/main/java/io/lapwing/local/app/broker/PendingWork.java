package io.lapwing.local.app.broker;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What there is to do for devices, done on threads of its own: in order for each device, the same thing once however
/// often it was asked for meanwhile, and again and again while the store cannot be reached. What waits is bounded; what
/// there is no room for is left out, and counted.
///
/// Thread-safe.
final class PendingWork<T> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PendingWork.class);

    private static final int LANES = 2;
    private static final int BATCH = 200;
    private static final Duration MIN_PAUSE = Duration.ofMillis(50);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(2);
    private static final Duration END = Duration.ofSeconds(2);

    private final String name;
    private final Function<T, DeviceKey> device;
    private final Consumer<List<T>> work;
    private final int capacity;
    private final List<Lane> lanes;
    private final AtomicLong leftOut = new AtomicLong();
    private volatile boolean closed;

    /// @param device whom a thing is to be done for
    /// @param capacity how many things may wait
    PendingWork(String name, Function<T, DeviceKey> device, int capacity, Consumer<List<T>> work) {
        this.name = name;
        this.device = device;
        this.work = work;
        this.capacity = capacity / LANES;
        this.lanes = IntStream.range(0, LANES).mapToObj(Lane::new).toList();
        lanes.forEach(lane -> lane.thread.start());
    }

    void add(T thing) {
        if (closed || !lanes.get(Math.floorMod(device.apply(thing).hashCode(), LANES)).add(thing)) {
            leftOut.incrementAndGet();
        }
    }

    /// Does what waits for a moment longer, and leaves the rest.
    @Override
    public void close() {
        closed = true;
        lanes.forEach(Lane::wakeUp);
        long end = System.nanoTime() + END.toNanos();
        lanes.forEach(lane -> lane.awaitEnd(Duration.ofNanos(Math.max(1, end - System.nanoTime()))));
    }

    private final class Lane {

        private final Set<T> waiting = new LinkedHashSet<>();
        private final Thread thread;

        Lane(int number) {
            thread = Thread.ofPlatform().name("lapwing-" + name + "-" + number).daemon().unstarted(this::run);
        }

        synchronized boolean add(T thing) {
            if (waiting.size() >= capacity && !waiting.contains(thing)) {
                return false;
            }
            waiting.add(thing);
            notifyAll();
            return true;
        }

        synchronized void wakeUp() {
            notifyAll();
        }

        void awaitEnd(Duration patience) {
            try {
                if (!thread.join(patience)) {
                    thread.interrupt();
                }
            } catch (InterruptedException e) {
                thread.interrupt();
                Thread.currentThread().interrupt();
            }
        }

        private void run() {
            try {
                for (List<T> batch = next(); !batch.isEmpty(); batch = next()) {
                    warnOfLeftOut();
                    perform(batch);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /// @return nothing once the work is closed and all is done
        private synchronized List<T> next() throws InterruptedException {
            while (waiting.isEmpty() && !closed) {
                wait();
            }
            List<T> batch = new ArrayList<>(Math.min(BATCH, waiting.size()));
            for (Iterator<T> first = waiting.iterator(); first.hasNext() && batch.size() < BATCH;) {
                batch.add(first.next());
                first.remove();
            }
            return batch;
        }
    }

    private void perform(List<T> batch) throws InterruptedException {
        try {
            retrying(batch);
        } catch (RuntimeException e) {
            if (batch.size() == 1) {
                LOG.error("{} failed for {}", name, device.apply(batch.getFirst()), e);
                return;
            }
            for (T thing : batch) {
                perform(List.of(thing));
            }
        }
    }

    private void retrying(List<T> batch) throws InterruptedException {
        for (long pause = MIN_PAUSE.toMillis();; pause = Math.min(2 * pause, MAX_PAUSE.toMillis())) {
            try {
                work.accept(batch);
                return;
            } catch (StoreUnavailable e) {
                if (closed) {
                    LOG.warn("{}: {} are left undone: {}", name, batch.size(), e.getMessage());
                    return;
                }
                LOG.warn("{}: {}; tried again in {} ms", name, e.getMessage(), pause);
                Thread.sleep(pause);
            }
        }
    }

    private void warnOfLeftOut() {
        long lost = leftOut.getAndSet(0);
        if (lost > 0 && !closed) {
            LOG.warn("{}: {} were too many to wait", name, lost);
        }
    }
}
