package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.telemetry.MessageId;

/// A message id, and the device whose it is.
record ClaimKey(DeviceKey device, MessageId mid) {

    /// Written out, since a starting function would have to put the compiler's together.
    @Override
    public int hashCode() {
        return 31 * device.hashCode() + mid.hashCode();
    }
}
