package io.lapwing.sharedmodel.file;

/// What a file is sent for.
public enum FilePurpose {
    /// Readings of devices.
    TELEMETRY,
    /// A list of devices to register.
    DEVICES,
    /// To be kept as it is.
    ATTACHMENT
}
