package io.lapwing.local.app.process;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.DeviceReply;
import io.lapwing.sharedmodel.inmemory.RecordedReplies;
import io.lapwing.sharedmodel.port.DeviceReplies;
import io.lapwing.sharedmodel.port.DeviceRepliesContract;

import java.util.List;

/// Replies through a broker that came later.
class LateRepliesTest extends DeviceRepliesContract {

    private final RecordedReplies broker = new RecordedReplies();
    private final LateReplies replies = new LateReplies();

    LateRepliesTest() {
        replies.through(broker);
    }

    @Override
    protected DeviceReplies replies() {
        return replies;
    }

    @Override
    protected void connect(DeviceKey device) {
        // Everybody is listened to.
    }

    @Override
    protected List<DeviceReply> receivedBy(DeviceKey device) {
        return broker.to(device);
    }
}
