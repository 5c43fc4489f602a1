package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.DeviceLookup;
import io.lapwing.sharedmodel.port.DeviceLookupContract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static org.assertj.core.api.Assertions.assertThat;

class CachedDeviceLookupTest extends DeviceLookupContract {

    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final Stores stores = TestPostgres.stores();
    private final DeviceLookup lookup = new CachedDeviceLookup(stores.registry());

    private final AtomicLong nanos = new AtomicLong();
    private final Registered registered = new Registered();
    private final DeviceLookup cached = new CachedDeviceLookup(registered, nanos::get);
    private final Device pump = aDevice().withId("pump").build();
    private final Device valve = aDevice().withId("valve").build();

    /// A registry in memory that keeps what it was asked.
    private static final class Registered implements DeviceLookup {

        private final Map<DeviceKey, Device> devices = new HashMap<>();
        private final List<Set<DeviceKey>> questions = new ArrayList<>();

        @Override
        public Map<DeviceKey, Device> find(Set<DeviceKey> keys) {
            questions.add(keys);
            Map<DeviceKey, Device> found = new HashMap<>(devices);
            found.keySet().retainAll(keys);
            return found;
        }
    }

    @Override
    public Stores stores() {
        return stores;
    }

    @Override
    protected DeviceLookup lookup() {
        return lookup;
    }

    @Test
    void asks_once_for_all_that_it_does_not_know() {
        registered.devices.put(pump.key(), pump);
        cached.find(Set.of(pump.key()));

        Map<DeviceKey, Device> found = cached.find(Set.of(pump.key(), valve.key(), DeviceKey.of("acme", "third")));

        assertThat(found).isEqualTo(Map.of(pump.key(), pump));
        assertThat(registered.questions).containsExactly(Set.of(pump.key()),
                Set.of(valve.key(), DeviceKey.of("acme", "third")));
    }

    @Test
    void finds_a_device_as_soon_as_it_is_registered() {
        assertThat(cached.find(Set.of(valve.key()))).isEmpty();

        registered.devices.put(valve.key(), valve);

        assertThat(cached.find(Set.of(valve.key()))).containsOnlyKeys(valve.key());
    }

    @Test
    void remembers_a_device_for_a_moment_only() {
        registered.devices.put(valve.key(), valve);
        cached.find(Set.of(valve.key()));
        registered.devices.clear();

        nanos.addAndGet(MOMENT.toNanos());
        assertThat(cached.find(Set.of(valve.key()))).containsOnlyKeys(valve.key());

        nanos.addAndGet(MOMENT.toNanos());
        assertThat(cached.find(Set.of(valve.key()))).isEmpty();
    }
}
