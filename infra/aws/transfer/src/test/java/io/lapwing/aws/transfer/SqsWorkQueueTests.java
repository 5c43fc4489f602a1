package io.lapwing.aws.transfer;

import io.lapwing.sharedmodel.port.WorkQueue;
import io.lapwing.sharedmodel.port.WorkQueueContract;
import io.lapwing.sharedmodel.work.QueueName;
import io.lapwing.sharedmodel.work.WorkItem;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

import static org.assertj.core.api.Assertions.assertThat;

/// What [SqsWorkQueue] does on every SQS. Its other end is read as Lambda and our trigger do it together.
public abstract class SqsWorkQueueTests extends WorkQueueContract {

    private final Map<QueueName, String> urls = new ConcurrentHashMap<>();

    protected abstract TestSqs sqs();

    protected abstract TestS3 s3();

    @Override
    protected WorkQueue queue() {
        return queue(sqs().sharedClient());
    }

    protected WorkQueue queue(SqsClient client) {
        return new SqsWorkQueue(client, SqsSettings.of(urls), s3().store());
    }

    protected SqsMessages messages() {
        return new SqsMessages(s3().store());
    }

    @Override
    protected QueueName freshQueue() {
        QueueName name = sqs().freshName();
        urls.put(name, sqs().create(name));
        return name;
    }

    @Override
    protected void take(QueueName queue, Predicate<WorkItem> worker) {
        for (Message message : received(queue)) {
            SqsWork work = messages().read(queue, asEvent(message));
            assertThat(work).isInstanceOf(SqsWork.Ready.class);
            SqsWork.Ready ready = (SqsWork.Ready) work;
            if (worker.test(ready.item())) {
                messages().finish(ready);
                delete(queue, message);
            }
        }
    }

    protected Iterable<Message> received(QueueName queue) {
        return sqs().sharedClient().receiveMessage(request -> request.queueUrl(urls.get(queue)).maxNumberOfMessages(10)
                .messageAttributeNames("All")).messages();
    }

    protected void delete(QueueName queue, Message message) {
        sqs().sharedClient().deleteMessage(
                request -> request.queueUrl(urls.get(queue)).receiptHandle(message.receiptHandle()));
    }

    protected static SqsMessage asEvent(Message message) {
        return new SqsMessage(message.body(), message.messageAttributes().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, attribute -> attribute.getValue().stringValue())));
    }
}
