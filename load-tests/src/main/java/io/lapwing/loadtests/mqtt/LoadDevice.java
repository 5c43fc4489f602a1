package io.lapwing.loadtests.mqtt;

import io.lapwing.sharedmodel.telemetry.DeviceTopic;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// What a device keeps over its connections. Used by the load's thread.
final class LoadDevice {

    private final DeviceLogin login;
    private final TelemetryMessages messages;
    private final MessageWindow window;
    private final byte[] topic;
    private final ByteBuffer payload = ByteBuffer.allocate(TelemetryMessages.MAX_BYTES);

    LoadDevice(FleetMember member, int windowSize) {
        this.login = member.login();
        this.messages = member.messages();
        this.window = new MessageWindow(windowSize);
        this.topic = DeviceTopic.telemetryOf(login.device()).getBytes(StandardCharsets.UTF_8);
    }

    DeviceLogin login() {
        return login;
    }

    MessageWindow window() {
        return window;
    }

    /// The most that one message takes on the wire.
    int messageBytes() {
        return TelemetryMessages.MAX_BYTES + topic.length + PacketWriter.PUBLISH_OVERHEAD;
    }

    /// Writes a message of the window.
    ///
    /// @param again whether it was sent before, in a session that the broker still knows
    void publish(ByteBuffer out, MqttVersion version, long number, boolean again) {
        payload.clear();
        messages.write(payload, number, window.sentMicros(number));
        PacketWriter.publish(out, version, topic, window.packetId(number), again, payload.flip());
    }
}
