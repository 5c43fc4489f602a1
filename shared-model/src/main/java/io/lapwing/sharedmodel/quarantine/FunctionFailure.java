package io.lapwing.sharedmodel.quarantine;

import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.Payload;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;
import io.lapwing.sharedmodel.telemetry.RefusalCode;

import java.util.List;
import java.util.Optional;

/// A fault of ours that one message brings about alone: it is kept for a replay after the repair, so that nobody waits
/// for it. Every trigger takes a batch that fails apart, and does this with the messages that fail by themselves.
public record FunctionFailure(ReceivedMessage message, RuntimeException cause) {

    /// What is kept of the message.
    public QuarantinedMessage kept() {
        Payload payload = message.payload();
        return new QuarantinedMessage(
                QuarantinedMessage.idOf(message.device(), message.kind(), RefusalCode.FUNCTION_FAILED, payload),
                message.device(), message.kind(), message.topic(),
                payload.size() > Payload.MAX_BYTES ? null : payload, payload.size(), payload.format(), message.mid(),
                RefusalCode.FUNCTION_FAILED, "the function failed: " + cause.getClass().getSimpleName(),
                message.receivedAt(), message.trace());
    }

    /// What is to be stored; nothing for a replay, whose original lies in quarantine already.
    public Optional<MessageWrite> write() {
        return message.replayOf() != null
                ? Optional.empty()
                : Optional.of(new MessageWrite(message.device(), null, message.receivedAt(), List.of(),
                        List.of(kept()), null));
    }

    /// What became of the message, once that is stored.
    public IngestOutcome outcome() {
        QuarantinedMessage kept = kept();
        return message.replayOf() == null
                ? new IngestOutcome.Quarantined(kept.id(), kept.code(), kept.reason(), List.of())
                : new IngestOutcome.Rejected(kept.code(), kept.reason(), List.of());
    }
}
