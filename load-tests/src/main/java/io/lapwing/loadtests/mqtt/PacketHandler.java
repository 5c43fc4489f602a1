package io.lapwing.loadtests.mqtt;

/// Takes what a broker tells a device. Reason codes from 0x80 on are refusals; MQTT 3.1.1 has only the 0 of success,
/// but in its CONNACK.
interface PacketHandler {

    /// @param receiveMaximum how many messages the broker lets be in flight
    void connected(int reasonCode, boolean sessionPresent, int receiveMaximum);

    void acknowledged(int packetId, int reasonCode);

    void disconnected(int reasonCode);
}
