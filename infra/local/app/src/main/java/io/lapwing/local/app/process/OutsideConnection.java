package io.lapwing.local.app.process;

import io.lapwing.deviceingest.functions.Reachability;
import io.lapwing.local.adapters.PahoDeviceReplies;
import io.lapwing.local.adapters.PahoSubscriber;
import io.lapwing.sharedmodel.port.CommandSender;

import java.net.URI;

/// A broker that somebody else runs.
record OutsideConnection(PahoSubscriber subscriber, PahoDeviceReplies replies, CommandSender commands,
        Reachability reachability, URI address) implements MqttConnection {

    @Override
    public boolean isReady() {
        return subscriber.isConnected();
    }

    /// The broker keeps what comes from now on, for this process or another.
    @Override
    public void stopReceiving() {
        subscriber.close();
    }

    @Override
    public void close() {
        replies.close();
        subscriber.close();
    }
}
