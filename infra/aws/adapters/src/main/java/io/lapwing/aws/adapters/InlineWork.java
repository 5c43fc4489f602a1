package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.telemetry.TraceParent;
import io.lapwing.sharedmodel.work.QueueName;
import io.lapwing.sharedmodel.work.WorkId;
import io.lapwing.sharedmodel.work.WorkItem;
import io.lapwing.sharedmodel.work.WorkPayload;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// A piece of work as a message carries it: the payload in base64 as its body, a large one deflated, the rest in its
/// attributes. The work queues of aws-transfer, which can carry more, write small work in the same way.
public final class InlineWork {

    static final String WORK_ID = "workId";
    static final String TRACE = "traceparent";
    static final String PAYLOAD = "payload";
    static final String INLINE = "inline";
    static final String DEFLATED = "deflated";

    /// A picture in a message is base64 already, and twice is too much for a queue.
    private static final int DEFLATED_FROM = 64 * 1024;
    /// What every queue takes, less room for the attributes.
    private static final int MAX_BODY = 256 * 1024 - 4096;

    private InlineWork() {}

    /// What SQS is sent.
    record Message(String body, Map<String, String> attributes) {}

    /// @throws IllegalArgumentException if no message can hold the payload
    static Message write(WorkItem item) {
        byte[] payload = item.payload().toBytes();
        boolean isLarge = payload.length > DEFLATED_FROM;
        String body = Base64.getEncoder().encodeToString(isLarge ? deflated(payload) : payload);
        if (body.length() > MAX_BODY) {
            throw new IllegalArgumentException(
                    "a message holds no payload of " + payload.length + " bytes: " + item.queue());
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(WORK_ID, item.id().value());
        attributes.put(PAYLOAD, isLarge ? DEFLATED : INLINE);
        TraceParent trace = item.trace();
        if (trace != null) {
            attributes.put(TRACE, trace.header());
        }
        return new Message(body, attributes);
    }

    /// Reads what was written.
    ///
    /// @param queue the one that it came from
    /// @throws IllegalArgumentException if it is something else
    public static WorkItem read(QueueName queue, String body, Map<String, String> attributes) {
        byte[] bytes = Base64.getDecoder().decode(body);
        byte[] payload = switch (attributes.getOrDefault(PAYLOAD, "")) {
            case INLINE -> bytes;
            case DEFLATED -> inflated(bytes);
            default -> throw new IllegalArgumentException("the message does not say that its body is the payload");
        };
        return WorkItem.of(queue, new WorkId(attributes.getOrDefault(WORK_ID, "")), WorkPayload.of(payload),
                TraceParent.parse(attributes.get(TRACE)).orElse(null));
    }

    private static byte[] deflated(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory has no faults", e);
        }
        return out.toByteArray();
    }

    private static byte[] inflated(byte[] bytes) {
        try (InflaterInputStream inflater = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            return inflater.readNBytes(WorkPayload.MAX_BYTES + 1);
        } catch (IOException e) {
            throw new IllegalArgumentException("the payload is damaged", e);
        }
    }
}
