package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.DeviceReply;

import java.util.List;

/// Tells devices things, over whatever they are connected by.
///
/// Thread-safe. Best effort and at most once: a device that is not connected, or a process that ends, may cost a
/// reply; what a reply is about is in the store. Does not block on the network, and keeps a bounded number of
/// replies.
public interface DeviceReplies {

    void send(List<DeviceReply> replies);
}
