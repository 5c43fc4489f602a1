package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.watch.DeviceWatch;
import io.lapwing.sharedmodel.watch.DeviceWatcher.Sighting;
import io.lapwing.sharedmodel.watch.Observation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// What is remembered of devices to watch over them. [TelemetryStore#append] changes it with the readings that it
/// stores; all else that changes it comes through here, and the two never get in each other's way.
///
/// Thread-safe. All methods throw [StoreUnavailable] when the store cannot be reached in time.
public interface WatchStore {

    /// What follows from a look at a device. Pure: it may be asked more than once, and the last answer counts.
    interface Look {

        /// @param sighting without readings
        /// @param ids of alerts that are raised; each is good once
        Observation at(Sighting sighting, Supplier<AlertId> ids);
    }

    /// What is remembered of these devices; [DeviceWatch#NOTHING] of those that nothing is, and of unknown ones.
    Map<DeviceKey, DeviceWatch> find(Set<DeviceKey> devices);

    /// Looks at a device, and stores what follows in one transaction: what is remembered, alerts and events. Times in
    /// what is remembered are kept to the millisecond. What the look throws, is thrown, and nothing is stored.
    ///
    /// @param seen whether the device is seen by this, so that its `lastSeenAt` moves to `now`
    /// @return false if the device is not registered: then nothing was asked
    boolean look(DeviceKey device, Instant now, boolean seen, Look look);

    /// Devices that are to be looked at by `now` according to their [DeviceWatch#checkAt()], the longest due first.
    /// What changed within the last few seconds may not show yet: whoever looks at one decides on what he finds.
    ///
    /// @param max from 1 to 1000
    List<DeviceKey> due(Instant now, int max);
}
