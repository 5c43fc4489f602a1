package io.lapwing.local.app.fleet;

import io.lapwing.local.app.machine.DeviceModel;
import io.lapwing.local.app.machine.Machine;
import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.DeviceKey;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.eclipse.paho.mqttv5.common.MqttException;

/// A fleet that reports at a steady rate, whatever the broker does: it neither slows down for a slow answer nor hurries
/// after one.
public final class SimulatedFleet implements AutoCloseable {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LAST_ANSWERS_WITHIN = Duration.ofSeconds(30);

    private final FleetMeter meter = new FleetMeter();
    private final List<SimulatedDevice> devices = new ArrayList<>();
    private final InstantSource clock;
    private final ScheduledExecutorService threads;

    /// How a device of the fleet proves who it is, and what it reports.
    public record Login(DeviceKey device, AccessToken token, DeviceModel model) {}

    /// Connects every device.
    ///
    /// @throws MqttException when one could not connect
    public SimulatedFleet(URI broker, List<Login> logins, InstantSource clock)
            throws MqttException {
        this.clock = clock;
        this.threads = new ScheduledThreadPoolExecutor(DeviceConnection.THREADS_PER_CONNECTION * logins.size() + 1,
                Thread.ofVirtual().name("fleet-", 0).factory());
        try {
            for (Login login : logins) {
                Machine machine = login.model().machine(clock.instant(), devices.size());
                SimulatedDevice device = new SimulatedDevice(broker, login, machine, meter, threads);
                devices.add(device);
                device.connect();
            }
        } catch (MqttException e) {
            close();
            throw e;
        }
        var _ = threads.scheduleWithFixedDelay(this::reconnect, 1, 1, TimeUnit.SECONDS);
    }

    private void reconnect() {
        for (SimulatedDevice device : devices) {
            if (!device.isConnected()) {
                meter.disconnected();
                try {
                    device.reconnect();
                } catch (MqttException e) {
                    // The broker is away; the next round tries again.
                    return;
                }
            }
        }
    }

    /// Reports for this long, over all devices in turn, and waits for the last answers.
    ///
    /// @param messagesPerSecond over all devices
    /// @param progress is told once a second how it goes
    public FleetMeter.Reading run(double messagesPerSecond, Duration duration, Consumer<FleetMeter.Reading> progress) {
        long started = System.nanoTime();
        long total = Math.round(messagesPerSecond * duration.toNanos() / SECOND.toNanos());
        long nextProgress = started + SECOND.toNanos();
        for (long i = 0; i < total && !Thread.currentThread().isInterrupted(); i++) {
            long due = started + Math.round(i * SECOND.toNanos() / messagesPerSecond);
            waitUntil(due);
            devices.get(Math.toIntExact(i % devices.size())).report(clock.instant());
            if (System.nanoTime() >= nextProgress) {
                progress.accept(meter.read());
                nextProgress += SECOND.toNanos();
            }
        }
        waitUntil(started + duration.toNanos());
        awaitAnswers();
        return meter.read();
    }

    private static void waitUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    private void awaitAnswers() {
        long deadline = System.nanoTime() + LAST_ANSWERS_WITHIN.toNanos();
        while (!devices.stream().allMatch(SimulatedDevice::isAnswered) && System.nanoTime() < deadline) {
            waitUntil(System.nanoTime() + Duration.ofMillis(20).toNanos());
        }
    }

    @Override
    public void close() {
        devices.parallelStream().forEach(SimulatedDevice::close);
        threads.shutdownNow();
    }
}
