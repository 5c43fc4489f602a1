package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/// A function that takes every message, when the test lets it.
public final class RecordingIngest implements Function<List<ReceivedMessage>, List<IngestOutcome>> {

    private final List<ReceivedMessage> entered = new ArrayList<>();
    private final List<ReceivedMessage> stored = new ArrayList<>();
    private boolean held;
    private int outages;
    private Predicate<ReceivedMessage> bug = _ -> false;
    private int batches;

    @Override
    public synchronized List<IngestOutcome> apply(List<ReceivedMessage> batch) {
        batches++;
        entered.addAll(batch);
        while (held) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        if (outages > 0) {
            outages--;
            throw new StoreUnavailable("test", "batch", new IllegalStateException("the store is away"));
        }
        if (batch.stream().anyMatch(bug)) {
            throw new IllegalArgumentException("a bug in the function");
        }
        stored.addAll(batch);
        return batch.stream().<IngestOutcome>map(_ -> new IngestOutcome.Accepted(1, 0, List.of())).toList();
    }

    public synchronized void hold() {
        held = true;
    }

    public synchronized void release() {
        held = false;
        notifyAll();
    }

    /// The next batches, this many, meet a store that is away.
    public synchronized void loseStoreFor(int batches) {
        outages = batches;
    }

    /// Messages like these make the function fail.
    public synchronized void failOn(Predicate<ReceivedMessage> messages) {
        bug = messages;
    }

    /// How many batches came in, tried again or not.
    public synchronized int batches() {
        return batches;
    }

    public synchronized boolean sawOutageEnd() {
        return outages == 0;
    }

    /// What came in, stored or not yet.
    public synchronized List<ReceivedMessage> entered() {
        return List.copyOf(entered);
    }

    public synchronized List<ReceivedMessage> stored() {
        return List.copyOf(stored);
    }

    public List<String> payloadsOf(DeviceKey device) {
        return stored().stream().filter(message -> message.device().equals(device))
                .map(message -> new String(message.payload().toBytes(), StandardCharsets.UTF_8)).toList();
    }
}
