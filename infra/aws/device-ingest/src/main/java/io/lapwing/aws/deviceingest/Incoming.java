package io.lapwing.aws.deviceingest;

import io.lapwing.aws.runtime.sqs.SqsRecord;
import io.lapwing.sharedmodel.quarantine.QuarantinedMessage;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;
import io.lapwing.sharedmodel.telemetry.MessageId;
import io.lapwing.sharedmodel.telemetry.MessageKind;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.Payload;
import io.lapwing.sharedmodel.telemetry.PayloadFormat;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;
import io.lapwing.sharedmodel.telemetry.RefusalCode;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/// What a record of the queue turns out to be.
sealed interface Incoming {

    /// A message for the function.
    record Message(ReceivedMessage message) implements Incoming {}

    /// Sent by a known device, but its payload did not survive the way here.
    record Damaged(MessageWrite kept) implements Incoming {}

    /// Nobody can tell whose it is.
    ///
    /// @param reason without anything of what it holds
    record Unreadable(String reason) implements Incoming {}

    /// @param kinds which messages are expected
    /// @param now what is taken for the time of receipt where nobody tells
    static Incoming read(SqsRecord record, Predicate<MessageKind> kinds, Instant now) {
        Optional<IotEnvelope> read = Optional.ofNullable(record.body()).flatMap(IotEnvelope::read);
        if (read.isEmpty()) {
            return new Unreadable("the body is not an envelope of the IoT rule");
        }
        IotEnvelope envelope = read.get();
        Optional<DeviceTopic> topic = DeviceTopic.parse(envelope.topic()).filter(known -> kinds.test(known.kind()));
        if (topic.isEmpty()) {
            return new Unreadable("the topic is none that this function takes messages from");
        }
        Instant receivedAt = envelope.receivedAt() == null ? sentAt(record, now) : envelope.receivedAt();
        TraceParent trace = trace(record, envelope);
        byte[] payload = decoded(envelope.payload());
        if (payload == null) {
            return new Damaged(damaged(record, envelope, topic.get(), receivedAt, trace));
        }
        return new Message(new ReceivedMessage(topic.get().device(), topic.get().kind(), envelope.topic(),
                Payload.of(payload, PayloadFormat.of(envelope.contentType())),
                MessageId.ofCloudEvent(envelope.userProperties()::get).orElse(null), receivedAt, trace, null));
    }

    private static byte @Nullable [] decoded(@Nullable String payload) {
        try {
            return payload == null ? null : Base64.getDecoder().decode(payload);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Instant sentAt(SqsRecord record, Instant now) {
        String sent = record.attributes().get("SentTimestamp");
        try {
            return sent == null ? now : Instant.ofEpochMilli(Long.parseLong(sent));
        } catch (NumberFormatException e) {
            return now;
        }
    }

    private static @Nullable TraceParent trace(SqsRecord record, IotEnvelope envelope) {
        return TraceParent.parse(envelope.userProperties().get("traceparent"))
                .or(() -> TraceParent.parse(record.messageAttributes().get("traceparent")))
                .or(() -> XRayHeader.parse(record.attributes().get("AWSTraceHeader"))).orElse(null);
    }

    /// As its text came, so that it can be seen what happened to it, corrected and replayed.
    private static MessageWrite damaged(SqsRecord record, IotEnvelope envelope, DeviceTopic topic, Instant receivedAt,
            @Nullable TraceParent trace) {
        String text = envelope.payload() == null ? String.valueOf(record.body()) : envelope.payload();
        Payload original = Payload.of(text.getBytes(StandardCharsets.UTF_8), PayloadFormat.of(envelope.contentType()));
        String reason = envelope.payload() == null ? "The envelope has no payload."
                : "The envelope's payload is not base64.";
        QuarantinedMessage kept = new QuarantinedMessage(
                QuarantinedMessage.idOf(topic.device(), topic.kind(), RefusalCode.PAYLOAD_MALFORMED, original),
                topic.device(), topic.kind(), envelope.topic(), original.size() > Payload.MAX_BYTES ? null : original,
                original.size(), original.format(), null, RefusalCode.PAYLOAD_MALFORMED, reason, receivedAt, trace);
        return new MessageWrite(topic.device(), null, receivedAt, List.of(), List.of(kept), null);
    }
}
