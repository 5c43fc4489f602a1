package io.lapwing.aws.runtime.sqs;

import io.lapwing.aws.adapters.InlineWork;
import io.lapwing.aws.adapters.SqsQueues;
import io.lapwing.aws.runtime.EmbeddedMetrics;
import io.lapwing.aws.runtime.Invocation;
import io.lapwing.aws.runtime.TimeLimit;
import io.lapwing.aws.runtime.Tracing;
import io.lapwing.aws.runtime.http.StackTraces;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.telemetry.TraceParent;
import io.lapwing.sharedmodel.work.QueueName;
import io.lapwing.sharedmodel.work.WorkItem;
import io.lapwing.sharedmodel.work.WorkOutcome;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/// From an SQS event to the function that does the work of one queue, and from what became of each piece to the list of
/// those that are to come again.
///
/// Work with which nothing is wrong, but whose time has not come, is sent anew with that delay: to come again as the same
/// message would count as a failure. What fails comes again after a while that doubles, until the queue gives it up.
public final class SqsWorkTrigger implements Function<byte[], byte[]> {

    /// Messages that are no work.
    public static final String UNREADABLE = "lapwing.work.unreadable";

    private static final System.Logger LOG = System.getLogger(SqsWorkTrigger.class.getName());
    /// For the answer, and before it the spans and the failures' next time, a second each.
    private static final Duration RESERVE = Duration.ofMillis(3500);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    private static final int MOST_DOUBLINGS = 10;

    private final Target target;
    private final SqsQueues queues;
    private final EmbeddedMetrics metrics;
    private final Tracing tracing;
    private final TimeLimit limit = new TimeLimit(RESERVE);

    /// The function behind the trigger.
    ///
    /// @param name what it is called everywhere
    /// @param queue what it takes its work from
    /// @param isLong whether its work can take minutes: then a message is kept hidden while it is worked on, so that it
    /// comes again soon where the process dies
    public record Target(String name, QueueName queue, Function<WorkItem, WorkOutcome> function, boolean isLong) {

        /// One whose work takes seconds.
        public Target(String name, QueueName queue, Function<WorkItem, WorkOutcome> function) {
            this(name, queue, function, false);
        }
    }

    public SqsWorkTrigger(Target target, SqsQueues queues, EmbeddedMetrics metrics, Tracing tracing) {
        this.target = target;
        this.queues = queues;
        this.metrics = metrics;
        this.tracing = tracing;
    }

    /// @return `{"batchItemFailures":[…]}`
    /// @throws IllegalArgumentException if this is no SQS event
    @Override
    public byte[] apply(byte[] event) {
        List<SqsRecord> records = SqsRecord.read(event);
        List<Piece> pieces = new ArrayList<>();
        records.forEach(message -> piece(message).ifPresent(pieces::add));
        Set<SqsRecord> done = ConcurrentHashMap.newKeySet();
        try {
            if (!limit.run(() -> work(pieces, done))) {
                LOG.log(Level.WARNING, "no time is left; what is not done of {0} messages comes again",
                        records.size());
            }
        } finally {
            pieces.forEach(piece -> piece.end(done));
        }
        return BatchReply.failed(records.stream().filter(message -> !done.contains(message)).toList());
    }

    /// A message with the work that it brought.
    ///
    /// @param span of this call, in the trace that the work came with
    private record Piece(SqsRecord message, WorkItem item, Tracing.Span span) {

        void end(Set<SqsRecord> done) {
            if (!done.contains(message)) {
                span.failed("not done");
            }
            span.close();
        }
    }

    private Optional<Piece> piece(SqsRecord message) {
        WorkItem item = read(message);
        if (item == null) {
            metrics.add(UNREADABLE, 1);
            return Optional.empty();
        }
        Tracing.Span span = tracing.message(target.name() + " message", item.trace());
        return Optional.of(new Piece(message, continued(item, span.context()), span));
    }

    /// One message never decides over another's fate.
    private void work(List<Piece> pieces, Set<SqsRecord> done) {
        for (Piece piece : pieces) {
            if (!Thread.currentThread().isInterrupted() && isDone(piece.message(), piece.item())) {
                done.add(piece.message());
            }
        }
    }

    private @Nullable WorkItem read(SqsRecord message) {
        try {
            return InlineWork.read(target.queue(), String.valueOf(message.body()), message.messageAttributes());
        } catch (IllegalArgumentException e) {
            LOG.log(Level.ERROR, "message {0} is left to the dead-letter queue: it is no work ({1})",
                    message.messageId(), e.getClass().getSimpleName());
            return null;
        }
    }

    private boolean isDone(SqsRecord message, WorkItem item) {
        TraceParent trace = item.trace();
        return Invocation.current().traced(trace == null ? null : trace.traceId()).call(() -> {
            try {
                return switch (outcome(message, item)) {
                    case WorkOutcome.Done() -> true;
                    case WorkOutcome.Again(Duration after, String reason) -> sentAnew(item, after, reason);
                };
            } catch (StoreUnavailable e) {
                LOG.log(Level.WARNING, "{0} comes again: {1}", item.id(), e.getMessage());
            } catch (RuntimeException e) {
                // Without its message, which may quote what somebody wrote.
                LOG.log(Level.ERROR, "{0} failed on {1}: {2}", target.name(), item.id(), StackTraces.of(e));
            }
            pause(message);
            return false;
        });
    }

    private WorkOutcome outcome(SqsRecord message, WorkItem item) {
        String handle = message.receiptHandle();
        if (!target.isLong() || handle == null) {
            return target.function().apply(item);
        }
        try (HeldMessage _ = HeldMessage.hold(queues, target.queue(), handle)) {
            return target.function().apply(item);
        }
    }

    private boolean sentAnew(WorkItem item, Duration after, String reason) {
        long seconds = Math.clamp(after.plusMillis(999).toSeconds(), 1, WorkItem.MAX_DELAY.toSeconds());
        queues.send(List.of(item.delayedBy(Duration.ofSeconds(seconds))));
        LOG.log(Level.DEBUG, "{0} comes again in {1} s: {2}", item.id(), seconds, reason);
        return true;
    }

    /// The queue's own time is as long as an execution may take, which is too long for who waits for an answer.
    private void pause(SqsRecord message) {
        String handle = message.receiptHandle();
        if (handle == null) {
            return;
        }
        Duration pause = Duration.ofSeconds(1L << Math.min(message.timesReceived(), MOST_DOUBLINGS));
        try {
            queues.hide(target.queue(), handle, pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
        } catch (StoreUnavailable e) {
            LOG.log(Level.WARNING, "it comes again when the queue has it so: {0}", e.getMessage());
        }
    }

    /// What comes of the work is a part of this call's span in the trace that it came with.
    private static WorkItem continued(WorkItem item, @Nullable TraceParent span) {
        return span == null ? item : WorkItem.of(item.queue(), item.id(), item.payload(), span);
    }
}
