package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.port.TelemetryIngestion;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.ReceivedMessage;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Gathers messages into batches and puts each batch through the function `receiveMessages`.
///
/// A few lanes work side by side; a device's messages take the same lane and keep their order. What waits is bounded
/// in messages and in bytes: beyond that a message is refused, and nobody waits for room. While the store cannot be
/// reached a batch is tried again and again; a batch that fails otherwise is tried message by message, so that no
/// message takes others down with it, and the one that fails alone goes into quarantine.
///
/// Thread-safe.
public final class MessageBatcher implements TelemetryIngestion, AutoCloseable {

    /// What an entry weighs beside its payload, about.
    private static final int ENTRY_BYTES = 512;

    private final BatcherSettings settings;
    private final List<Lane> lanes;
    private final AtomicInteger waitingMessages = new AtomicInteger();
    private final AtomicLong waitingBytes = new AtomicLong();
    private volatile boolean closed;

    /// @param receiveMessages the function: one outcome for each message, in their order
    /// @param quarantine stores a message that the function failed on, as [io.lapwing.sharedmodel.port.TelemetryStore]
    ///            does
    public MessageBatcher(Function<List<ReceivedMessage>, List<IngestOutcome>> receiveMessages,
            Consumer<MessageWrite> quarantine, BatcherSettings settings) {
        this.settings = settings;
        BatchRun run = new BatchRun(receiveMessages, quarantine, settings);
        this.lanes = IntStream.range(0, settings.lanes()).mapToObj(i -> new Lane(i, run, settings)).toList();
        lanes.forEach(Lane::start);
    }

    /// Who wants to know what became of a message. Called once, on a lane's thread: it must not block.
    public interface Completion {

        /// The message is in the store, or known to be of no use.
        void done(IngestOutcome outcome);

        /// It is not known whether the message was stored; it must not be acknowledged.
        void failed(Throwable cause);
    }

    /// Takes a message, if there is room for it.
    ///
    /// @return false if it was not taken; then `completion` is not called
    public boolean offer(ReceivedMessage message, Completion completion) {
        long bytes = message.payload().size() + (long) ENTRY_BYTES;
        if (closed || !reserve(bytes)) {
            return false;
        }
        Entry entry = new Entry(message, completion, bytes, this::release);
        Lane lane = lanes.get(Math.floorMod(message.device().hashCode(), lanes.size()));
        if (!lane.add(entry)) {
            release(bytes);
            return false;
        }
        return true;
    }

    @Override
    public IngestOutcome ingest(ReceivedMessage message) {
        CompletableFuture<IngestOutcome> result = new CompletableFuture<>();
        Completion completion = new Completion() {
            @Override
            public void done(IngestOutcome outcome) {
                result.complete(outcome);
            }

            @Override
            public void failed(Throwable cause) {
                result.completeExceptionally(cause);
            }
        };
        if (!offer(message, completion)) {
            throw unavailable(message, new IllegalStateException("too many messages are waiting"));
        }
        try {
            return result.get(settings.waitTime().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw unavailable(message, new TimeoutException("no outcome within " + settings.waitTime()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(message, e);
        } catch (ExecutionException e) {
            throw unavailable(message, e);
        }
    }

    /// How many messages wait or are being worked on.
    public int waitingMessages() {
        return waitingMessages.get();
    }

    /// How many bytes they hold.
    public long waitingBytes() {
        return waitingBytes.get();
    }

    /// Takes no more messages, works on for [BatcherSettings#drainTime] at most, and fails what is left.
    @Override
    public void close() {
        closed = true;
        long deadline = System.nanoTime() + settings.drainTime().toNanos();
        lanes.forEach(lane -> lane.drainUntil(deadline));
        lanes.forEach(lane -> lane.awaitEnd(Duration.ofNanos(Math.max(0, deadline - System.nanoTime()))));
    }

    private boolean reserve(long bytes) {
        int messages = waitingMessages.incrementAndGet();
        long total = waitingBytes.addAndGet(bytes);
        if (messages > settings.queueMessages() || total > settings.queueBytes()) {
            release(bytes);
            return false;
        }
        return true;
    }

    private void release(long bytes) {
        waitingMessages.decrementAndGet();
        waitingBytes.addAndGet(-bytes);
    }

    private static StoreUnavailable unavailable(ReceivedMessage message, Throwable cause) {
        return new StoreUnavailable("TelemetryIngestion.ingest", message.device().toString(), cause);
    }
}
