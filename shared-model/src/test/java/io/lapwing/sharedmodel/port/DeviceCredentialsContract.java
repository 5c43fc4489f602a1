package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TokenHash;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aTokenHash;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static io.lapwing.sharedmodel.fixtures.Racing.race;
import static org.assertj.core.api.Assertions.assertThat;

/// What every [DeviceCredentials] does.
public abstract class DeviceCredentialsContract implements StoreTests {

    /// How long an ended token may still be taken, and some time for the machine.
    private static final Duration STALENESS = Duration.ofSeconds(5);

    private DeviceKey registeredWith(TokenHash token) {
        DeviceKey pump = aDevice().in(freshTenant()).build().key();
        assertThat(stores().registry().create(aDevice().withKey(pump).build(), token)).isTrue();
        return pump;
    }

    private void assertTaken(TokenHash token, Instant at, DeviceKey device) {
        assertThat(stores().credentials().authenticate(token, at)).contains(device);
    }

    private void assertRefusedInTime(TokenHash token, Instant at) {
        within(STALENESS, () -> assertThat(stores().credentials().authenticate(token, at)).isEmpty());
    }

    @Test
    void knows_whose_token_it_is() {
        TokenHash token = aTokenHash();
        DeviceKey pump = registeredWith(token);
        registeredWith(aTokenHash());

        assertTaken(token, now(), pump);
        assertTaken(token, now().plus(Duration.ofDays(3650)), pump);
    }

    @Test
    void refuses_a_token_that_nobody_has() {
        assertThat(stores().credentials().authenticate(aTokenHash(), now())).isEmpty();
    }

    @Test
    void takes_the_new_token_at_once_and_refuses_the_old_one() {
        TokenHash old = aTokenHash();
        DeviceKey pump = registeredWith(old);
        assertTaken(old, now(), pump);
        TokenHash fresh = aTokenHash();
        Instant rotated = now();

        assertThat(stores().credentials().rotate(pump, fresh, rotated)).isTrue();

        assertTaken(fresh, rotated, pump);
        assertRefusedInTime(old, rotated);
    }

    @Test
    void takes_the_old_token_until_its_end() {
        TokenHash old = aTokenHash();
        DeviceKey pump = registeredWith(old);
        Instant end = now().plusSeconds(600);
        TokenHash fresh = aTokenHash();

        stores().credentials().rotate(pump, fresh, end);

        assertTaken(old, end.minusMillis(1), pump);
        assertTaken(fresh, end.minusMillis(1), pump);
        assertRefusedInTime(old, end);
        assertTaken(fresh, end, pump);
    }

    @Test
    void ends_all_earlier_tokens_but_never_later_than_they_would_have() {
        TokenHash first = aTokenHash();
        DeviceKey pump = registeredWith(first);
        Instant start = now();
        TokenHash second = aTokenHash();
        TokenHash third = aTokenHash();
        TokenHash fourth = aTokenHash();
        stores().credentials().rotate(pump, second, start.plusSeconds(100));
        stores().credentials().rotate(pump, third, start.plusSeconds(500));
        assertTaken(first, start.plusSeconds(99), pump);
        assertRefusedInTime(first, start.plusSeconds(100));
        assertTaken(second, start.plusSeconds(499), pump);
        assertRefusedInTime(second, start.plusSeconds(500));

        stores().credentials().rotate(pump, fourth, start);

        List.of(first, second, third).forEach(token -> assertRefusedInTime(token, start));
        assertTaken(fourth, start.plusSeconds(1000), pump);
    }

    @Test
    void rotates_no_token_of_a_device_that_is_not_registered() {
        DeviceKey nobody = new DeviceKey(freshTenant(), DeviceKey.of("x", "nobody").device());
        TokenHash token = aTokenHash();

        assertThat(stores().credentials().rotate(nobody, token, now())).isFalse();

        assertThat(stores().credentials().authenticate(token, now())).isEmpty();
    }

    @Test
    void leaves_other_devices_tokens_alone() {
        TokenHash token = aTokenHash();
        DeviceKey pump = registeredWith(token);
        DeviceKey neighbour = registered(aDevice().in(pump.tenant()).withId("pump-2"));

        stores().credentials().rotate(neighbour, aTokenHash(), now());

        assertTaken(token, now(), pump);
    }

    @Test
    void refuses_the_tokens_of_a_deleted_device_even_when_its_id_is_used_again() {
        TokenHash token = aTokenHash();
        DeviceKey pump = registeredWith(token);
        assertTaken(token, now(), pump);

        stores().registry().delete(pump, 1);
        assertRefusedInTime(token, now());

        registered(aDevice().withKey(pump));
        assertRefusedInTime(token, now());
    }

    @Test
    void leaves_one_token_of_rotations_that_race() {
        DeviceKey pump = registeredWith(aTokenHash());
        List<TokenHash> tokens = IntStream.range(0, 8).mapToObj(_ -> aTokenHash()).toList();
        Instant rotated = now();

        assertThat(race(8, thread -> stores().credentials().rotate(pump, tokens.get(thread), rotated)))
                .containsOnly(true);

        within(STALENESS, () -> assertThat(tokens)
                .filteredOn(token -> stores().credentials().authenticate(token, rotated).isPresent()).hasSize(1));
    }
}
