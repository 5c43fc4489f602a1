package io.lapwing.aws.transfer;

import io.lapwing.sharedmodel.work.QueueName;

import java.util.Map;

/// Where the queues are, and what they take.
///
/// @param urls of each queue that work is sent to
/// @param maxBytes the largest message, and the largest batch; what is larger goes through the object store
public record SqsSettings(Map<QueueName, String> urls, int maxBytes) {

    /// What every account, region and emulator takes.
    public static final int DEFAULT_MAX_BYTES = 256 * 1024;
    /// What SQS takes since 2025.
    public static final int MOST_BYTES = 1024 * 1024;

    private static final int FEWEST_BYTES = 4096;

    public SqsSettings {
        urls = Map.copyOf(urls);
        if (maxBytes < FEWEST_BYTES || maxBytes > MOST_BYTES) {
            throw new IllegalArgumentException("an SQS message has " + FEWEST_BYTES + " to " + MOST_BYTES + " bytes");
        }
    }

    public static SqsSettings of(Map<QueueName, String> urls) {
        return new SqsSettings(urls, DEFAULT_MAX_BYTES);
    }

    String url(QueueName queue) {
        String url = urls.get(queue);
        if (url == null) {
            throw new IllegalArgumentException("no SQS queue is known for " + queue);
        }
        return url;
    }
}
