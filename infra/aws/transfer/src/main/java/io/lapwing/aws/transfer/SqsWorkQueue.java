package io.lapwing.aws.transfer;

import io.lapwing.sharedmodel.port.ObjectStore;
import io.lapwing.sharedmodel.port.WorkQueue;
import io.lapwing.sharedmodel.work.QueueName;
import io.lapwing.sharedmodel.work.WorkItem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import software.amazon.awssdk.services.sqs.SqsClient;

/// Work as messages of SQS, in as few requests as its limits allow. A payload that no message can hold is put into the
/// object store first, and the message claims it. [SqsMessages] reads what it sends.
public final class SqsWorkQueue implements WorkQueue {

    private final SqsClient client;
    private final SqsSettings settings;
    private final ClaimChecks claims;

    /// @param client with timeouts of its own, see [TransferClients]
    /// @param objects for what is too large
    public SqsWorkQueue(SqsClient client, SqsSettings settings, ObjectStore objects) {
        this.client = client;
        this.settings = settings;
        this.claims = new ClaimChecks(objects);
    }

    @Override
    public void send(List<WorkItem> items) {
        Map<QueueName, List<WorkItem>> byQueue = items.stream()
                .collect(Collectors.groupingBy(WorkItem::queue, LinkedHashMap::new, Collectors.toList()));
        byQueue.keySet().forEach(settings::url);
        byQueue.forEach(this::send);
    }

    private void send(QueueName queue, List<WorkItem> items) {
        SqsBatch batch = new SqsBatch(client, queue, settings);
        for (WorkItem item : items) {
            SqsMessage message = message(item);
            if (!batch.hasRoomFor(message)) {
                batch.send();
                batch = new SqsBatch(client, queue, settings);
            }
            batch.add(message, item);
        }
        batch.send();
    }

    private SqsMessage message(WorkItem item) {
        if (item.payload().size() < settings.maxBytes()) {
            SqsMessage inline = SqsMessage.inline(item);
            if (inline.size() <= settings.maxBytes()) {
                return inline;
            }
        }
        return SqsMessage.of(item, claims.deposit(item.queue(), item.payload()));
    }
}
