package io.lapwing.deviceingest.domain;

import io.lapwing.sharedmodel.device.DeviceReply.ErrorReply;
import io.lapwing.sharedmodel.shadow.ShadowAnswer;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.MessageWrite;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// How a message for a shadow ends, once the shadow is as it should be.
///
/// @param write what is still to be stored: the message itself, in quarantine, or the end of the wait of what it
/// replays; null for nothing
/// @param answer what its sender is told on the shadow's topics; null for nothing
/// @param errors what else its sender is told
public record ShadowSettlement(@Nullable MessageWrite write, IngestOutcome outcome, @Nullable ShadowAnswer answer,
        List<ErrorReply> errors) {

    public ShadowSettlement {
        errors = List.copyOf(errors);
    }
}
