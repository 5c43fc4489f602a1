package io.lapwing.aws.transfer;

import io.lapwing.sharedmodel.telemetry.TraceParent;
import io.lapwing.sharedmodel.work.WorkItem;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/// A message of ours as SQS carries it. Its body is the payload in base64, or a [Claim] on it.
///
/// @param attributes the values of its message attributes, all of which are strings
public record SqsMessage(String body, Map<String, String> attributes) {

    static final String WORK_ID = "workId";
    static final String TRACE = "traceparent";
    /// Says what the body is: `inline` or `claim`.
    static final String PAYLOAD = "payload";
    static final String INLINE = "inline";
    static final String CLAIM = "claim";

    private static final String STRING = "String";

    public SqsMessage {
        attributes = Map.copyOf(attributes);
    }

    static SqsMessage inline(WorkItem item) {
        return of(item, INLINE, Base64.getEncoder().encodeToString(item.payload().toBytes()));
    }

    static SqsMessage of(WorkItem item, Claim claim) {
        return of(item, CLAIM, claim.text());
    }

    private static SqsMessage of(WorkItem item, String payload, String body) {
        Map<String, String> attributes = new HashMap<>();
        attributes.put(WORK_ID, item.id().value());
        attributes.put(PAYLOAD, payload);
        TraceParent trace = item.trace();
        if (trace != null) {
            attributes.put(TRACE, trace.header());
        }
        return new SqsMessage(body, attributes);
    }

    /// As SQS counts: the body, and name, type and value of every attribute.
    int size() {
        return bytes(body) + attributes.entrySet().stream()
                .mapToInt(attribute -> bytes(attribute.getKey()) + bytes(STRING) + bytes(attribute.getValue())).sum();
    }

    Map<String, MessageAttributeValue> sdkAttributes() {
        return attributes.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                attribute -> MessageAttributeValue.builder().dataType(STRING).stringValue(attribute.getValue())
                        .build()));
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
