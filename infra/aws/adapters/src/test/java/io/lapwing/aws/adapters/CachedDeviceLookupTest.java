package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.DeviceLookup;
import io.lapwing.sharedmodel.port.DeviceLookupContract;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static org.assertj.core.api.Assertions.assertThat;

@NeedsDynamoDb
class CachedDeviceLookupTest extends DeviceLookupContract {

    private static final Stores STORES = TestDynamoDbStores.fresh();

    private final DeviceLookup lookup = new CachedDeviceLookup(STORES.registry());

    private long nanos;
    private Instant now = T0;
    private final Registered registered = new Registered();
    private final DeviceLookup cached = new CachedDeviceLookup(registered, () -> nanos, () -> now, 2);
    private final Device pump = aDevice().withId("pump").build();
    private final Device valve = aDevice().withId("valve").build();
    private final Device fan = aDevice().withId("fan").build();

    /// A registry in memory that keeps what it was asked.
    private static final class Registered implements DeviceLookup {

        private final Map<DeviceKey, Device> devices = new HashMap<>();
        private final List<Set<DeviceKey>> questions = new ArrayList<>();

        @Override
        public Map<DeviceKey, Device> find(Set<DeviceKey> keys) {
            questions.add(Set.copyOf(keys));
            Map<DeviceKey, Device> found = new HashMap<>(devices);
            found.keySet().retainAll(keys);
            return found;
        }
    }

    @Override
    public Stores stores() {
        return STORES;
    }

    @Override
    protected DeviceLookup lookup() {
        return lookup;
    }

    private void register(Device... devices) {
        List.of(devices).forEach(device -> registered.devices.put(device.key(), device));
    }

    private void pass(long millis) {
        nanos += millis * 1_000_000;
        now = now.plusMillis(millis);
    }

    private Set<DeviceKey> find(Device... devices) {
        return cached.find(Set.copyOf(List.of(devices).stream().map(Device::key).toList())).keySet();
    }

    @Test
    void asks_once_for_all_that_it_does_not_know() {
        register(pump);
        find(pump);

        assertThat(find(pump, valve, fan)).containsExactly(pump.key());

        assertThat(registered.questions).containsExactly(Set.of(pump.key()), Set.of(valve.key(), fan.key()));
    }

    @Test
    void finds_a_device_as_soon_as_it_is_registered() {
        assertThat(find(valve)).isEmpty();

        register(valve);

        assertThat(find(valve)).containsExactly(valve.key());
    }

    @Test
    void remembers_a_device_for_a_moment_only() {
        register(valve);
        find(valve);
        registered.devices.clear();

        pass(1799);
        assertThat(find(valve)).containsExactly(valve.key());

        pass(1);
        assertThat(find(valve)).isEmpty();
    }

    @Test
    void trusts_no_clock_that_stood_still() {
        register(valve, pump);
        find(valve);
        now = now.plusSeconds(60);
        find(valve);
        nanos += 60_000_000_000L;
        find(valve);
        now = now.minusMillis(1);
        find(valve);

        assertThat(registered.questions).hasSize(4);
    }

    @Test
    void forgets_what_was_used_longest_ago() {
        register(pump, valve, fan);
        find(pump);
        find(valve);
        find(pump);
        find(fan);

        find(pump, fan);
        assertThat(registered.questions).hasSize(3);

        find(valve);
        assertThat(registered.questions).hasSize(4);
    }
}
