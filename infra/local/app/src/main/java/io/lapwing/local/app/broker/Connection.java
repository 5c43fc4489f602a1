package io.lapwing.local.app.broker;

import io.lapwing.sharedmodel.device.DeviceKey;

import java.util.concurrent.atomic.AtomicBoolean;

/// A device's connection to the broker, from its CONNACK to its end.
///
/// @param clientId the one that the broker knows it by
/// @param name as in [io.lapwing.sharedmodel.watch.ConnectionEvent#connection()]
/// @param listens whether the device may have subscribed to its commands: set before it can know, and never taken back
record Connection(DeviceKey device, String clientId, String name, SentCommands commands, AtomicBoolean listens) {}
