package io.lapwing.local.app.broker;

import io.lapwing.sharedmodel.device.DeviceKey;

/// A device's connection to the broker, from its CONNACK to its end.
///
/// @param clientId the one that the broker knows it by
/// @param name as in [io.lapwing.sharedmodel.watch.ConnectionEvent#connection()]
record Connection(DeviceKey device, String clientId, String name, SentCommands commands) {}
