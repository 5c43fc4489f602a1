package io.lapwing.aws.transfer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/// Keeps every second message of a batch from the real service, and says of it what SQS says of those that it did not
/// take on a bad day. A message that comes alone arrives, and is said not to have.
final class PartlyFailing implements ExecutionInterceptor {

    private static final ExecutionAttribute<List<String>> KEPT = new ExecutionAttribute<>("kept");

    private final int times;
    private final boolean senderFault;
    private final List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());

    private PartlyFailing(int times, boolean senderFault) {
        this.times = times;
        this.senderFault = senderFault;
    }

    /// @param times how many requests fail in part
    static PartlyFailing times(int times, boolean senderFault) {
        return new PartlyFailing(times, senderFault);
    }

    /// How many messages each request had.
    List<Integer> sizes() {
        return List.copyOf(sizes);
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        SendMessageBatchRequest request = (SendMessageBatchRequest) context.request();
        List<SendMessageBatchRequestEntry> entries = request.entries();
        sizes.add(entries.size());
        if (sizes.size() > times) {
            attributes.putAttribute(KEPT, List.of());
            return request;
        }
        List<SendMessageBatchRequestEntry> kept = new ArrayList<>();
        List<SendMessageBatchRequestEntry> passed = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            (i % 2 == 1 ? kept : passed).add(entries.get(i));
        }
        if (kept.isEmpty()) {
            attributes.putAttribute(KEPT, List.of(entries.getFirst().id()));
            return request;
        }
        attributes.putAttribute(KEPT, kept.stream().map(SendMessageBatchRequestEntry::id).toList());
        return request.toBuilder().entries(passed).build();
    }

    @Override
    public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
        SendMessageBatchResponse response = (SendMessageBatchResponse) context.response();
        List<BatchResultErrorEntry> failed = attributes.getAttribute(KEPT).stream()
                .map(id -> BatchResultErrorEntry.builder().id(id).code("InternalError").message("try again")
                        .senderFault(senderFault).build())
                .toList();
        return response.toBuilder().failed(failed).build();
    }
}
