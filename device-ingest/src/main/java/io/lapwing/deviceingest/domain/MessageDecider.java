package io.lapwing.deviceingest.domain;

import io.lapwing.sharedmodel.device.DeviceReply.ErrorReply;
import io.lapwing.sharedmodel.quarantine.QuarantineId;
import io.lapwing.sharedmodel.quarantine.QuarantinedMessage;
import io.lapwing.sharedmodel.telemetry.MessageId;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.ParsedPayload.Entry;
import io.lapwing.sharedmodel.telemetry.ParsedPayload.Parsed;
import io.lapwing.sharedmodel.telemetry.ParsedPayload.Unreadable;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;
import io.lapwing.sharedmodel.telemetry.Refusal;
import io.lapwing.sharedmodel.telemetry.RefusalCode;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// Decides on messages, each for itself.
public final class MessageDecider {

    private final Quarantine quarantine;

    public MessageDecider(GatewayEnvelope envelope) {
        this.quarantine = new Quarantine(envelope);
    }

    /// @param known at least those devices that the message names and that are registered
    public Decision decide(ParsedMessage parsed, KnownDevices known) {
        ReceivedMessage message = parsed.message();
        if (!known.contains(message.device())) {
            return refuse(parsed, new Fault(RefusalCode.UNKNOWN_DEVICE,
                    "The device " + message.device() + " is not registered."));
        }
        return switch (parsed.payload()) {
            case Unreadable(RefusalCode code, String reason) -> refuse(parsed, new Fault(code, reason));
            case Parsed(_, List<Entry> entries) ->
                decide(parsed, entries, SortedEntries.of(message, entries, known, quarantine));
        };
    }

    private static Decision decide(ParsedMessage parsed, List<Entry> entries, SortedEntries sorted) {
        List<ErrorReply> errors = ErrorReplies.of(parsed, entries, sorted.refusals());
        if (!sorted.anyAccepted() || putsBackItself(parsed.message(), sorted.setAside())) {
            Refusal first = sorted.refusals().getFirst();
            return setAside(parsed, new Fault(first.code(), first.reason()), sorted.refusals(), errors);
        }
        return new Decision.Store(write(parsed, sorted.stored(), sorted.setAside()), sorted.refusals(), errors);
    }

    static Decision refuse(ParsedMessage parsed, Fault fault) {
        return setAside(parsed, fault, List.of(), ErrorReplies.of(parsed, fault));
    }

    /// Nothing of the message can be taken.
    private static Decision setAside(ParsedMessage parsed, Fault fault, List<Refusal> refusals,
            List<ErrorReply> errors) {
        if (parsed.message().replayOf() != null) {
            return new Decision.Reject(fault, refusals);
        }
        QuarantinedMessage kept = Quarantine.message(parsed, fault);
        return new Decision.SetAside(write(parsed, List.of(), List.of(kept)), kept.id(), fault, refusals, errors);
    }

    /// A replay ends the wait of its original, so that it cannot be what makes it wait again.
    private static boolean putsBackItself(ReceivedMessage message, List<QuarantinedMessage> setAside) {
        QuarantineId original = message.replayOf();
        return original != null && setAside.stream().anyMatch(part -> part.id().equals(original));
    }

    private static MessageWrite write(ParsedMessage parsed, List<MessageWrite.Entry> entries,
            List<QuarantinedMessage> quarantined) {
        ReceivedMessage message = parsed.message();
        return new MessageWrite(message.device(), claim(parsed), message.receivedAt(), entries, quarantined,
                message.replayOf());
    }

    /// A replay's message id was claimed when its original came in; what makes it unique is the quarantine.
    private static @Nullable MessageId claim(ParsedMessage parsed) {
        return parsed.message().replayOf() == null ? parsed.mid() : null;
    }
}
