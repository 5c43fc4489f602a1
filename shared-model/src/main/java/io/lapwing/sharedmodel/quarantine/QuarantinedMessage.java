package io.lapwing.sharedmodel.quarantine;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.telemetry.MessageId;
import io.lapwing.sharedmodel.telemetry.MessageKind;
import io.lapwing.sharedmodel.telemetry.Payload;
import io.lapwing.sharedmodel.telemetry.PayloadFormat;
import io.lapwing.sharedmodel.telemetry.RefusalCode;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/// A message, or one entry of a message, that could not be taken, with all that is needed to try it again.
///
/// @param device whose readings it holds
/// @param kind how its payload is to be read when it is replayed
/// @param topic where it came in
/// @param payload the original; null where it was too large to be kept
/// @param payloadBytes how large the original is
/// @param receivedAt when it came in, the last time if it came more than once; a replay takes place as of then
public record QuarantinedMessage(QuarantineId id, DeviceKey device, MessageKind kind, String topic,
        @Nullable Payload payload, int payloadBytes, PayloadFormat format, @Nullable MessageId mid, RefusalCode code,
        String reason, Instant receivedAt, @Nullable TraceParent trace) {

    private static final int ID_BYTES = 16;

    /// The id of what `device` sent: the same message refused for the same reason has the same id, however often it
    /// is delivered.
    public static QuarantineId idOf(DeviceKey device, MessageKind kind, RefusalCode code, Payload payload) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String frame = device + "\n" + kind + "\n" + code + "\n" + payload.format() + "\n";
            digest.update(frame.getBytes(StandardCharsets.UTF_8));
            digest.update(payload.toBytes());
            return new QuarantineId("Q-" + HexFormat.of().formatHex(digest.digest(), 0, ID_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
