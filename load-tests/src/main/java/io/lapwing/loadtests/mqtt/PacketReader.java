package io.lapwing.loadtests.mqtt;

import java.nio.ByteBuffer;

/// Reads the packets that a broker sends to a device, without making an object of each. What only subscribers get is
/// read as MQTT 5 has it.
final class PacketReader {

    /// What counts where a broker does not say (MQTT 5, section 3.2.2.3.3).
    static final int NO_RECEIVE_MAXIMUM = 65_535;

    static final int PUBLISH = 3;
    static final int SUBACK = 9;

    private static final int CONNACK = 2;
    private static final int PUBACK = 4;
    private static final int QOS = 0x06;
    private static final int PINGRESP = 13;
    private static final int DISCONNECT = 14;

    private PacketReader() {}

    /// Reads every packet that is whole; the rest stays between the position and the limit of `in`.
    static void readAll(ByteBuffer in, PacketHandler handler) {
        while (true) {
            int start = in.position();
            int end = endOfPacket(in);
            if (end < 0) {
                in.position(start);
                return;
            }
            int limit = in.limit();
            in.limit(end);
            read(in.get(start), in, handler);
            in.limit(limit);
            in.position(end);
        }
    }

    /// Where the packet that begins here ends, with the position moved behind its fixed header; -1 if it is not whole.
    private static int endOfPacket(ByteBuffer in) {
        if (in.remaining() < 2) {
            return -1;
        }
        in.get();
        int length = variableInteger(in);
        return length < 0 || length > in.remaining() ? -1 : in.position() + length;
    }

    private static void read(byte header, ByteBuffer body, PacketHandler handler) {
        int type = (header >>> 4) & 0xF;
        switch (type) {
            case CONNACK -> readConnack(body, handler);
            case PUBACK -> handler.acknowledged(body.getShort() & 0xFFFF, reasonCode(body));
            case DISCONNECT -> handler.disconnected(reasonCode(body));
            case PUBLISH -> readPublish(header, body, handler);
            case SUBACK -> readSuback(body, handler);
            case PINGRESP -> {}
            default -> throw unwanted(type);
        }
    }

    static IllegalStateException unwanted(int type) {
        return new IllegalStateException("a broker sent a device a packet of type " + type);
    }

    private static void readPublish(byte header, ByteBuffer body, PacketHandler handler) {
        int topicBytes = body.getShort() & 0xFFFF;
        ByteBuffer topic = body.slice(body.position(), topicBytes);
        body.position(body.position() + topicBytes);
        int packetId = (header & QOS) == 0 ? 0 : body.getShort() & 0xFFFF;
        skipProperties(body);
        handler.published(topic, packetId, body.slice());
    }

    /// Of a subscription to one topic.
    private static void readSuback(ByteBuffer body, PacketHandler handler) {
        int packetId = body.getShort() & 0xFFFF;
        skipProperties(body);
        handler.subscribed(packetId, reasonCode(body));
    }

    private static void skipProperties(ByteBuffer in) {
        int length = variableInteger(in);
        in.position(in.position() + length);
    }

    private static int reasonCode(ByteBuffer body) {
        return body.hasRemaining() ? body.get() & 0xFF : 0;
    }

    private static void readConnack(ByteBuffer body, PacketHandler handler) {
        boolean sessionPresent = (body.get() & 1) == 1;
        int reasonCode = body.get() & 0xFF;
        int receiveMaximum = NO_RECEIVE_MAXIMUM;
        if (body.hasRemaining()) {
            variableInteger(body);
            receiveMaximum = receiveMaximum(body);
        }
        handler.connected(reasonCode, sessionPresent, receiveMaximum);
    }

    /// The one property of a CONNACK that a device has to know, found by passing over the others.
    private static int receiveMaximum(ByteBuffer properties) {
        int receiveMaximum = NO_RECEIVE_MAXIMUM;
        while (properties.hasRemaining()) {
            int id = properties.get();
            switch (id) {
                case 0x21 -> receiveMaximum = properties.getShort() & 0xFFFF;
                case 0x24, 0x25, 0x28, 0x29, 0x2A -> properties.get();
                case 0x13, 0x22 -> properties.getShort();
                case 0x11, 0x27 -> properties.getInt();
                case 0x12, 0x15, 0x16, 0x1A, 0x1C, 0x1F -> skipText(properties);
                case 0x26 -> {
                    skipText(properties);
                    skipText(properties);
                }
                default -> throw new IllegalStateException("no property of a CONNACK: " + id);
            }
        }
        return receiveMaximum;
    }

    private static void skipText(ByteBuffer in) {
        int length = in.getShort() & 0xFFFF;
        in.position(in.position() + length);
    }

    /// A variable byte integer; -1 if its end is not there yet.
    private static int variableInteger(ByteBuffer in) {
        int value = 0;
        for (int shift = 0; shift <= 21 && in.hasRemaining(); shift += 7) {
            byte next = in.get();
            value |= (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        return -1;
    }
}
