package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;

/// What every [DeviceLookup] does, be it the registry itself or a memory of it.
public abstract class DeviceLookupContract implements StoreTests {

    /// How old an answer may be, and some time for the machine.
    private static final Duration STALENESS = Duration.ofSeconds(5);

    /// The lookup under test, into the registry of [#stores].
    protected abstract DeviceLookup lookup();

    @Test
    void finds_a_registered_device() {
        Device pump = aDevice().in(freshTenant()).withLabel("floor", "2").withAlias("the loud one").build();
        registered(aDevice().withKey(pump.key()).withLabel("floor", "2").withAlias("the loud one"));

        assertThat(lookup().find(Set.of(pump.key()))).isEqualTo(Map.of(pump.key(), pump));
    }

    @Test
    void leaves_out_what_is_not_registered() {
        DeviceKey pump = registered();
        DeviceKey nobody = DeviceKey.of(pump.tenant().value(), "nobody");
        DeviceKey elsewhere = new DeviceKey(freshTenant(), pump.device());

        assertThat(lookup().find(Set.of(pump, nobody, elsewhere))).containsOnlyKeys(pump);
        assertThat(lookup().find(Set.of())).isEmpty();
    }

    @Test
    void finds_any_number_of_devices() {
        TenantId tenant = freshTenant();
        Set<DeviceKey> known = new HashSet<>();
        Set<DeviceKey> asked = new HashSet<>();
        for (int i = 0; i < 150; i++) {
            known.add(registered(aDevice().in(tenant).withId("known-" + i)));
            asked.add(DeviceKey.of(tenant.value(), "unknown-" + i));
        }
        asked.addAll(known);

        assertThat(lookup().find(asked).keySet()).isEqualTo(known);
    }

    @Test
    void sees_a_registration_in_time() {
        DeviceKey pump = aDevice().in(freshTenant()).build().key();
        assertThat(lookup().find(Set.of(pump))).isEmpty();

        registered(aDevice().withKey(pump));

        within(STALENESS, () -> assertThat(lookup().find(Set.of(pump))).containsOnlyKeys(pump));
    }

    @Test
    void sees_a_change_in_time() {
        Device pump = device(registered());
        assertThat(lookup().find(Set.of(pump.key()))).containsValue(pump);
        Device changed = pump.changedTo(aDevice().withName("Pump 2").profile(), pump.updatedAt().plusSeconds(1));

        stores().registry().update(changed);

        within(STALENESS, () -> assertThat(lookup().find(Set.of(pump.key()))).containsValue(changed));
    }

    @Test
    void sees_a_deletion_in_time() {
        DeviceKey pump = registered();
        assertThat(lookup().find(Set.of(pump))).containsOnlyKeys(pump);

        stores().registry().delete(pump, 1);

        within(STALENESS, () -> assertThat(lookup().find(Set.of(pump))).isEmpty());
    }
}
