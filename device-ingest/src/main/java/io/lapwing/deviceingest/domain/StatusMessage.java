package io.lapwing.deviceingest.domain;

import io.lapwing.sharedmodel.telemetry.ParsedPayload;
import io.lapwing.sharedmodel.telemetry.ParsedPayload.Entry;
import io.lapwing.sharedmodel.telemetry.ParsedPayload.Parsed;
import io.lapwing.sharedmodel.telemetry.ParsedPayload.Unreadable;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;
import io.lapwing.sharedmodel.telemetry.RefusalCode;
import io.lapwing.sharedmodel.watch.StatusReport;
import io.lapwing.sharedmodel.watch.StatusReport.Empty;
import io.lapwing.sharedmodel.watch.StatusReport.Malformed;
import io.lapwing.sharedmodel.watch.StatusReport.Told;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A message on a device's status topic, with what was read from it.
public record StatusMessage(ReceivedMessage message, StatusReport report) {

    /// What it tells of presence; empty where it tells nothing.
    public Optional<PresenceNews.Status> news() {
        return report instanceof Told(boolean online, long sid) ? Optional.of(new PresenceNews.Status(online, sid))
                : Optional.empty();
    }

    /// Whether the message itself, apart from what it tells, leaves something in the store: that it is kept in
    /// quarantine, or has been replayed from there.
    public boolean isStored(KnownDevices known) {
        return report instanceof Malformed || message.replayOf() != null || !known.contains(message.device());
    }

    /// The message as telemetry without a value, which is how the store takes it.
    public ParsedMessage asTelemetry() {
        ParsedPayload payload = switch (report) {
            case Malformed(String reason) -> new Unreadable(RefusalCode.PAYLOAD_MALFORMED, reason);
            case Told _,Empty _ -> new Parsed(null,
                    List.of(new Entry(null, null, 0, null, Map.of(), List.of(), message.payload())));
        };
        return new ParsedMessage(message, payload);
    }
}
