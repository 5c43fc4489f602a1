package io.lapwing.loadtests.mqtt;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.LongSupplier;

/// What a load is.
///
/// @param window how many messages of a device may wait for their PUBACK
/// @param messagesPerDevice how many messages each device sends
/// @param stored how many messages of the load the store has: what a broker that acknowledges earlier is held back by
/// @param maxOutstanding how many messages may be sent and not yet stored
/// @param maxPerSecond how many messages the whole load may begin in a second
public record LoadSettings(InetSocketAddress broker, MqttVersion version, List<FleetMember> fleet, int window,
        long messagesPerDevice, LongSupplier stored, long maxOutstanding, long maxPerSecond) {

    /// What stands for no bound.
    public static final long UNBOUNDED = Long.MAX_VALUE / 2;

    public LoadSettings {
        fleet = List.copyOf(fleet);
    }

    /// Devices that send as fast as their windows let them.
    public static LoadSettings of(InetSocketAddress broker, List<FleetMember> fleet, int window) {
        return new LoadSettings(broker, MqttVersion.V5, fleet, window, UNBOUNDED, () -> 0, UNBOUNDED, UNBOUNDED);
    }

    public LoadSettings withVersion(MqttVersion version) {
        return new LoadSettings(broker, version, fleet, window, messagesPerDevice, stored, maxOutstanding,
                maxPerSecond);
    }

    public LoadSettings withMessagesPerDevice(long messages) {
        return new LoadSettings(broker, version, fleet, window, messages, stored, maxOutstanding, maxPerSecond);
    }

    public LoadSettings withOutstanding(long maximum, LongSupplier stored) {
        return new LoadSettings(broker, version, fleet, window, messagesPerDevice, stored, maximum, maxPerSecond);
    }

    public LoadSettings withMaxPerSecond(long messages) {
        return new LoadSettings(broker, version, fleet, window, messagesPerDevice, stored, maxOutstanding, messages);
    }
}
