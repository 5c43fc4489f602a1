package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.command.Command;

/// Sends commands to devices, over whatever they are connected by: with QoS 1, as
/// [io.lapwing.sharedmodel.json.CommandJson] writes them, to the topic that is the command's own. Where the device's
/// protocol has them, the message carries the topic of the reply, the command's id as correlation data, how long the
/// broker may keep it, and the command's trace.
///
/// Thread-safe. Returns when the broker has the command, or cannot have it; in time, and well before a minute. A command
/// can be sent again, as it is: the device knows it by its id. A sender that can tell that the device has it already, or
/// is getting it, on the connection that it has now, leaves it at that.
public interface CommandSender {

    /// What became of it.
    enum Sending {
        /// The broker has it. Whether the device will, only its acknowledgement or its reply shows.
        SENT,
        /// The device cannot be reached now, and the broker has nothing of it.
        UNREACHABLE
    }

    /// @param command whose time has not run out
    /// @throws StoreUnavailable when the broker does not answer in time: it may or may not have the command
    Sending send(Command command);
}
