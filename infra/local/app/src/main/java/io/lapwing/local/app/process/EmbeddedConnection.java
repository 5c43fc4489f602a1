package io.lapwing.local.app.process;

import io.lapwing.local.app.broker.EmbeddedBroker;

import java.net.URI;

/// The process's own broker.
record EmbeddedConnection(EmbeddedBroker broker, URI address) implements MqttConnection {

    /// It listens from the start, and ends only with the process.
    @Override
    public boolean isReady() {
        return true;
    }

    /// The batcher takes no more, and so the broker does not; it still has acknowledgements to send.
    @Override
    public void stopReceiving() {}

    @Override
    public void close() {
        broker.close();
    }
}
