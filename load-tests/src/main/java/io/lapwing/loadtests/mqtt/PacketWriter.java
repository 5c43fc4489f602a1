package io.lapwing.loadtests.mqtt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Writes the packets that a device sends straight into a buffer (MQTT 5 and 3.1.1, sections 2 and 3).
/// Every method throws [java.nio.BufferOverflowException] where the buffer is too small.
final class PacketWriter {

    /// More than the fixed header, the topic's length, the packet id and the property length take together.
    static final int PUBLISH_OVERHEAD = 10;

    /// What a device asks of its broker: to be told dead after one and a half times this.
    static final int KEEP_ALIVE_SECONDS = 60;

    private static final int CONNECT = 0x10;
    private static final int PUBLISH_QOS_1 = 0x32;
    private static final int DUP = 0x08;
    private static final int PUBACK = 0x40;
    private static final int SUBSCRIBE = 0x82;
    private static final int QOS_1 = 1;
    private static final int PINGREQ = 0xC0;
    private static final int DISCONNECT = 0xE0;
    private static final int USERNAME_AND_PASSWORD = 0xC0;
    private static final int SESSION_EXPIRY_INTERVAL = 0x11;
    private static final int SESSION_EXPIRY_SECONDS = 3600;

    private PacketWriter() {}

    /// A device that comes back to its session: no clean start, and in MQTT 5 an hour until the session is forgotten.
    static void connect(ByteBuffer out, MqttVersion version, DeviceLogin login) {
        byte[] clientId = utf8(login.clientId());
        byte[] username = utf8(login.username());
        byte[] password = utf8(login.password());
        int properties = version.hasProperties() ? 6 : 0;
        out.put((byte) CONNECT);
        length(out, 10 + properties + 6 + clientId.length + username.length + password.length);
        text(out, utf8("MQTT"));
        out.put((byte) version.level()).put((byte) USERNAME_AND_PASSWORD).putShort((short) KEEP_ALIVE_SECONDS);
        if (version.hasProperties()) {
            out.put((byte) 5).put((byte) SESSION_EXPIRY_INTERVAL).putInt(SESSION_EXPIRY_SECONDS);
        }
        text(out, clientId);
        text(out, username);
        text(out, password);
    }

    /// A message with QoS 1.
    ///
    /// @param again whether it was sent before, in a session that the broker still knows
    static void publish(ByteBuffer out, MqttVersion version, byte[] topic, int packetId, boolean again,
            ByteBuffer payload) {
        int properties = version.hasProperties() ? 1 : 0;
        out.put((byte) (again ? PUBLISH_QOS_1 | DUP : PUBLISH_QOS_1));
        length(out, 2 + topic.length + 2 + properties + payload.remaining());
        text(out, topic);
        out.putShort((short) packetId);
        if (version.hasProperties()) {
            out.put((byte) 0);
        }
        out.put(payload);
    }

    /// Of a message to the device: success.
    static void puback(ByteBuffer out, int packetId) {
        out.put((byte) PUBACK).put((byte) 2).putShort((short) packetId);
    }

    /// To one topic, with QoS 1, in MQTT 5.
    static void subscribe(ByteBuffer out, int packetId, byte[] topicFilter) {
        out.put((byte) SUBSCRIBE);
        length(out, 2 + 1 + 2 + topicFilter.length + 1);
        out.putShort((short) packetId).put((byte) 0);
        text(out, topicFilter);
        out.put((byte) QOS_1);
    }

    static void ping(ByteBuffer out) {
        out.put((byte) PINGREQ).put((byte) 0);
    }

    static void disconnect(ByteBuffer out) {
        out.put((byte) DISCONNECT).put((byte) 0);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void text(ByteBuffer out, byte[] utf8) {
        out.putShort((short) utf8.length).put(utf8);
    }

    private static void length(ByteBuffer out, int length) {
        int rest = length;
        while (rest > 0x7F) {
            out.put((byte) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }
}
