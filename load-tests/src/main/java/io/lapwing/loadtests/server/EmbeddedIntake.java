package io.lapwing.loadtests.server;

import io.lapwing.local.adapters.MessageBatcher;
import io.lapwing.local.app.broker.EmbeddedBroker;

import java.nio.file.Path;

/// The broker that is part of Lapwing's process.
final class EmbeddedIntake implements Intake {

    private final EmbeddedBroker broker;

    EmbeddedIntake(Path directory, MessageBatcher batcher, Backend backend) {
        broker = LoadBroker.start(directory, batcher, backend.credentials(), backend.auditLog());
    }

    @Override
    public int port() {
        return broker.port();
    }

    @Override
    public void open() {
        // It takes messages from its start to its end.
    }

    @Override
    public void close() {
        broker.close();
    }
}
