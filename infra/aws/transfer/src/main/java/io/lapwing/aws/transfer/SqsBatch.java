package io.lapwing.aws.transfer;

import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.work.QueueName;
import io.lapwing.sharedmodel.work.WorkItem;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// Messages that go to a queue in one request: ten at most, and no more bytes than one message may have. SQS may take
/// some of them and not others, whose request is then repeated.
final class SqsBatch {

    private static final int MAX_MESSAGES = 10;
    private static final int MAX_ROUNDS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final SqsClient client;
    private final QueueName queue;
    private final SqsSettings settings;
    private final List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    private int bytes;

    SqsBatch(SqsClient client, QueueName queue, SqsSettings settings) {
        this.client = client;
        this.queue = queue;
        this.settings = settings;
    }

    boolean hasRoomFor(SqsMessage message) {
        return entries.size() < MAX_MESSAGES && bytes + message.size() <= settings.maxBytes();
    }

    void add(SqsMessage message, WorkItem item) {
        entries.add(SendMessageBatchRequestEntry.builder().id(Integer.toString(entries.size()))
                .messageBody(message.body()).messageAttributes(message.sdkAttributes())
                .delaySeconds(Math.toIntExact(item.delay().toSeconds())).build());
        bytes += message.size();
    }

    /// Returns when SQS has all of them.
    ///
    /// @throws StoreUnavailable if it would not take them in time
    void send() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<SendMessageBatchRequestEntry> open = entries;
        for (int round = 1; !open.isEmpty(); round++) {
            List<BatchResultErrorEntry> failures = request(open);
            Set<String> failed = failures.stream().map(BatchResultErrorEntry::id).collect(Collectors.toSet());
            open = open.stream().filter(entry -> failed.contains(entry.id())).toList();
            if (!open.isEmpty()) {
                pause(round, deadline, failures.getFirst());
            }
        }
    }

    private List<BatchResultErrorEntry> request(List<SendMessageBatchRequestEntry> open) {
        try {
            List<BatchResultErrorEntry> failures = client
                    .sendMessageBatch(request -> request.queueUrl(settings.url(queue)).entries(open)).failed();
            failures.stream().filter(BatchResultErrorEntry::senderFault).findFirst().ifPresent(failure -> {
                throw new IllegalStateException("SQS refuses a message to " + queue + ": " + text(failure));
            });
            return failures;
        } catch (SdkException e) {
            throw AwsErrors.translate("WorkQueue.send", queue.value(), e);
        }
    }

    private void pause(int round, long deadline, BatchResultErrorEntry failure) {
        long millis = ThreadLocalRandom.current().nextLong(1L + (25L << round));
        if (round == MAX_ROUNDS || System.nanoTime() + Duration.ofMillis(millis).toNanos() - deadline >= 0) {
            throw new StoreUnavailable("WorkQueue.send", queue.value(),
                    SdkClientException.create("gave up after " + round + " tries: " + text(failure)));
        }
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("WorkQueue.send", queue.value(), e);
        }
    }

    private static String text(BatchResultErrorEntry failure) {
        return failure.code() + " " + failure.message();
    }
}
