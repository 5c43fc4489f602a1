package io.lapwing.fileprocessor.functions;

import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.DeviceProfile;
import io.lapwing.sharedmodel.port.DeviceRegistry;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// The devices that files are about. Those that a file registers have a token that nobody was ever told: to connect, they
/// have to be given a new one first.
///
/// @param random a strong one: it makes tokens
record Devices(DeviceRegistry registry, RandomGenerator random) {

    /// What a device is that is known by its readings alone.
    static final String UNKNOWN_TYPE = "unknown";

    /// Those that are registered.
    Map<DeviceId, Device> find(HeldFile held, Set<DeviceId> devices) {
        Map<DeviceId, Device> found = new HashMap<>();
        Set<DeviceKey> keys = devices.stream().map(id -> new DeviceKey(held.file().key().tenant(), id))
                .collect(Collectors.toSet());
        registry.find(keys).forEach((key, device) -> found.put(key.device(), device));
        return found;
    }

    /// Those that are not registered and are not to be. Where the file says so, those that are missing are registered: by
    /// their id, which is their name too, with the type `unknown`, until somebody says what they are.
    Set<DeviceId> refused(HeldFile held, Set<DeviceId> devices) {
        Set<DeviceId> missing = new HashSet<>(devices);
        missing.removeAll(find(held, devices).keySet());
        return switch (held.file().spec().unknownDevices()) {
            case REFUSE -> missing;
            case REGISTER -> {
                missing.stream().sorted(Comparator.comparing(DeviceId::value)).forEach(id -> register(held, id,
                        new DeviceProfile(id.value(), UNKNOWN_TYPE, null, Map.of(), List.of(), false, null),
                        held.now()));
                yield Set.of();
            }
        };
    }

    /// @return whether it was not there before
    boolean register(HeldFile held, DeviceId id, DeviceProfile profile, Instant createdAt) {
        held.keep();
        DeviceKey key = new DeviceKey(held.file().key().tenant(), id);
        return registry.create(new Device(key, profile, false, null, createdAt, createdAt, 1),
                AccessToken.generate(random).hash());
    }
}
