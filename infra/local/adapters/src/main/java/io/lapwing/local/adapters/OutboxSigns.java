package io.lapwing.local.adapters;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Tells the relays of this process that a transaction which has committed put events into the outbox. Those of other
/// processes look now and then, in case that this one dies before its own have taken them. Thread-safe.
final class OutboxSigns {

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /// @param listener called for each sign, by whoever gives it; must not wait
    void add(Runnable listener) {
        listeners.add(listener);
    }

    void remove(Runnable listener) {
        listeners.remove(listener);
    }

    void give() {
        listeners.forEach(Runnable::run);
    }
}
