package io.lapwing.local.app.process;

import io.lapwing.deviceingest.functions.Reachability;
import io.lapwing.sharedmodel.port.CommandSender;
import io.lapwing.sharedmodel.port.DeviceReplies;

import java.net.URI;

/// The process's way to its devices: its own broker, or a connection to another one.
interface MqttConnection extends AutoCloseable {

    /// Where devices connect.
    URI address();

    boolean isReady();

    /// Tells devices things through it.
    DeviceReplies replies();

    /// Sends commands through it.
    CommandSender commands();

    /// Whether it is worth trying to send something to a device.
    Reachability reachability();

    /// Takes no more messages, where that is its own to decide, and acknowledges those that it took.
    void stopReceiving();

    @Override
    void close();
}
