package io.lapwing.aws.fileprocessor;

import io.lapwing.aws.runtime.EmbeddedMetrics;
import io.lapwing.aws.runtime.TimeLimit;
import io.lapwing.aws.runtime.http.StackTraces;
import io.lapwing.aws.runtime.sqs.BatchReply;
import io.lapwing.aws.runtime.sqs.SqsRecord;
import io.lapwing.aws.runtime.sqs.SqsWorkTrigger;
import io.lapwing.sharedmodel.file.ObjectKey;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/// From the bucket's notifications, which come in an SQS event, to the function `receiveUpload`, and back to the list of
/// those that are to come again.
///
/// Objects that are no upload of a file are none of the function's business, whatever their names.
public final class ReceiveUploadTrigger implements Function<byte[], byte[]> {

    private static final System.Logger LOG = System.getLogger(ReceiveUploadTrigger.class.getName());
    /// For the answer, and before it the spans.
    private static final Duration RESERVE = Duration.ofMillis(2500);

    private final Consumer<ObjectKey> function;
    private final EmbeddedMetrics metrics;
    private final TimeLimit limit = new TimeLimit(RESERVE);

    /// @param function may be called again for what it has done
    public ReceiveUploadTrigger(Consumer<ObjectKey> function, EmbeddedMetrics metrics) {
        this.function = function;
        this.metrics = metrics;
    }

    /// @return `{"batchItemFailures":[…]}`
    /// @throws IllegalArgumentException if this is no SQS event
    @Override
    public byte[] apply(byte[] event) {
        List<SqsRecord> records = SqsRecord.read(event);
        Set<SqsRecord> done = ConcurrentHashMap.newKeySet();
        if (!limit.run(() -> receive(records, done))) {
            LOG.log(Level.WARNING, "no time is left; what is not done of {0} messages comes again", records.size());
        }
        return BatchReply.failed(records.stream().filter(message -> !done.contains(message)).toList());
    }

    /// One message never decides over another's fate.
    private void receive(List<SqsRecord> records, Set<SqsRecord> done) {
        for (SqsRecord message : records) {
            if (!Thread.currentThread().isInterrupted() && isDone(message)) {
                done.add(message);
            }
        }
    }

    private boolean isDone(SqsRecord message) {
        try {
            List<String> created = created(message);
            created.stream().flatMap(key -> key(key).stream()).forEach(function);
            return true;
        } catch (UnreadableMessage e) {
            metrics.add(SqsWorkTrigger.UNREADABLE, 1);
            LOG.log(Level.ERROR, "message {0} is left to the dead-letter queue: {1}", message.messageId(),
                    e.getMessage());
        } catch (StoreUnavailable e) {
            LOG.log(Level.WARNING, "{0} comes again: {1}", message.messageId(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "receiveUpload failed on {0}: {1}", message.messageId(), StackTraces.of(e));
        }
        return false;
    }

    /// Another try would read the same.
    private static final class UnreadableMessage extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnreadableMessage(IllegalArgumentException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private static List<String> created(SqsRecord message) {
        try {
            return S3Notification.created(message.body());
        } catch (IllegalArgumentException e) {
            throw new UnreadableMessage(e);
        }
    }

    private static Optional<ObjectKey> key(String text) {
        try {
            return Optional.of(new ObjectKey(text));
        } catch (IllegalArgumentException _) {
            LOG.log(Level.INFO, "ignored an object of a name that we give to none");
            return Optional.empty();
        }
    }
}
