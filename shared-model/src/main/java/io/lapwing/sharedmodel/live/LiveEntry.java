package io.lapwing.sharedmodel.live;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.telemetry.StoredReading;

/// Something that happened in a tenant, and its place there. Events and readings have no order among each other.
public sealed interface LiveEntry {

    /// @param number of the tenant's events, ascending by one
    record Happened(long number, RecordedEvent event) implements LiveEntry {}

    /// A reading that was stored, or changed, as it was kept from then on.
    ///
    /// @param commit what it was stored with; ascends in the order in which commits can be read
    /// @param index its place among those of the commit, from 0
    record Measured(long commit, int index, DeviceKey device, StoredReading reading) implements LiveEntry {}
}
