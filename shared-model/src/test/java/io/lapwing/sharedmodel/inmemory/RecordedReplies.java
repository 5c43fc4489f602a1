package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.DeviceReply;
import io.lapwing.sharedmodel.port.DeviceReplies;

import java.util.ArrayDeque;
import java.util.List;

/// Remembers what devices were told: the last 100,000 replies.
public final class RecordedReplies implements DeviceReplies {

    private static final int MAX_KEPT = 100_000;

    private final ArrayDeque<DeviceReply> kept = new ArrayDeque<>();

    @Override
    public synchronized void send(List<DeviceReply> replies) {
        for (DeviceReply reply : replies) {
            if (kept.size() == MAX_KEPT) {
                kept.removeFirst();
            }
            kept.addLast(reply);
        }
    }

    /// Everything that was sent, in its order.
    public synchronized List<DeviceReply> all() {
        return List.copyOf(kept);
    }

    /// What one device was told.
    public List<DeviceReply> to(DeviceKey device) {
        return all().stream().filter(reply -> reply.device().equals(device)).toList();
    }
}
