package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.quarantine.QuarantineEntry;
import io.lapwing.sharedmodel.quarantine.QuarantineId;
import io.lapwing.sharedmodel.quarantine.QuarantinedMessage;
import io.lapwing.sharedmodel.telemetry.MessageId;
import io.lapwing.sharedmodel.telemetry.MessageKind;
import io.lapwing.sharedmodel.telemetry.Payload;
import io.lapwing.sharedmodel.telemetry.PayloadFormat;
import io.lapwing.sharedmodel.telemetry.RefusalCode;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Quarantined messages as items.
final class QuarantineItems {

    static final String VERSION = "version";
    /// Whose message it is, an attribute of its place in the list.
    static final String DEVICE = "device";
    private static final String FIRST_RECEIVED = "first";
    private static final String OCCURRENCES = "occurrences";
    private static final String REPLAYED = "replayed";
    private static final String MESSAGE = "message";

    private QuarantineItems() {}

    static Map<String, AttributeValue> write(QuarantineEntry entry) {
        Map<String, AttributeValue> item = new HashMap<>();
        CompactWriter message = new CompactWriter();
        write(entry.message(), message);
        item.put(MESSAGE, message.toAttribute());
        item.put(FIRST_RECEIVED, Items.of(entry.firstReceivedAt().toEpochMilli()));
        item.put(OCCURRENCES, Items.of(entry.occurrences()));
        item.put(VERSION, Items.of(entry.version()));
        Instant replayedAt = entry.replayedAt();
        if (replayedAt != null) {
            item.put(REPLAYED, Items.of(replayedAt.toEpochMilli()));
        }
        return item;
    }

    static QuarantineEntry read(Map<String, AttributeValue> item) {
        return new QuarantineEntry(read(CompactReader.of(item.get(MESSAGE))),
                Instant.ofEpochMilli(Items.number(item, FIRST_RECEIVED)), Items.number(item, OCCURRENCES),
                Items.optionalNumber(item, REPLAYED).map(Instant::ofEpochMilli).orElse(null),
                Items.number(item, VERSION));
    }

    static void write(QuarantinedMessage message, CompactWriter out) {
        MessageId mid = message.mid();
        TraceParent trace = message.trace();
        Payload payload = message.payload();
        out.text(message.id().value()).text(message.device().tenant().value())
                .text(message.device().device().value()).text(message.kind().name()).text(message.topic())
                .number(message.payloadBytes()).text(message.format().name())
                .optionalText(mid == null ? null : mid.value()).text(message.code().name()).text(message.reason())
                .signed(message.receivedAt().toEpochMilli()).optionalText(trace == null ? null : trace.header())
                .flag(payload != null);
        if (payload != null) {
            out.bytes(payload.toBytes());
        }
    }

    static QuarantinedMessage read(CompactReader in) {
        QuarantineId id = new QuarantineId(in.text());
        DeviceKey device = DeviceKey.of(in.text(), in.text());
        MessageKind kind = MessageKind.valueOf(in.text());
        String topic = in.text();
        int payloadBytes = in.count();
        PayloadFormat format = PayloadFormat.valueOf(in.text());
        @Nullable
        String mid = in.optionalText();
        RefusalCode code = RefusalCode.valueOf(in.text());
        String reason = in.text();
        Instant receivedAt = Instant.ofEpochMilli(in.signed());
        TraceParent trace = TraceParent.parse(in.optionalText()).orElse(null);
        Payload payload = in.flag() ? Payload.of(in.bytes(), format) : null;
        return new QuarantinedMessage(id, device, kind, topic, payload, payloadBytes, format,
                mid == null ? null : new MessageId(mid), code, reason, receivedAt, trace);
    }
}
