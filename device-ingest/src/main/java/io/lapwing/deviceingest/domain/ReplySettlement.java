package io.lapwing.deviceingest.domain;

import io.lapwing.sharedmodel.audit.AuditEvent;
import io.lapwing.sharedmodel.device.DeviceReply.ErrorReply;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.MessageWrite;

import org.jspecify.annotations.Nullable;

/// How a message that answers a command ends, once the command is as it should be.
///
/// @param write what is still to be stored: the message itself, in quarantine, or the end of the wait of what it
/// replays; null for nothing
/// @param error what its sender is told; null for nothing
/// @param audit what is to be answerable later; null for nothing
public record ReplySettlement(IngestOutcome outcome, @Nullable MessageWrite write, @Nullable ErrorReply error,
        @Nullable AuditEvent audit) {

    static ReplySettlement of(IngestOutcome outcome) {
        return new ReplySettlement(outcome, null, null, null);
    }
}
