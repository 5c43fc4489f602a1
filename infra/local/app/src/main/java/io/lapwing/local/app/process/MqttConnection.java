package io.lapwing.local.app.process;

import java.net.URI;

/// The process's way to its devices: its own broker, or a connection to another one.
interface MqttConnection extends AutoCloseable {

    /// Where devices connect.
    URI address();

    boolean isReady();

    /// Takes no more messages, where that is its own to decide, and acknowledges those that it took.
    void stopReceiving();

    @Override
    void close();
}
