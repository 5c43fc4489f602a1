package io.lapwing.local.app.broker;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/// The held messages of one connection, in the order in which they came: the order in which MQTT wants them answered.
/// Only for the connection's thread.
final class HeldMessages {

    private final Deque<HeldMessage> messages = new ArrayDeque<>();
    private final int window;
    private final long windowBytes;
    private long bytes;

    HeldMessages(int window, long windowBytes) {
        this.window = window;
        this.windowBytes = windowBytes;
    }

    void add(HeldMessage message) {
        messages.add(message);
        bytes += message.bytes();
    }

    /// Whether a publish with this id waits for its answer.
    boolean holds(int packetId) {
        return messages.stream().anyMatch(message -> message.packetId() == packetId);
    }

    /// The first that waits for an answer of the broker to this id.
    @Nullable
    HeldMessage awaitingAnswer(int packetId) {
        for (HeldMessage message : messages) {
            if (message.packetId() == packetId && message.answer() == null) {
                return message;
            }
        }
        return null;
    }

    @Nullable
    HeldMessage first() {
        return messages.peek();
    }

    void removeFirst() {
        bytes -= messages.remove().bytes();
    }

    void clear() {
        messages.clear();
        bytes = 0;
    }

    /// Whether no more should be read from the device.
    boolean isFull() {
        return messages.size() > window || bytes > windowBytes;
    }

    /// Whether there is room again for a while.
    boolean hasRoom() {
        return messages.size() <= window / 2 && bytes <= windowBytes / 2;
    }
}
