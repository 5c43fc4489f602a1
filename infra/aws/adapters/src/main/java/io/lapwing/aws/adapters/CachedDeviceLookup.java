package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.port.DeviceLookup;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/// Remembers for a moment which devices there are. One that is not there is asked for each time, so that a device can
/// send as soon as it is registered.
public final class CachedDeviceLookup implements DeviceLookup {

    private static final int MAX_DEVICES = 10_000;

    private final DeviceLookup registry;
    private final ShortMemory<DeviceKey, Device> known;

    public CachedDeviceLookup(DeviceLookup registry) {
        this(registry, System::nanoTime, InstantSource.system(), MAX_DEVICES);
    }

    CachedDeviceLookup(DeviceLookup registry, LongSupplier nanos, InstantSource clock, int maxDevices) {
        this.registry = registry;
        this.known = new ShortMemory<>(nanos, clock, maxDevices, _ -> 1);
    }

    @Override
    public Map<DeviceKey, Device> find(Set<DeviceKey> keys) {
        Map<DeviceKey, Device> devices = new HashMap<>();
        Set<DeviceKey> missing = new HashSet<>();
        keys.forEach(key -> known.recall(key).ifPresentOrElse(device -> devices.put(key, device),
                () -> missing.add(key)));
        if (!missing.isEmpty()) {
            ShortMemory.Moment asked = known.now();
            Map<DeviceKey, Device> found = registry.find(missing);
            known.remember(found, asked);
            devices.putAll(found);
        }
        return devices;
    }
}
