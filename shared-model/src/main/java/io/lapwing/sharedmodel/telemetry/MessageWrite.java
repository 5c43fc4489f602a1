package io.lapwing.sharedmodel.telemetry;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.quarantine.QuarantineId;
import io.lapwing.sharedmodel.quarantine.QuarantinedMessage;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// All that one message has to store.
///
/// @param source who sent it, and whose message ids `mid` is one of
/// @param entries its readings, in the order of the message
/// @param quarantined its parts that could not be taken
/// @param replayOf the quarantined message that this is a replay of
public record MessageWrite(DeviceKey source, @Nullable MessageId mid, Instant receivedAt, List<Entry> entries,
        List<QuarantinedMessage> quarantined, @Nullable QuarantineId replayOf) {

    public MessageWrite {
        entries = List.copyOf(entries);
        quarantined = List.copyOf(quarantined);
    }

    /// @param mid the message id that this entry alone carries, one of its device's
    public record Entry(Reading reading, @Nullable MessageId mid) {}
}
