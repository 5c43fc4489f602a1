package io.lapwing.loadtests.mqtt;

/// A device of the load and what it sends.
public record FleetMember(DeviceLogin login, TelemetryMessages messages) {}
