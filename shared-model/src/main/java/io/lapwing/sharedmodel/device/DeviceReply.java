package io.lapwing.sharedmodel.device;

import io.lapwing.sharedmodel.telemetry.MessageId;
import io.lapwing.sharedmodel.telemetry.RefusalCode;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/// Something that a device is told.
public sealed interface DeviceReply {

    DeviceKey device();

    /// The trace of what is answered, to be continued by the device.
    @Nullable
    TraceParent trace();

    /// A message of the device, or a part of it, was refused.
    ///
    /// @param mid the id of the refused message, where it had one
    /// @param retryAfter when to try again, where that can help
    record ErrorReply(DeviceKey device, @Nullable MessageId mid, RefusalCode code, String reason,
            @Nullable Duration retryAfter, @Nullable TraceParent trace) implements DeviceReply {}
}
