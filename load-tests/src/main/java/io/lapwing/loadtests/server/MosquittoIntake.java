package io.lapwing.loadtests.server;

import io.lapwing.loadtests.process.Waiting;
import io.lapwing.local.adapters.MessageBatcher;
import io.lapwing.local.adapters.MqttSettings;
import io.lapwing.local.adapters.PahoSubscriber;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;

import org.jspecify.annotations.Nullable;

/// A subscriber to an outside broker, which keeps messages for it while it is away.
final class MosquittoIntake implements Intake {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

    private final int port;
    private final MessageBatcher batcher;
    private @Nullable PahoSubscriber subscriber;

    MosquittoIntake(int port, MessageBatcher batcher) {
        this.port = port;
        this.batcher = batcher;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void open() {
        MqttSettings settings = MqttSettings.of(URI.create("tcp://127.0.0.1:" + port), null, null, "load-tests");
        PahoSubscriber started = PahoSubscriber.start(settings, batcher, InstantSource.system());
        subscriber = started;
        if (!Waiting.until(started::isConnected, CONNECT_TIMEOUT)) {
            throw new IllegalStateException("no connection to port " + port + " within " + CONNECT_TIMEOUT);
        }
    }

    @Override
    public void close() {
        if (subscriber != null) {
            subscriber.close();
            subscriber = null;
        }
    }
}
