package io.lapwing.local.app.fleet;

import io.lapwing.local.app.machine.Machine;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;

import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

/// One device of a fleet. Keeps each message until it is acknowledged, and sends it again when a connection broke
/// before; `ts` and `seq` make that harmless.
final class SimulatedDevice implements AutoCloseable {

    private static final int MAX_UNANSWERED = 10;

    private final DeviceKey key;
    private final FleetMeter meter;
    private final DeviceConnection connection;
    private final AtomicLong lastSeq = new AtomicLong();
    private final Map<Long, Message> unanswered = new ConcurrentSkipListMap<>();
    private Machine machine;

    SimulatedDevice(URI broker, SimulatedFleet.Login login, Machine machine, FleetMeter meter,
            ScheduledExecutorService threads) throws MqttException {
        this.key = login.device();
        this.machine = machine;
        this.meter = meter;
        this.connection = new DeviceConnection(broker, key, login.token(), threads);
    }

    private record Message(String payload, long startedNanos) {}

    void connect() throws MqttException {
        connection.connect();
    }

    boolean isConnected() {
        return connection.isConnected();
    }

    /// Connects again, and sends what is unanswered, in its order.
    void reconnect() throws MqttException {
        connection.connect();
        unanswered.forEach((seq, message) -> {
            meter.resent();
            send(seq, message);
        });
    }

    /// Takes a reading and sends it, unless too many are unanswered.
    ///
    /// @return whether it did
    boolean report(Instant now) {
        if (unanswered.size() >= MAX_UNANSWERED) {
            return false;
        }
        long seq = lastSeq.incrementAndGet();
        machine = machine.at(now);
        Message message = new Message(TelemetryText.message(now, seq, machine.readings()), System.nanoTime());
        unanswered.put(seq, message);
        meter.sent();
        if (connection.isConnected()) {
            send(seq, message);
        }
        return true;
    }

    private void send(long seq, Message message) {
        CompletableFuture<Void> acknowledged = connection.publish(DeviceTopic.telemetryOf(key), message.payload());
        var _ = acknowledged.whenComplete((_, failure) -> answered(seq, message, failure));
    }

    private void answered(long seq, Message message, @Nullable Throwable failure) {
        if (failure == null && unanswered.remove(seq) != null) {
            meter.acknowledged(System.nanoTime() - message.startedNanos());
        } else if (isRefusal(failure) && unanswered.remove(seq) != null) {
            meter.refused();
        }
    }

    private static boolean isRefusal(@Nullable Throwable failure) {
        return failure instanceof PublishRefused
                || (failure instanceof CompletionException && failure.getCause() instanceof PublishRefused);
    }

    boolean isAnswered() {
        return unanswered.isEmpty();
    }

    @Override
    public void close() {
        connection.close();
    }
}
