package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceReply;
import io.lapwing.sharedmodel.port.DeviceReplies;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Publishes replies through AWS IoT Core.
///
/// A function's process sleeps from its answer to its next call, and what it still had to do waits with it. So
/// [#send] only collects, and whoever calls the function calls [#flush] before it answers. That takes a bounded time,
/// and what could not be published in it is dropped.
public final class IotDeviceReplies implements DeviceReplies {

    private static final System.Logger LOG = System.getLogger(IotDeviceReplies.class.getName());

    private static final int MAX_WAITING = 1_000;
    /// Replies to one device keep to their order, so they all go the same way.
    private static final int LANES = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration END = Duration.ofMillis(100);

    private final IotPublisher iot;
    private final BlockingQueue<DeviceReply> waiting = new ArrayBlockingQueue<>(MAX_WAITING);

    public IotDeviceReplies(IotPublisher iot) {
        this.iot = iot;
    }

    @Override
    public void send(List<DeviceReply> replies) {
        int dropped = 0;
        for (DeviceReply reply : replies) {
            dropped += waiting.offer(reply) ? 0 : 1;
        }
        if (dropped > 0) {
            LOG.log(System.Logger.Level.WARNING, "{0} replies to devices are dropped: too many wait", dropped);
        }
    }

    /// Publishes what waits. Returns when that is done, after little more than a second at most; never throws.
    public void flush() {
        List<DeviceReply> replies = new ArrayList<>();
        waiting.drainTo(replies);
        if (replies.isEmpty()) {
            return;
        }
        Run run = new Run(replies.size());
        List<Thread> threads = lanes(replies).stream()
                .map(lane -> Thread.ofVirtual().name("lapwing-replies").start(() -> run.publish(lane))).toList();
        if (!ended(threads, PATIENCE)) {
            threads.forEach(Thread::interrupt);
            ended(threads, END);
        }
        run.report();
    }

    private static Collection<List<DeviceReply>> lanes(List<DeviceReply> replies) {
        Map<Integer, List<DeviceReply>> lanes = new HashMap<>();
        replies.forEach(reply -> lanes.computeIfAbsent(Math.floorMod(reply.device().hashCode(), LANES),
                _ -> new ArrayList<>()).add(reply));
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

        void publish(List<DeviceReply> lane) {
            for (DeviceReply reply : lane) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                try {
                    iot.publish(reply);
                    left.decrementAndGet();
                } catch (PublishFailed e) {
                    failure = String.valueOf(e.getMessage());
                }
            }
        }

        void report() {
            int dropped = left.get();
            if (dropped > 0) {
                LOG.log(System.Logger.Level.WARNING, "{0} replies to devices are dropped: {1}", dropped, failure);
            }
        }
    }
}
