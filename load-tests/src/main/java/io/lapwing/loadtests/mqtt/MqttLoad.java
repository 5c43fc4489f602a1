package io.lapwing.loadtests.mqtt;

import io.lapwing.sharedmodel.device.DeviceKey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// A fleet of devices that publish with QoS 1 as fast as they may, and come back after every cut with what was not
/// acknowledged. One thread serves all connections.
public final class MqttLoad implements AutoCloseable {

    private static final long TICK_MICROS = TimeUnit.MILLISECONDS.toMicros(50);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(5);

    private final Selector selector;
    private final LoadMeter meter = new LoadMeter();
    private final SendGate gate;
    private final List<DeviceConnection> connections;
    private final Deque<DeviceConnection> waiting = new ArrayDeque<>();
    private final Set<DeviceConnection> isWaiting = new HashSet<>();
    private final BlockingQueue<FutureTask<?>> questions = new ArrayBlockingQueue<>(16);
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable RuntimeException failure;

    private MqttLoad(LoadSettings settings, Selector selector) {
        this.selector = selector;
        this.gate = new SendGate(settings, meter);
        this.connections = settings.fleet().stream().map(member -> new LoadDevice(member, settings.window()))
                .map(device -> new DeviceConnection(device, settings, meter, gate)).toList();
        this.thread = new Thread(this::run, "mqtt-load");
    }

    /// Begins to connect the devices; each sends as soon as it is in.
    public static MqttLoad start(LoadSettings settings) {
        try {
            MqttLoad load = new MqttLoad(settings, Selector.open());
            load.thread.start();
            return load;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits until every device is in.
    ///
    /// @throws IllegalStateException if some are not in time
    public void awaitConnected(Duration timeout) {
        if (!await(() -> meter.connectedCount() == connections.size(), timeout)) {
            throw new IllegalStateException(meter.connectedCount() + " of " + connections.size()
                    + " devices are connected; the last problem: " + meter.lastProblem());
        }
    }

    public LoadCounts counts() {
        RuntimeException broken = failure;
        if (broken != null) {
            throw new IllegalStateException("the load has failed", broken);
        }
        return meter.counts();
    }

    /// How long messages waited for their PUBACK, from when they were first sent, in microseconds, since the last call
    /// of this method.
    public Histogram takeLatencies() {
        return meter.takeLatencies();
    }

    /// What last went wrong with a connection.
    public String lastProblem() {
        return meter.lastProblem();
    }

    /// When the last PUBACK came in, as [MicroClock] tells it.
    public long lastAcknowledgedMicros() {
        return meter.lastAcknowledgedMicros();
    }

    /// The smallest window that a broker left a device.
    public int grantedWindow() {
        return meter.grantedWindow();
    }

    /// Begins no further message, and waits until all that are on their way are answered.
    ///
    /// @return whether they were in time
    public boolean drain(Duration timeout) {
        gate.stop();
        return await(() -> counts().inFlight() == 0, timeout);
    }

    /// What each device was told, as it stands.
    public Map<DeviceKey, Acknowledged> acknowledged() {
        FutureTask<Map<DeviceKey, Acknowledged>> question = new FutureTask<>(
                () -> connections.stream().map(DeviceConnection::device).collect(
                        Collectors.toMap(device -> device.login().device(), device -> device.window().acknowledged())));
        questions.add(question);
        selector.wakeup();
        try {
            return question.get(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the load does not answer", failure == null ? e : failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// Disconnects the devices. What they were told can no longer be asked for.
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join(ANSWER_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (selector) {
            long nextTick = 0;
            while (!closed) {
                gate.refresh();
                if (MicroClock.now() >= nextTick) {
                    connections.forEach(connection -> connection.tick(selector));
                    nextTick = MicroClock.now() + TICK_MICROS;
                }
                pumpWaiting();
                selector.select(this::advance, waiting.isEmpty() ? TimeUnit.MICROSECONDS.toMillis(TICK_MICROS) : 1);
                answerQuestions();
            }
            connections.forEach(DeviceConnection::disconnect);
        } catch (IOException e) {
            failure = new UncheckedIOException(e);
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private void advance(SelectionKey key) {
        if (key.isValid() && key.attachment() instanceof DeviceConnection connection && connection.advance(key)) {
            enqueue(connection);
        }
    }

    /// Lets those go on that only the gate held back, in the order that they came to it.
    private void pumpWaiting() {
        for (int i = waiting.size(); i > 0 && gate.isOpen(); i--) {
            DeviceConnection connection = waiting.remove();
            isWaiting.remove(connection);
            if (connection.pump()) {
                enqueue(connection);
            }
        }
    }

    private void enqueue(DeviceConnection connection) {
        if (isWaiting.add(connection)) {
            waiting.add(connection);
        }
    }

    private void answerQuestions() {
        for (FutureTask<?> question = questions.poll(); question != null; question = questions.poll()) {
            question.run();
        }
    }

    private static boolean await(BooleanSupplier condition, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                Thread.sleep(POLL_INTERVAL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
