package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.port.DeviceLookup;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/// Remembers for a moment which devices there are. One that is not there is asked for each time, so that a device can
/// send as soon as it is registered.
///
/// A function is frozen between its invocations, and one of its clocks may stand still meanwhile: a memory counts while
/// it is young by both.
public final class CachedDeviceLookup implements DeviceLookup {

    /// Under the two seconds that the port allows, by the time that the question itself may take.
    private static final Duration LIFE = Duration.ofMillis(1800);
    private static final int MAX_DEVICES = 10_000;

    private final DeviceLookup registry;
    private final LongSupplier nanos;
    private final InstantSource clock;
    private final int maxDevices;
    /// Guarded by itself. In the order of their last use.
    private final LinkedHashMap<DeviceKey, Memory> known = new LinkedHashMap<>(16, 0.75f, true);

    private record Memory(Device device, long nanos, long millis) {}

    public CachedDeviceLookup(DeviceLookup registry) {
        this(registry, System::nanoTime, InstantSource.system(), MAX_DEVICES);
    }

    CachedDeviceLookup(DeviceLookup registry, LongSupplier nanos, InstantSource clock, int maxDevices) {
        this.registry = registry;
        this.nanos = nanos;
        this.clock = clock;
        this.maxDevices = maxDevices;
    }

    @Override
    public Map<DeviceKey, Device> find(Set<DeviceKey> keys) {
        Map<DeviceKey, Device> devices = new HashMap<>();
        Set<DeviceKey> missing = new HashSet<>();
        keys.forEach(key -> recall(key).ifPresentOrElse(device -> devices.put(key, device), () -> missing.add(key)));
        if (!missing.isEmpty()) {
            long askedNanos = nanos.getAsLong();
            long askedMillis = clock.millis();
            Map<DeviceKey, Device> found = registry.find(missing);
            remember(found, askedNanos, askedMillis);
            devices.putAll(found);
        }
        return devices;
    }

    private Optional<Device> recall(DeviceKey key) {
        long nowNanos = nanos.getAsLong();
        long nowMillis = clock.millis();
        synchronized (known) {
            return Optional.ofNullable(known.get(key)).filter(memory -> isYoung(memory, nowNanos, nowMillis))
                    .map(Memory::device);
        }
    }

    private static boolean isYoung(Memory memory, long nowNanos, long nowMillis) {
        long millis = nowMillis - memory.millis();
        return nowNanos - memory.nanos() < LIFE.toNanos() && millis >= 0 && millis < LIFE.toMillis();
    }

    private void remember(Map<DeviceKey, Device> found, long askedNanos, long askedMillis) {
        synchronized (known) {
            found.forEach((key, device) -> known.put(key, new Memory(device, askedNanos, askedMillis)));
            var eldest = known.entrySet().iterator();
            for (int i = known.size(); i > maxDevices; i--) {
                eldest.next();
                eldest.remove();
            }
        }
    }
}
