package io.lapwing.local.app.process;

import io.lapwing.sharedmodel.device.DeviceReply;
import io.lapwing.sharedmodel.port.DeviceReplies;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// Replies through a broker that is there only later: it wants the function first, and the function wants to reply.
/// Until then nothing can have come in over MQTT that a reply is owed for.
final class LateReplies implements DeviceReplies {

    private volatile @Nullable DeviceReplies broker;

    void through(DeviceReplies replies) {
        broker = replies;
    }

    @Override
    public void send(List<DeviceReply> replies) {
        DeviceReplies open = broker;
        if (open != null) {
            open.send(replies);
        }
    }
}
