package io.lapwing.sharedmodel.telemetry;

/// What a device's message is about, by the topic that it came on.
public enum MessageKind {
    /// Readings of the device itself.
    TELEMETRY,
    /// Readings that a gateway passes on, by the id of the device that took them.
    GATEWAY_TELEMETRY,
    /// The device asks for one of its shadows.
    SHADOW_GET,
    /// The device changes one of its shadows.
    SHADOW_UPDATE,
    /// ThingsBoard's client attributes: what the device reports in its main shadow.
    ATTRIBUTES,
    /// The device answers a command.
    COMMAND_REPLY,
    /// The same in ThingsBoard's API, where an answer is any JSON.
    RPC_RESPONSE,
    /// The device, or its will, says whether it is there.
    STATUS;

    /// Whether it brings readings.
    public boolean bringsReadings() {
        return switch (this) {
            case TELEMETRY, GATEWAY_TELEMETRY -> true;
            case SHADOW_GET, SHADOW_UPDATE, ATTRIBUTES, COMMAND_REPLY, RPC_RESPONSE, STATUS -> false;
        };
    }
}
