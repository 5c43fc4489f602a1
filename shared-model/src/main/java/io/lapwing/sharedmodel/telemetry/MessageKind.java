package io.lapwing.sharedmodel.telemetry;

/// What a device's message is about, by the topic that it came on.
public enum MessageKind {
    /// Readings of the device itself.
    TELEMETRY,
    /// Readings that a gateway passes on, by the id of the device that took them.
    GATEWAY_TELEMETRY
}
