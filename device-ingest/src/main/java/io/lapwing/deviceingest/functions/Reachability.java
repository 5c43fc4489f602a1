package io.lapwing.deviceingest.functions;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.port.WatchStore;
import io.lapwing.sharedmodel.watch.DeviceWatch;
import io.lapwing.sharedmodel.watch.Presence;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Whether it is worth trying to send something to a device.
///
/// Thread-safe. Throws [io.lapwing.sharedmodel.port.StoreUnavailable] when that cannot be found out.
@FunctionalInterface
public interface Reachability {

    /// Since when the device can be reached; nothing if it cannot. Where a broker alone decides, and sends nothing twice
    /// over one connection, any time long past will do.
    Optional<Instant> since(DeviceKey device);

    /// As far as a device's presence tells, which is all that there is beside the devices themselves where a broker is
    /// not our own.
    static Reachability byPresence(WatchStore watches) {
        return device -> {
            Presence presence = watches.find(Set.of(device)).getOrDefault(device, DeviceWatch.NOTHING).presence();
            return presence.online() ? Optional.ofNullable(presence.since()) : Optional.empty();
        };
    }
}
