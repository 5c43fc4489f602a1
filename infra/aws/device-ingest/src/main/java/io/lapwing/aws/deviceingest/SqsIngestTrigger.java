package io.lapwing.aws.deviceingest;

import io.lapwing.aws.runtime.EmbeddedMetrics;
import io.lapwing.aws.runtime.TimeLimit;
import io.lapwing.aws.runtime.Tracing;
import io.lapwing.aws.runtime.sqs.BatchReply;
import io.lapwing.aws.runtime.sqs.SqsRecord;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.MessageKind;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// From an SQS event to the function `ingestTelemetry` or `receiveMessages`, and from what became of its messages to the list of those that
/// are to come again. One message never decides over another's fate.
///
/// A message that nobody can read fails at each delivery, and so ends in the queue's dead-letter queue: the one place
/// that it can be kept in without knowing whose it is.
public final class SqsIngestTrigger implements Function<byte[], byte[]> {

    /// Messages that cannot be read.
    static final String UNREADABLE = "lapwing.messages.unreadable";

    private static final System.Logger LOG = System.getLogger(SqsIngestTrigger.class.getName());
    /// For the answer, and before it the devices' replies, the apps' updates and the spans, a second each.
    private static final Duration RESERVE = Duration.ofMillis(3500);

    private final Target target;
    private final TelemetryStore store;
    private final EmbeddedMetrics metrics;
    private final Tracing tracing;
    private final InstantSource clock;
    private final TimeLimit limit = new TimeLimit(RESERVE);

    /// The function behind the trigger.
    ///
    /// @param name what it is called everywhere
    /// @param kinds what it takes; other messages were sent to the wrong queue, and nobody here can read them
    public record Target(String name, Function<List<ReceivedMessage>, List<IngestOutcome>> function,
            Predicate<MessageKind> kinds) {}

    public SqsIngestTrigger(Target target, TelemetryStore store, EmbeddedMetrics metrics, Tracing tracing,
            InstantSource clock) {
        this.target = target;
        this.store = store;
        this.metrics = metrics;
        this.tracing = tracing;
        this.clock = clock;
    }

    /// @return `{"batchItemFailures":[…]}`
    /// @throws IllegalArgumentException if this is no SQS event
    @Override
    public byte[] apply(byte[] event) {
        List<SqsRecord> records = SqsRecord.read(event);
        Set<Integer> done = ConcurrentHashMap.newKeySet();
        Batch batch = new Batch();
        for (int i = 0; i < records.size(); i++) {
            batch.add(i, records.get(i));
        }
        try {
            run(batch, new IngestRun(target, store, metrics, done));
        } finally {
            batch.end(done);
        }
        return BatchReply.failed(IntStream.range(0, records.size()).filter(position -> !done.contains(position))
                .mapToObj(records::get).toList());
    }

    private void run(Batch batch, IngestRun run) {
        if (!limit.run(() -> {
            run.ingest(batch.messages);
            batch.damaged.forEach(damaged -> run.keep(damaged.position(), damaged.kept()));
        })) {
            LOG.log(Level.WARNING, "no time is left; what is not done of {0} messages comes again",
                    batch.messages.size() + batch.damaged.size());
        }
    }

    private record Damaged(int position, MessageWrite kept) {}

    /// The messages of an event, sorted by what can be done with them.
    private final class Batch {

        private final List<IngestRun.Placed> messages = new ArrayList<>();
        /// One for each of the messages.
        private final List<Tracing.Span> spans = new ArrayList<>();
        private final List<Damaged> damaged = new ArrayList<>();

        void add(int position, SqsRecord record) {
            switch (read(record)) {
                case Incoming.Message(ReceivedMessage message) -> {
                    Tracing.Span span = tracing.message(target.name() + " message", message.trace());
                    spans.add(span);
                    messages.add(new IngestRun.Placed(position, continued(message, span)));
                }
                case Incoming.Damaged(MessageWrite kept) -> damaged.add(new Damaged(position, kept));
                case Incoming.Unreadable(String reason) -> tellOf(record, reason);
            }
        }

        void end(Set<Integer> done) {
            for (int i = 0; i < spans.size(); i++) {
                if (!done.contains(messages.get(i).position())) {
                    spans.get(i).failed("not taken");
                }
                spans.get(i).close();
            }
        }
    }

    /// What goes wrong with one record stays with it.
    private Incoming read(SqsRecord record) {
        try {
            return Incoming.read(record, target.kinds(), clock.instant());
        } catch (RuntimeException e) {
            return new Incoming.Unreadable("reading it failed with a " + e.getClass().getSimpleName());
        }
    }

    private void tellOf(SqsRecord record, String reason) {
        metrics.add(UNREADABLE, 1);
        LOG.log(Level.ERROR, "message {0} is left to the dead-letter queue: {1}", record.messageId(), reason);
    }

    /// What comes of the message is a part of this call's span in the device's trace.
    private static ReceivedMessage continued(ReceivedMessage message, Tracing.Span span) {
        return span.context() == null
                ? message
                : new ReceivedMessage(message.device(), message.kind(), message.topic(), message.payload(),
                        message.mid(), message.receivedAt(), span.context(), message.replayOf());
    }
}
