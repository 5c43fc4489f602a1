package io.lapwing.local.app.process;

import io.lapwing.local.adapters.MessageBatcher;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/// Ends the intake of messages when the application stops: after the HTTP server, which may still be waiting for some,
/// and before anything that they need.
final class Intake implements SmartLifecycle {

    private final MqttConnection mqtt;
    private final MessageBatcher batcher;
    private volatile boolean running;

    Intake(MqttConnection mqtt, MessageBatcher batcher) {
        this.mqtt = mqtt;
        this.batcher = batcher;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        mqtt.stopReceiving();
        batcher.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
    }
}
