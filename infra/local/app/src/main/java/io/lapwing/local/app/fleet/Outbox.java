package io.lapwing.local.app.fleet;

import java.util.ArrayDeque;
import java.util.Deque;

/// What a device has to say, in its order: kept until the broker has acknowledged it. A device that is away for long
/// forgets the oldest. Not thread-safe.
final class Outbox {

    private static final int MAX_MESSAGES = 500;

    private final Deque<DeviceMessage> messages = new ArrayDeque<>();

    void add(DeviceMessage message) {
        if (messages.size() == MAX_MESSAGES) {
            messages.removeFirst();
        }
        messages.add(message);
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    void sendAll(Session session) throws SessionLost {
        for (DeviceMessage first = messages.peek(); first != null; first = messages.peek()) {
            session.send(first);
            messages.remove();
        }
    }
}
