package io.lapwing.loadtests.coldstart.inmemory;

import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.DeviceProfile;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.device.TokenHash;
import io.lapwing.sharedmodel.inmemory.InMemoryStores;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// The pumps that the benchmark's events are of.
final class InMemoryFleet {

    private static final int PUMPS = 10;

    private InMemoryFleet() {}

    static InMemoryStores stores() {
        InMemoryStores stores = new InMemoryStores();
        for (int i = 1; i <= PUMPS; i++) {
            DeviceKey key = new DeviceKey(new TenantId("acme"), new DeviceId("pump-" + i));
            DeviceProfile profile = new DeviceProfile("Pump", "pump", null, Map.of(), List.of(), false, null);
            var now = InstantSource.system().instant();
            stores.registry().create(new Device(key, profile, false, null, now, now, 1),
                    new TokenHash("0".repeat(63) + i % PUMPS));
        }
        return stores;
    }
}
