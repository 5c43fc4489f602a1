package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceReply;
import io.lapwing.sharedmodel.port.DeviceReplies;

import java.util.List;

/// Publishes replies through AWS IoT Core, before the call ends that they came up in: whoever calls the function calls
/// [#flush] before it answers.
public final class IotDeviceReplies implements DeviceReplies {

    private final PublishQueue<DeviceReply> waiting;

    public IotDeviceReplies(IotPublisher iot) {
        this.waiting = new PublishQueue<>("replies to devices", DeviceReply::device, iot::publish, _ -> {});
    }

    @Override
    public void send(List<DeviceReply> replies) {
        waiting.add(replies);
    }

    /// Publishes what waits. Returns when that is done, after little more than a second at most; never throws.
    public void flush() {
        waiting.flush();
    }
}
