package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.quarantine.FunctionFailure;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts a batch through the function until each of its messages has an outcome.
final class BatchRun {

    private static final Logger LOG = LoggerFactory.getLogger(BatchRun.class);

    private static final long NEVER = Long.MAX_VALUE;

    private final Function<List<ReceivedMessage>, List<IngestOutcome>> receiveMessages;
    private final Consumer<MessageWrite> quarantine;
    private final BatcherSettings settings;
    private volatile long lastRetryNanos = NEVER;

    BatchRun(Function<List<ReceivedMessage>, List<IngestOutcome>> receiveMessages, Consumer<MessageWrite> quarantine,
            BatcherSettings settings) {
        this.receiveMessages = receiveMessages;
        this.quarantine = quarantine;
        this.settings = settings;
    }

    void stopRetryingAt(long nanos) {
        lastRetryNanos = nanos;
    }

    void run(List<Entry> batch) throws InterruptedException {
        List<IngestOutcome> outcomes;
        try {
            outcomes = retrying(() -> outcomesOf(batch));
        } catch (StoreUnavailable | InterruptedException | Error e) {
            batch.forEach(entry -> entry.failed(e));
            rethrowUnlessOutage(e);
            return;
        } catch (RuntimeException e) {
            runFailed(batch, e);
            return;
        }
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).done(outcomes.get(i));
        }
    }

    private void runFailed(List<Entry> batch, RuntimeException cause) throws InterruptedException {
        if (batch.size() == 1) {
            quarantine(batch.getFirst(), cause);
            return;
        }
        LOG.warn("a batch of {} messages failed, each is tried alone", batch.size(), cause);
        for (int i = 0; i < batch.size(); i++) {
            try {
                run(List.of(batch.get(i)));
            } catch (InterruptedException | Error e) {
                batch.subList(i + 1, batch.size()).forEach(entry -> entry.failed(e));
                throw e;
            }
        }
    }

    private List<IngestOutcome> outcomesOf(List<Entry> batch) {
        List<IngestOutcome> outcomes = receiveMessages.apply(batch.stream().map(Entry::message).toList());
        if (outcomes.size() != batch.size()) {
            throw new IllegalStateException(outcomes.size() + " outcomes for " + batch.size() + " messages");
        }
        return outcomes;
    }

    /// Keeps what the function fails on for a replay after its repair.
    private void quarantine(Entry entry, RuntimeException cause) throws InterruptedException {
        ReceivedMessage message = entry.message();
        LOG.error("receiveMessages failed on a message of {} on {}", message.device(), message.topic(), cause);
        FunctionFailure failure = new FunctionFailure(message, cause);
        try {
            retrying(() -> keep(failure));
        } catch (RuntimeException | InterruptedException | Error e) {
            entry.failed(e);
            rethrowUnlessOutage(e);
            return;
        }
        entry.done(failure.outcome());
    }

    private boolean keep(FunctionFailure failure) {
        failure.write().ifPresent(quarantine);
        return true;
    }

    /// Tries again for as long as the store cannot be reached: what was taken from a device is not given up, and
    /// writing it twice has one effect.
    private <T> T retrying(Supplier<T> work) throws InterruptedException {
        long pause = settings.minRetry().toMillis();
        while (true) {
            try {
                return work.get();
            } catch (StoreUnavailable e) {
                long wait = pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1);
                if (lastRetryNanos != NEVER && lastRetryNanos - System.nanoTime() <= 0) {
                    throw e;
                }
                LOG.warn("{}; the batch is tried again in {} ms", e.getMessage(), wait);
                Thread.sleep(wait);
                pause = Math.min(2 * pause, settings.maxRetry().toMillis());
            }
        }
    }

    private static void rethrowUnlessOutage(Throwable cause) throws InterruptedException {
        switch (cause) {
            case InterruptedException e -> throw e;
            case Error e -> throw e;
            default -> LOG.warn("not acknowledged, and will come again: {}", cause.getMessage());
        }
    }
}
