package io.lapwing.deviceingest.domain;

import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceKey;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The registered ones among the devices that messages name.
public record KnownDevices(Map<DeviceKey, Device> byKey) {

    public KnownDevices {
        byKey = Map.copyOf(byKey);
    }

    boolean contains(DeviceKey device) {
        return byKey.containsKey(device);
    }

    /// The device that a gateway calls by this name, if it may report for it.
    Optional<DeviceKey> child(DeviceKey gateway, String name) {
        return DeviceKey.parse(gateway.tenant().value(), name).map(byKey::get)
                .filter(device -> device.reportsThrough(gateway)).map(Device::key);
    }

    /// These devices without one that turned out to be gone.
    ///
    /// @throws IllegalStateException
    ///             if it is none of them
    public KnownDevices without(DeviceKey gone) {
        Map<DeviceKey, Device> rest = new HashMap<>(byKey);
        if (rest.remove(gone) == null) {
            throw new IllegalStateException("nothing was to be stored for " + gone);
        }
        return new KnownDevices(rest);
    }
}
