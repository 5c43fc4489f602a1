package io.lapwing.sharedmodel.lake;

import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.telemetry.StoredReading;

/// A reading among those of a tenant's day, which are in the order of their devices' ids, byte by byte, then of their
/// keys.
public record DayReading(DeviceId device, StoredReading reading) {}
