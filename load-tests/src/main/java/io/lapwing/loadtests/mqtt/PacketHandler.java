package io.lapwing.loadtests.mqtt;

import java.nio.ByteBuffer;

/// Takes what a broker tells a device. Reason codes from 0x80 on are refusals; MQTT 3.1.1 has only the 0 of success,
/// but in its CONNACK. A device that only publishes is told nothing more.
interface PacketHandler {

    /// @param receiveMaximum how many messages the broker lets be in flight
    void connected(int reasonCode, boolean sessionPresent, int receiveMaximum);

    void acknowledged(int packetId, int reasonCode);

    void disconnected(int reasonCode);

    /// The device has subscribed to one topic.
    default void subscribed(int packetId, int reasonCode) {
        throw PacketReader.unwanted(PacketReader.SUBACK);
    }

    /// A message to the device. What it is made of lies in the reader's buffer, and is gone after this.
    ///
    /// @param packetId 0 where no acknowledgement is expected
    default void published(ByteBuffer topic, int packetId, ByteBuffer payload) {
        throw PacketReader.unwanted(PacketReader.PUBLISH);
    }
}
