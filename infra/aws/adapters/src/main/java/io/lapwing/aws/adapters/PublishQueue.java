package io.lapwing.aws.adapters;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntConsumer;

/// What is to be published before a call of a function ends.
///
/// A function's process sleeps from its answer to its next call, and what it still had to do waits with it. So
/// [#add] only collects, and whoever calls the function calls [#flush] before it answers. That takes a bounded time,
/// and what could not be published in it is dropped.
///
/// Thread-safe.
final class PublishQueue<T> {

    private static final System.Logger LOG = System.getLogger(PublishQueue.class.getName());

    private static final int MAX_WAITING = 1_000;
    /// What goes to one receiver keeps to its order, so it all goes the same way.
    private static final int LANES = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration END = Duration.ofMillis(100);

    private final String what;
    private final Function<T, Object> receiver;
    private final Publication<T> publication;
    private final IntConsumer dropped;
    private final BlockingQueue<T> waiting = new ArrayBlockingQueue<>(MAX_WAITING);

    interface Publication<T> {

        void publish(T message) throws PublishFailed;
    }

    /// @param what the messages are, as the log says it
    /// @param receiver to whom a message goes
    /// @param dropped hears how many messages were not published
    PublishQueue(String what, Function<T, Object> receiver, Publication<T> publication, IntConsumer dropped) {
        this.what = what;
        this.receiver = receiver;
        this.publication = publication;
        this.dropped = dropped;
    }

    void add(List<T> messages) {
        int left = 0;
        for (T message : messages) {
            left += waiting.offer(message) ? 0 : 1;
        }
        drop(left, "too many wait");
    }

    /// Publishes what waits. Returns when that is done, after little more than a second at most; never throws.
    void flush() {
        List<T> messages = new ArrayList<>();
        waiting.drainTo(messages);
        if (messages.isEmpty()) {
            return;
        }
        Run run = new Run(messages.size());
        List<Thread> threads = lanes(messages).stream()
                .map(lane -> Thread.ofVirtual().name("lapwing-publishing").start(() -> run.publish(lane))).toList();
        if (!ended(threads, PATIENCE)) {
            threads.forEach(Thread::interrupt);
            ended(threads, END);
        }
        drop(run.left.get(), run.failure);
    }

    private void drop(int count, String reason) {
        if (count > 0) {
            LOG.log(System.Logger.Level.WARNING, "{0} {1} are dropped: {2}", count, what, reason);
            dropped.accept(count);
        }
    }

    private Collection<List<T>> lanes(List<T> messages) {
        Map<Integer, List<T>> lanes = new HashMap<>();
        messages.forEach(message -> lanes.computeIfAbsent(Math.floorMod(receiver.apply(message).hashCode(), LANES),
                _ -> new ArrayList<>()).add(message));
        return lanes.values();
    }

    private static boolean ended(List<Thread> threads, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            for (Thread thread : threads) {
                if (!thread.join(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// One flush, and what becomes of it.
    private final class Run {

        private final AtomicInteger left;
        private volatile String failure = "no time was left";

        Run(int size) {
            this.left = new AtomicInteger(size);
        }

        void publish(List<T> lane) {
            for (T message : lane) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                try {
                    publication.publish(message);
                    left.decrementAndGet();
                } catch (PublishFailed e) {
                    failure = String.valueOf(e.getMessage());
                }
            }
        }
    }
}
