package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.DeviceProfile;
import io.lapwing.sharedmodel.device.TokenHash;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aTokenHash;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static io.lapwing.sharedmodel.fixtures.Racing.race;
import static org.assertj.core.api.Assertions.assertThat;

/// What every [DeviceRegistry] does.
public abstract class DeviceRegistryContract extends DeviceLookupContract implements DeviceListTests {

    @Override
    protected DeviceLookup lookup() {
        return stores().registry();
    }

    private static DeviceProfile renamed() {
        return aDevice().withName("Pump 2").withType("big-pump").withSite(null).withLabel("floor", "3")
                .withAlias("Pumpe zwei 🚰").profile();
    }

    @Test
    void keeps_a_device_as_it_was_registered() {
        DeviceKey gateway = registered(aDevice().in(freshTenant()).withId("gw:1_A.b-c").asGateway());
        Device child = aDevice().behind(gateway).withName("Kühlhaus 日本").withSite(null).withLabel("a", "1")
                .withLabel("b", "2").withAlias("x").withAlias("y").createdAt(T0.plusMillis(1)).build();

        assertThat(stores().registry().create(child, aTokenHash())).isTrue();

        assertThat(device(child.key())).isEqualTo(child);
        assertThat(device(gateway).profile().gateway()).isTrue();
    }

    @Test
    void refuses_an_id_that_is_taken_and_changes_nothing() {
        DeviceKey pump = registered();
        Device before = device(pump);
        TokenHash token = aTokenHash();

        assertThat(stores().registry().create(aDevice().withKey(pump).withName("Another").build(), token)).isFalse();

        assertThat(device(pump)).isEqualTo(before);
        assertThat(stores().credentials().authenticate(token, now())).isEmpty();
    }

    @Test
    void registers_one_of_those_that_race_for_an_id() {
        DeviceKey pump = aDevice().in(freshTenant()).build().key();
        List<TokenHash> tokens = IntStream.range(0, 8).mapToObj(_ -> aTokenHash()).toList();

        List<Boolean> created = race(8, thread -> stores().registry()
                .create(aDevice().withKey(pump).withName("by " + thread).build(), tokens.get(thread)));

        assertThat(created).containsOnlyOnce(true);
        int winner = created.indexOf(true);
        assertThat(device(pump).profile().name()).isEqualTo("by " + winner);
        assertThat(IntStream.range(0, 8)
                .filter(i -> stores().credentials().authenticate(tokens.get(i), now()).isPresent())).containsExactly(
                        winner);
    }

    @Test
    void replaces_a_profile() {
        Device pump = device(registered());
        Device changed = pump.changedTo(renamed(), T0.plusSeconds(60));

        assertThat(stores().registry().update(changed)).isTrue();

        assertThat(device(pump.key())).isEqualTo(changed);
        assertThat(changed.version()).isEqualTo(2);
    }

    @Test
    void keeps_an_edit_away_from_all_but_the_profile() {
        DeviceKey pump = registered();
        Device readBefore = device(pump);
        Instant received = now();
        written(aWrite().from(pump).receivedAt(received).with(aReading()));

        assertThat(stores().registry().update(readBefore.changedTo(renamed(), T0.plusSeconds(1)))).isTrue();

        assertThat(device(pump).lastSeenAt()).isEqualTo(received);
        assertThat(device(pump).createdAt()).isEqualTo(readBefore.createdAt());
        assertThat(device(pump).profile()).isEqualTo(renamed());
        assertThat(readings(pump)).hasSize(1);
    }

    @Test
    void refuses_an_edit_of_an_old_version() {
        Device first = device(registered());
        Device second = first.changedTo(renamed(), T0.plusSeconds(1));
        stores().registry().update(second);

        assertThat(stores().registry().update(first.changedTo(first.profile(), T0.plusSeconds(2)))).isFalse();
        assertThat(stores().registry().update(second.changedTo(first.profile(), T0).changedTo(first.profile(), T0)))
                .isFalse();

        assertThat(device(first.key())).isEqualTo(second);
    }

    @Test
    void takes_one_of_the_edits_that_race() {
        Device pump = device(registered());

        List<Boolean> updated = race(8, thread -> stores().registry()
                .update(pump.changedTo(aDevice().withName("by " + thread).profile(), T0.plusSeconds(thread))));

        assertThat(updated).containsOnlyOnce(true);
        assertThat(device(pump.key()).profile().name()).isEqualTo("by " + updated.indexOf(true));
        assertThat(device(pump.key()).version()).isEqualTo(2);
    }

    @Test
    void deletes_a_device_of_the_expected_version_only() {
        Device pump = device(registered());
        stores().registry().update(pump.changedTo(renamed(), T0.plusSeconds(1)));

        assertThat(stores().registry().delete(pump.key(), 1)).isFalse();
        assertThat(device(pump.key()).profile()).isEqualTo(renamed());

        assertThat(stores().registry().delete(pump.key(), 2)).isTrue();
        assertThat(stores().registry().find(Set.of(pump.key()))).isEmpty();
    }

    @Test
    void neither_edits_nor_deletes_what_is_gone() {
        Device pump = device(registered());
        stores().registry().delete(pump.key(), 1);

        assertThat(stores().registry().delete(pump.key(), 1)).isFalse();
        assertThat(stores().registry().update(pump.changedTo(renamed(), T0.plusSeconds(1)))).isFalse();
        assertThat(stores().registry().find(Set.of(pump.key()))).isEmpty();
    }

    @Test
    void registers_a_deleted_id_again_from_its_beginning() {
        DeviceKey pump = registered(aDevice().in(freshTenant()).withLabel("old", "1"));
        stores().registry().delete(pump, 1);

        Device again = aDevice().withKey(pump).createdAt(T0.plusSeconds(9)).build();
        assertThat(stores().registry().create(again, aTokenHash())).isTrue();

        assertThat(device(pump)).isEqualTo(again);
    }
}
