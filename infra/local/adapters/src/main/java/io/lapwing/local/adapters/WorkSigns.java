package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.work.QueueName;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Tells the workers of this process that there is work, or will be in a while. Those of other processes look now and
/// then. Thread-safe.
final class WorkSigns {
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    interface Listener {
        /// Must not wait.
        void workIn(QueueName queue, Duration after);
    }

    void add(Listener listener) {
        listeners.add(listener);
    }

    void remove(Listener listener) {
        listeners.remove(listener);
    }

    void give(QueueName queue, Duration after) {
        listeners.forEach(listener -> listener.workIn(queue, after));
    }
}
