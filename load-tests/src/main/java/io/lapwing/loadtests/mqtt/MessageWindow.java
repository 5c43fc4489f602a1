package io.lapwing.loadtests.mqtt;

import java.util.SortedSet;
import java.util.TreeSet;

/// The messages of one device, numbered from 0: which of them it may be told of yet, and which it was told of. All
/// that it keeps of those that are closed is how many they are. Used by one thread.
final class MessageWindow {

    private static final int PACKET_IDS = 65_535;

    private final long[] sentMicros;
    private final boolean[] closed;
    private final int mask;
    private final SortedSet<Long> refused = new TreeSet<>();
    private long firstOpen;
    private long next;

    /// @param size how many messages may be in flight
    MessageWindow(int size) {
        if (size < 1 || size > PACKET_IDS) {
            throw new IllegalArgumentException("a window has 1 to 65535 messages, not " + size);
        }
        int slots = Integer.highestOneBit(size) == size ? size : Integer.highestOneBit(size) << 1;
        sentMicros = new long[slots];
        closed = new boolean[slots];
        mask = slots - 1;
    }

    /// Every message below this one was acknowledged or refused.
    long firstOpen() {
        return firstOpen;
    }

    /// The message to be sent next.
    long next() {
        return next;
    }

    int inFlight() {
        return (int) (next - firstOpen);
    }

    /// Takes the next message into the window, which must have room.
    long open(long nowMicros) {
        int slot = slot(next);
        sentMicros[slot] = nowMicros;
        closed[slot] = false;
        return next++;
    }

    /// When a message in the window was first sent.
    long sentMicros(long number) {
        return sentMicros[slot(number)];
    }

    boolean isOpen(long number) {
        return number >= firstOpen && number < next && !closed[slot(number)];
    }

    int packetId(long number) {
        return (int) (number % PACKET_IDS) + 1;
    }

    /// The open message of this packet id; -1 if there is none.
    long numberOf(int packetId) {
        long ahead = Math.floorMod(packetId - 1 - firstOpen, (long) PACKET_IDS);
        return isOpen(firstOpen + ahead) ? firstOpen + ahead : -1;
    }

    void acknowledge(long number) {
        closed[slot(number)] = true;
        while (firstOpen < next && closed[slot(firstOpen)]) {
            firstOpen++;
        }
    }

    void refuse(long number) {
        refused.add(number);
        acknowledge(number);
    }

    /// Which messages were acknowledged, as it stands.
    Acknowledged acknowledged() {
        SortedSet<Long> beyond = new TreeSet<>();
        for (long number = firstOpen; number < next; number++) {
            if (closed[slot(number)] && !refused.contains(number)) {
                beyond.add(number);
            }
        }
        return new Acknowledged(firstOpen, beyond, refused, next);
    }

    private int slot(long number) {
        return (int) number & mask;
    }
}
