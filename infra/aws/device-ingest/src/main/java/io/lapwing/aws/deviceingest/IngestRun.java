package io.lapwing.aws.deviceingest;

import io.lapwing.sharedmodel.port.Counters;
import io.lapwing.sharedmodel.port.Counters.Counter;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.quarantine.FunctionFailure;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;

/// Puts the messages of one call through the function, and keeps what the function fails on. What is not done at the
/// end comes again: SQS has the patience that a function is paid for by the millisecond.
final class IngestRun {

    private static final System.Logger LOG = System.getLogger(IngestRun.class.getName());

    private final SqsIngestTrigger.Target target;
    private final TelemetryStore store;
    private final Counters counters;
    private final Set<Integer> done;

    /// @param done gets the positions of the messages that need not come again; safe for several threads
    IngestRun(SqsIngestTrigger.Target target, TelemetryStore store, Counters counters, Set<Integer> done) {
        this.target = target;
        this.store = store;
        this.counters = counters;
        this.done = done;
    }

    /// @param position where in the event it stands
    record Placed(int position, ReceivedMessage message) {}

    void ingest(List<Placed> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            ingestAll(batch);
        } catch (StoreUnavailable e) {
            LOG.log(Level.WARNING, "{0} messages come again: {1}", batch.size(), e.getMessage());
        } catch (RuntimeException e) {
            takeApart(batch, e);
        }
    }

    /// Keeps a message that the function need not see.
    void keep(int position, MessageWrite write) {
        try {
            store.append(List.of(write));
            counters.add(Counter.MESSAGES_QUARANTINED, 1);
            done.add(position);
        } catch (StoreUnavailable e) {
            LOG.log(Level.WARNING, "a message comes again: {0}", e.getMessage());
        }
    }

    private void ingestAll(List<Placed> batch) {
        List<IngestOutcome> outcomes = target.function().apply(batch.stream().map(Placed::message).toList());
        if (outcomes.size() != batch.size()) {
            throw new IllegalStateException(outcomes.size() + " outcomes for " + batch.size() + " messages");
        }
        batch.forEach(placed -> done.add(placed.position()));
    }

    private void takeApart(List<Placed> batch, RuntimeException cause) {
        if (batch.size() == 1) {
            quarantine(batch.getFirst(), cause);
            return;
        }
        LOG.log(Level.WARNING, "a batch of " + batch.size() + " messages failed, each is tried alone", cause);
        for (Placed placed : batch) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            ingest(List.of(placed));
        }
    }

    private void quarantine(Placed placed, RuntimeException cause) {
        FunctionFailure failure = new FunctionFailure(placed.message(), cause);
        LOG.log(Level.ERROR, target.name() + " failed on a message of " + placed.message().device() + " on "
                + placed.message().topic(), cause);
        failure.write().ifPresent(write -> keep(placed.position(), write));
    }
}
