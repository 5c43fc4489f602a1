package io.lapwing.sharedmodel.telemetry;

import io.lapwing.sharedmodel.device.DeviceKey;

/// What became of a [MessageWrite]. Values are counted, one for each metric of each reading.
public sealed interface WriteResult {

    /// @param added values that were not there
    /// @param unchanged values that were there already, those of an entry whose message id was taken among them
    /// @param overwritten values that replaced another
    /// @param late readings older than the newest of their device
    record Written(int added, int unchanged, int overwritten, int late) implements WriteResult {}

    /// The message id is taken, or the quarantined message has been replayed: nothing was stored.
    record AlreadySeen() implements WriteResult {}

    /// A device of the message is not registered (any more): nothing was stored.
    record NoSuchDevice(DeviceKey device) implements WriteResult {}
}
