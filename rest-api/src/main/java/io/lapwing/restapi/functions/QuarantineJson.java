package io.lapwing.restapi.functions;

import io.lapwing.sharedmodel.quarantine.QuarantineEntry;
import io.lapwing.sharedmodel.quarantine.QuarantinedMessage;
import io.lapwing.sharedmodel.telemetry.IngestOutcome.Accepted;
import io.lapwing.sharedmodel.telemetry.MessageId;
import io.lapwing.sharedmodel.telemetry.Payload;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Quarantined messages as their admins see them.
final class QuarantineJson {
    private QuarantineJson() {}

    /// All but the payload, which may be large.
    static Map<String, @Nullable Object> summary(QuarantineEntry entry) {
        QuarantinedMessage message = entry.message();
        MessageId mid = message.mid();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", message.id().value());
        json.put("deviceId", message.device().device().value());
        json.put("state", entry.state());
        json.put("code", message.code());
        json.put("reason", message.reason());
        json.put("kind", message.kind());
        json.put("topic", message.topic());
        json.put("mid", mid == null ? null : mid.value());
        json.put("contentType", message.format().mediaType());
        json.put("payloadBytes", message.payloadBytes());
        json.put("occurrences", entry.occurrences());
        json.put("firstReceivedAt", entry.firstReceivedAt());
        json.put("receivedAt", message.receivedAt());
        json.put("replayedAt", entry.replayedAt());
        return json;
    }

    /// With the payload, as it came, in base64; null where it was too large to be kept.
    static Map<String, @Nullable Object> whole(QuarantineEntry entry) {
        Payload payload = entry.message().payload();
        Map<String, @Nullable Object> json = summary(entry);
        json.put("payloadBase64", payload == null ? null : Base64.getEncoder().encodeToString(payload.toBytes()));
        return json;
    }

    /// The entry after its replay, and what the replay brought.
    record Replayed(Map<String, @Nullable Object> entry, int accepted, int duplicate,
            List<TelemetryJson.Rejected> rejected) {}

    static Replayed replayed(QuarantineEntry entry, Accepted accepted) {
        return new Replayed(whole(entry), accepted.stored(), accepted.unchanged(),
                TelemetryJson.rejected(accepted.refusals()));
    }
}
