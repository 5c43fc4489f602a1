package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.metric;
import static org.assertj.core.api.Assertions.assertThat;

class KnownHoursTest {

    private final KnownHours known = new KnownHours(3);

    private static StateItem device(String id, String incarnation) {
        return new StateItem(DeviceKey.of("acme", id), incarnation, 0, null, 0, 0, 0, false, null);
    }

    @Test
    void never_goes_back() {
        known.remember(device("a", "1"), Map.of(metric("t"), 5));
        known.remember(device("a", "1"), Map.of(metric("t"), 3, metric("p"), 3));

        assertThat(known.of(device("a", "1"))).isEqualTo(Map.of(metric("t"), 5, metric("p"), 3));
    }

    @Test
    void knows_nothing_of_a_device_that_was_registered_again() {
        known.remember(device("a", "1"), Map.of(metric("t"), 5));

        assertThat(known.of(device("a", "2"))).isEmpty();
    }

    @Test
    void tells_devices_apart() {
        known.remember(device("a", "1"), Map.of(metric("t"), 5));

        assertThat(known.of(device("b", "1"))).isEmpty();
    }

    @Test
    void forgets_the_devices_that_were_not_heard_of_for_the_longest() {
        known.remember(device("a", "1"), Map.of(metric("t"), 5));
        known.remember(device("b", "1"), Map.of(metric("t"), 5));
        known.of(device("a", "1"));
        known.remember(device("c", "1"), Map.of(metric("t"), 5, metric("p"), 5));

        assertThat(known.of(device("b", "1"))).isEmpty();
        assertThat(known.of(device("a", "1"))).hasSize(1);
        assertThat(known.of(device("c", "1"))).hasSize(2);
    }
}
