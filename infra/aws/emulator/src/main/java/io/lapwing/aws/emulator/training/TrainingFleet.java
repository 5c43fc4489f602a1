package io.lapwing.aws.emulator.training;

import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.DeviceProfile;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.port.DeviceRegistry;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/// The devices that the training events are of.
public final class TrainingFleet {

    public static final String TENANT = "acme";
    static final String GATEWAY = "gateway-1";
    public static final List<String> PUMPS = IntStream.rangeClosed(1, 10).mapToObj(i -> "pump-" + i).toList();
    static final List<String> CHILDREN = List.of("sensor-1", "sensor-2");

    private TrainingFleet() {}

    static void register(DeviceRegistry registry) {
        create(registry, GATEWAY, true, null);
        PUMPS.forEach(pump -> create(registry, pump, false, null));
        CHILDREN.forEach(child -> create(registry, child, false, new DeviceId(GATEWAY)));
    }

    private static void create(DeviceRegistry registry, String id, boolean gateway, @Nullable DeviceId gatewayId) {
        Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
        DeviceKey key = new DeviceKey(new TenantId(TENANT), new DeviceId(id));
        DeviceProfile profile = new DeviceProfile(id, "pump", "hall 1", Map.of("floor", "2"), List.of(), gateway,
                gatewayId);
        registry.create(new Device(key, profile, false, null, now, now, 1), new AccessToken("token-of-" + id).hash());
    }
}
