package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.port.DeviceLookup;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

/// Remembers for a moment which devices there are, and which there are not.
public final class CachedDeviceLookup implements DeviceLookup {

    /// Under the two seconds that the port allows, by the time that the question itself may take.
    private static final Duration LIFE = Duration.ofMillis(1800);
    private static final int MAX_DEVICES = 100_000;

    private final DeviceLookup registry;
    private final Cache<DeviceKey, Optional<Device>> known;

    public CachedDeviceLookup(DeviceLookup registry) {
        this(registry, Ticker.systemTicker());
    }

    CachedDeviceLookup(DeviceLookup registry, Ticker ticker) {
        this.registry = registry;
        known = Caffeine.newBuilder().maximumSize(MAX_DEVICES).expireAfterWrite(LIFE).ticker(ticker).build();
    }

    @Override
    public Map<DeviceKey, Device> find(Set<DeviceKey> keys) {
        Map<DeviceKey, Optional<Device>> answers = new HashMap<>(known.getAllPresent(keys));
        if (answers.size() < keys.size()) {
            Set<DeviceKey> missing = new HashSet<>(keys);
            missing.removeAll(answers.keySet());
            Map<DeviceKey, Device> found = registry.find(missing);
            missing.forEach(key -> answers.put(key, Optional.ofNullable(found.get(key))));
            missing.forEach(key -> known.put(key, Optional.ofNullable(found.get(key))));
        }
        Map<DeviceKey, Device> devices = HashMap.newHashMap(answers.size());
        answers.forEach((key, answer) -> answer.ifPresent(device -> devices.put(key, device)));
        return devices;
    }
}
