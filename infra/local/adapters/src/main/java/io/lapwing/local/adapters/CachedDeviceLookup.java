package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.port.DeviceLookup;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

/// Remembers for a moment which devices there are. One that is not there is asked for each time, so that a device can
/// send as soon as it is registered.
public final class CachedDeviceLookup implements DeviceLookup {

    /// Under the two seconds that the port allows, by the time that the question itself may take.
    private static final Duration LIFE = Duration.ofMillis(1800);
    private static final int MAX_DEVICES = 100_000;

    private final DeviceLookup registry;
    private final Cache<DeviceKey, Device> known;

    public CachedDeviceLookup(DeviceLookup registry) {
        this(registry, Ticker.systemTicker());
    }

    CachedDeviceLookup(DeviceLookup registry, Ticker ticker) {
        this.registry = registry;
        known = Caffeine.newBuilder().maximumSize(MAX_DEVICES).expireAfterWrite(LIFE).ticker(ticker).build();
    }

    @Override
    public Map<DeviceKey, Device> find(Set<DeviceKey> keys) {
        Map<DeviceKey, Device> devices = new HashMap<>(known.getAllPresent(keys));
        if (devices.size() < keys.size()) {
            Set<DeviceKey> missing = new HashSet<>(keys);
            missing.removeAll(devices.keySet());
            remember(missing, registry.find(missing), devices);
        }
        return devices;
    }

    /// By the keys that were asked with: whoever asks again has the same.
    private void remember(Set<DeviceKey> asked, Map<DeviceKey, Device> found, Map<DeviceKey, Device> devices) {
        for (DeviceKey key : asked) {
            Device device = found.get(key);
            if (device != null) {
                known.put(key, device);
                devices.put(key, device);
            }
        }
    }
}
