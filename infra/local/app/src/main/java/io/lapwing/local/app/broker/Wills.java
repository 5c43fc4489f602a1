package io.lapwing.local.app.broker;

import io.lapwing.local.adapters.MessageBatcher;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import com.hivemq.mqtt.message.connect.MqttWillPublish;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands the wills of devices that are gone to the function, as messages of theirs: when they are due, as MQTT has it.
/// The broker publishes them to whoever listens by itself, and does not say so.
///
/// Thread-safe.
final class Wills implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Wills.class);

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int MAX_ATTEMPTS = 60;
    private static final int MAX_DELAYED = 100_000;

    private final MessageBatcher batcher;
    private final InstantSource clock;
    private final ConcurrentMap<String, Delayed> delayed = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("lapwing-wills").factory());

    Wills(MessageBatcher batcher, InstantSource clock) {
        this.batcher = batcher;
        this.clock = clock;
    }

    /// A will, and what it means.
    record Will(DeviceTopic topic, MqttWillPublish publish) {}

    private record Delayed(Will will, ScheduledFuture<?> due) {}

    /// The device is gone, and did not say that its will is void.
    ///
    /// @param delay how long the device has to come back before its will is due
    void leave(String clientId, Will will, Duration delay) {
        if (delay.isZero() || delayed.size() >= MAX_DELAYED) {
            publish(will, 1);
            return;
        }
        // The thread cannot find it missing: it waits for whoever works on the client's entry.
        delayed.compute(clientId, (_, before) -> {
            if (before != null) {
                before.due().cancel(false);
            }
            return new Delayed(will, thread.schedule(() -> due(clientId), delay.toMillis(), TimeUnit.MILLISECONDS));
        });
    }

    /// The client is back: in its session, which makes its delayed will void; or in a new one, which makes it due.
    void back(String clientId, boolean sessionPresent) {
        Delayed will = delayed.remove(clientId);
        if (will != null && will.due().cancel(false) && !sessionPresent) {
            publish(will.will(), 1);
        }
    }

    private void due(String clientId) {
        Delayed will = delayed.remove(clientId);
        if (will != null) {
            publish(will.will(), 1);
        }
    }

    private void publish(Will will, int attempt) {
        boolean taken = batcher.offer(PublishReader.read(will.publish(), will.topic(), clock.instant()),
                new Unanswered(will));
        if (taken || thread.isShutdown()) {
            return;
        }
        if (attempt == MAX_ATTEMPTS) {
            LOG.warn("there was no room for the will of {}", will.topic().device());
            return;
        }
        var _ = thread.schedule(() -> publish(will, attempt + 1), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /// Nobody is there to be answered.
    private record Unanswered(Will will) implements MessageBatcher.Completion {

        @Override
        public void done(IngestOutcome outcome) {}

        @Override
        public void failed(Throwable cause) {
            LOG.warn("the will of {} may not have been stored: {}", will.topic().device(), cause.getMessage());
        }
    }
}
