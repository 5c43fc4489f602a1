package io.lapwing.sharedmodel.telemetry;

/// Why something that a device sent was not taken. The names are part of the wire contract.
public enum RefusalCode {
    /// Not parseable, not UTF-8, or not of a shape that is known.
    PAYLOAD_MALFORMED,
    /// More than [Payload#MAX_BYTES] bytes, or more than 10,000 values.
    PAYLOAD_TOO_LARGE,
    /// Nested deeper than 32.
    TOO_DEEP,
    /// Measured more than a minute from now.
    TS_FUTURE,
    /// A time in seconds where milliseconds are asked for.
    TS_UNIT,
    /// A time before 2000.
    TS_RANGE,
    /// A metric name that is empty, too long, or holds a control character.
    KEY_INVALID,
    /// NaN or an infinity.
    VALUE_NOT_FINITE,
    /// An integer beyond 64 bits, a text beyond 4 KiB, or one that cannot be stored.
    VALUE_OUT_OF_RANGE,
    /// A gateway reported for a device that is not registered with it.
    UNKNOWN_CHILD,
    /// The sending device is not registered.
    UNKNOWN_DEVICE,
    /// More messages than the device is allowed.
    RATE_LIMITED,
    /// A shadow's update was made for another version of it.
    SHADOW_VERSION,
    /// A shadow would become larger than 8 KiB.
    SHADOW_TOO_LARGE,
    /// A reply to a command that the device has none of.
    UNKNOWN_COMMAND,
    /// The function failed on this message, and on it alone: a fault of ours, kept for a replay after its repair.
    FUNCTION_FAILED
}
