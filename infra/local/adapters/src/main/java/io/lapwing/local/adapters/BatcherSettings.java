package io.lapwing.local.adapters;

import java.time.Duration;

/// How a [MessageBatcher] works.
///
/// @param lanes threads that run batches; a device's messages always take the same one
/// @param queueMessages how many messages may wait or be worked on in all
/// @param queueBytes how many bytes they may hold in all
/// @param batchMessages the most messages in a batch
/// @param batchBytes the most bytes in a batch; a message that is larger alone is a batch of its own
/// @param linger how long a batch waits for more once it has a message; zero takes what is there
/// @param minRetry the first pause after the store could not be reached; each later one is twice as long
/// @param maxRetry the longest such pause
/// @param waitTime how long [MessageBatcher#ingest] waits for an outcome
/// @param drainTime how long `close` goes on working on what waits
public record BatcherSettings(int lanes, int queueMessages, long queueBytes, int batchMessages, long batchBytes,
        Duration linger, Duration minRetry, Duration maxRetry, Duration waitTime, Duration drainTime) {

    public static final BatcherSettings DEFAULT = new BatcherSettings(2, 50_000, 128L << 20, 500, 8L << 20,
            Duration.ofMillis(1), Duration.ofMillis(50), Duration.ofSeconds(2), Duration.ofSeconds(20),
            Duration.ofSeconds(5));

    public BatcherSettings {
        if (lanes < 1 || queueMessages < 1 || queueBytes < 1 || batchMessages < 1 || batchBytes < 1) {
            throw new IllegalArgumentException("lanes, queue and batch hold at least one");
        }
        if (minRetry.isNegative() || minRetry.isZero() || maxRetry.compareTo(minRetry) < 0) {
            throw new IllegalArgumentException("pauses between retries are longer than nothing, and grow");
        }
    }
}
