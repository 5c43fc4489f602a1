package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.telemetry.StoredReading;
import io.lapwing.sharedmodel.telemetry.WriteResult.Written;

import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static io.lapwing.sharedmodel.fixtures.Fixtures.integer;
import static io.lapwing.sharedmodel.fixtures.Fixtures.metric;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static org.assertj.core.api.Assertions.assertThat;

/// What readings do to their devices, and what becomes of them when a device goes.
interface TelemetryDeviceTests extends StoreTests {

    @Test
    default void moves_last_seen_to_the_time_of_receipt_and_never_back() {
        DeviceKey pump = registered();
        Instant received = now();
        assertThat(device(pump).lastSeenAt()).isNull();

        append(aWrite().from(pump).receivedAt(received).with(aReading().at(T0)));
        assertThat(device(pump).lastSeenAt()).isEqualTo(received);

        append(aWrite().from(pump).receivedAt(received.minusSeconds(5)).with(aReading().at(T0.plusSeconds(1))));
        assertThat(device(pump).lastSeenAt()).isEqualTo(received);

        append(aWrite().from(pump).receivedAt(received.plusSeconds(5)).with(aReading().at(T0.plusSeconds(2))),
                aWrite().from(pump).receivedAt(received.plusSeconds(3)).with(aReading().at(T0.plusSeconds(3))));
        assertThat(device(pump).lastSeenAt()).isEqualTo(received.plusSeconds(5));
    }

    @Test
    default void moves_last_seen_of_a_gateway_and_of_those_behind_it() {
        DeviceKey gateway = registered(aDevice().in(registered().tenant()).withId("gw").asGateway());
        DeviceKey child = registered(aDevice().behind(gateway).withId("child"));
        DeviceKey silent = registered(aDevice().behind(gateway).withId("silent"));
        Instant received = now();

        append(aWrite().from(gateway).receivedAt(received).with(aReading().of(child)));

        assertThat(device(gateway).lastSeenAt()).isEqualTo(received);
        assertThat(device(child).lastSeenAt()).isEqualTo(received);
        assertThat(device(silent).lastSeenAt()).isNull();
    }

    @Test
    default void leaves_a_devices_version_alone() {
        DeviceKey pump = registered();

        append(aWrite().from(pump).with(aReading()));

        assertThat(device(pump).version()).isEqualTo(1);
        assertThat(device(pump).updatedAt()).isEqualTo(device(pump).createdAt());
    }

    @Test
    default void forgets_the_readings_of_a_device_that_was_deleted() {
        DeviceKey pump = registered();
        append(aWrite().from(pump).withMid("m1").with(aReading().at(T0.plusSeconds(9)).withValue("t", 1), "e1"));
        assertThat(stores().registry().delete(pump, 1)).isTrue();

        registered(aDevice().withKey(pump));

        assertThat(readings(pump)).isEmpty();
        assertThat(latest(pump)).isEmpty();
        assertThat(device(pump).lastSeenAt()).isNull();
    }

    @Test
    default void begins_anew_with_a_device_that_is_registered_again() {
        DeviceKey pump = registered();
        append(aWrite().from(pump).withMid("m1").with(aReading().at(T0.plusSeconds(9)).withValue("t", 1), "e1"));
        stores().registry().delete(pump, 1);
        registered(aDevice().withKey(pump));

        assertThat(append(aWrite().from(pump).withMid("m1").with(aReading().at(T0).withValue("t", 2), "e1")))
                .containsExactly(new Written(1, 0, 0, 0));

        assertThat(onlyValues(pump)).isEqualTo(Map.of(metric("t"), integer(2)));
        assertThat(readings(pump)).extracting(StoredReading::late).containsExactly(false);
    }
}
