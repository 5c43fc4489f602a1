package io.lapwing.sharedmodel.watch;

import io.lapwing.sharedmodel.device.DeviceKey;

import java.time.Instant;

/// What a broker that knows its connections tells of a device. In order for each device, at least once; a device that
/// has several connections is on the newest of them, and has gone when its last one is.
public sealed interface ConnectionEvent {

    DeviceKey device();

    /// The connection's name, which no other connection ever has, be it of another broker or after a restart:
    /// `{node}:{run}:{number}`. Of the connections of an earlier run of its node's broker nothing will be heard again.
    String connection();

    Instant at();

    /// The device is on this connection.
    record Connected(DeviceKey device, String connection, Instant at) implements ConnectionEvent {}

    /// The device was on this connection, and has no other.
    record Disconnected(DeviceKey device, String connection, Instant at) implements ConnectionEvent {}
}
