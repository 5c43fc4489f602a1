package io.lapwing.restapi.functions;

import io.lapwing.sharedmodel.json.TelemetryPayloads;
import io.lapwing.sharedmodel.port.TelemetryIngestion;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.quarantine.QuarantineId;
import io.lapwing.sharedmodel.quarantine.QuarantinedMessage;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.ParsedPayload;
import io.lapwing.sharedmodel.telemetry.ParsedPayload.Parsed;
import io.lapwing.sharedmodel.telemetry.ParsedPayload.Unreadable;
import io.lapwing.sharedmodel.telemetry.Payload;
import io.lapwing.sharedmodel.telemetry.Reading;
import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;
import io.lapwing.sharedmodel.telemetry.Refusal;
import io.lapwing.sharedmodel.telemetry.RefusalCode;
import io.lapwing.sharedmodel.telemetry.WriteResult;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The port of ingestion without the function behind it: what can be parsed is stored whatever its time, and what
/// cannot is quarantined.
record StoringIngestion(TelemetryStore store) implements TelemetryIngestion {
    @Override
    public IngestOutcome ingest(ReceivedMessage message) {
        ParsedPayload payload = TelemetryPayloads.parse(message.payload(), message.kind(), message.receivedAt());
        return switch (payload) {
            case Unreadable(RefusalCode code, String reason) -> refuse(message, code, reason, List.of());
            case Parsed parsed -> take(message, parsed);
        };
    }

    private IngestOutcome take(ReceivedMessage message, Parsed parsed) {
        List<MessageWrite.Entry> entries = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        for (ParsedPayload.Entry entry : parsed.entries()) {
            refusals.addAll(entry.refusals());
            Long ts = entry.tsMillis();
            if (!entry.values().isEmpty()) {
                Instant at = ts == null ? message.receivedAt() : Instant.ofEpochMilli(ts);
                ReadingKey key = new ReadingKey(at, entry.seq());
                entries.add(new MessageWrite.Entry(new Reading(message.device(), key, entry.values()), entry.mid()));
            }
        }
        if (entries.isEmpty() && !refusals.isEmpty()) {
            return refuse(message, refusals.getFirst().code(), refusals.getFirst().reason(), refusals);
        }
        WriteResult result = store.append(List.of(new MessageWrite(message.device(),
                parsed.mid() == null ? message.mid() : parsed.mid(), message.receivedAt(), entries, List.of(),
                message.replayOf()))).getFirst();
        return switch (result) {
            case WriteResult.Written(int added, int unchanged, int overwritten, _) -> new IngestOutcome.Accepted(
                    added + overwritten, unchanged, refusals);
            case WriteResult.AlreadySeen() -> new IngestOutcome.Duplicate();
            case WriteResult.NoSuchDevice(_) -> new IngestOutcome.Rejected(RefusalCode.UNKNOWN_DEVICE,
                    "The device is not registered.", List.of());
        };
    }

    private IngestOutcome refuse(ReceivedMessage message, RefusalCode code, String reason, List<Refusal> refusals) {
        if (message.replayOf() != null) {
            return new IngestOutcome.Rejected(code, reason, refusals);
        }
        Payload payload = message.payload();
        QuarantineId id = QuarantinedMessage.idOf(message.device(), message.kind(), code, payload);
        QuarantinedMessage quarantined = new QuarantinedMessage(id, message.device(), message.kind(), message.topic(),
                payload.size() > Payload.MAX_BYTES ? null : payload, payload.size(), payload.format(), message.mid(),
                code, reason, message.receivedAt(), message.trace());
        store.append(List.of(new MessageWrite(message.device(), null, message.receivedAt(), List.of(),
                List.of(quarantined), null)));
        return new IngestOutcome.Quarantined(id, code, reason, refusals);
    }
}
