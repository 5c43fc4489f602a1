package io.lapwing.deviceingest.domain;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.quarantine.QuarantineId;
import io.lapwing.sharedmodel.quarantine.QuarantinedMessage;
import io.lapwing.sharedmodel.telemetry.MessageId;
import io.lapwing.sharedmodel.telemetry.MessageKind;
import io.lapwing.sharedmodel.telemetry.ParsedPayload.Entry;
import io.lapwing.sharedmodel.telemetry.Payload;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;

import org.jspecify.annotations.Nullable;

/// Makes quarantined messages out of messages and their entries.
final class Quarantine {

    private final GatewayEnvelope envelope;

    Quarantine(GatewayEnvelope envelope) {
        this.envelope = envelope;
    }

    /// A whole message.
    static QuarantinedMessage message(ParsedMessage parsed, Fault fault) {
        ReceivedMessage message = parsed.message();
        return of(message, message.device(), message.kind(), message.payload(), parsed.mid(), fault);
    }

    /// An entry whose device is known: to be replayed as that device's own message.
    static QuarantinedMessage entry(ReceivedMessage message, DeviceKey device, Entry entry, Fault fault) {
        return of(message, device, MessageKind.TELEMETRY, entry.original(), entry.mid(), fault);
    }

    /// An entry of a child that is not known: to be replayed once the child is registered.
    QuarantinedMessage entryOfUnknownChild(ReceivedMessage message, String child, Entry entry, Fault fault) {
        return of(message, message.device(), MessageKind.GATEWAY_TELEMETRY, envelope.wrap(child, entry.original()),
                entry.mid(), fault);
    }

    private static QuarantinedMessage of(ReceivedMessage message, DeviceKey device, MessageKind kind, Payload payload,
            @Nullable MessageId mid, Fault fault) {
        QuarantineId id = QuarantinedMessage.idOf(device, kind, fault.code(), payload);
        boolean canBeKept = payload.size() <= Payload.MAX_BYTES;
        return new QuarantinedMessage(id, device, kind, message.topic(), canBeKept ? payload : null, payload.size(),
                payload.format(), mid, fault.code(), fault.reason(), message.receivedAt(), message.trace());
    }
}
