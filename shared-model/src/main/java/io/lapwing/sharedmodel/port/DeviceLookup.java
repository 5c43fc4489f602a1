package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceKey;

import java.util.Map;
import java.util.Set;

/// Finds registered devices, for functions that decide on many messages at once.
///
/// Thread-safe. An implementation may answer from memory that is at most two seconds old, but for devices that it has
/// not found: each question looks for those anew.
public interface DeviceLookup {

    /// Those of `keys` that are registered. Any number of keys; an unknown one is left out.
    ///
    /// @throws StoreUnavailable when the registry cannot be asked
    Map<DeviceKey, Device> find(Set<DeviceKey> keys);
}
