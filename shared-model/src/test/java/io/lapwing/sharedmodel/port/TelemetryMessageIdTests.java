package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.telemetry.MessageId;
import io.lapwing.sharedmodel.telemetry.WriteResult.AlreadySeen;
import io.lapwing.sharedmodel.telemetry.WriteResult.Written;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aQuarantinedMessage;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static io.lapwing.sharedmodel.fixtures.Fixtures.integer;
import static io.lapwing.sharedmodel.fixtures.Fixtures.metric;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static org.assertj.core.api.Assertions.assertThat;

/// A message id has one effect within its life, whoever brings it and how often.
interface TelemetryMessageIdTests extends StoreTests {

    @Test
    default void takes_a_message_id_once_within_a_batch() {
        DeviceKey pump = registered();

        assertThat(append(aWrite().from(pump).withMid("m1").with(aReading().withValue("t", 1)),
                aWrite().from(pump).withMid("m1").with(aReading().withValue("t", 2))))
                .containsExactly(new Written(1, 0, 0, 0), new AlreadySeen());

        assertThat(onlyValues(pump)).isEqualTo(Map.of(metric("t"), integer(1)));
    }

    @Test
    default void takes_a_message_id_once_over_batches() {
        DeviceKey pump = registered();
        append(aWrite().from(pump).withMid("m1").with(aReading().withValue("t", 1)));

        assertThat(append(aWrite().from(pump).withMid("m1").with(aReading().at(T0.plusMillis(1)).withValue("t", 2)),
                aWrite().from(pump).withMid("m2").with(aReading().withValue("p", 3))))
                .containsExactly(new AlreadySeen(), new Written(1, 0, 0, 0));

        assertThat(onlyValues(pump)).isEqualTo(Map.of(metric("t"), integer(1), metric("p"), integer(3)));
    }

    @Test
    default void frees_a_message_id_after_its_life() {
        DeviceKey pump = registered();
        Instant received = now();
        append(aWrite().from(pump).withMid("m1").receivedAt(received).with(aReading().withValue("t", 1)));

        assertThat(append(
                aWrite().from(pump).withMid("m1").receivedAt(received.plus(MessageId.LIFE).minusMillis(1))
                        .with(aReading().withValue("t", 2)),
                aWrite().from(pump).withMid("m1").receivedAt(received.plus(MessageId.LIFE).plusMillis(1))
                        .with(aReading().withValue("t", 3))))
                .containsExactly(new AlreadySeen(), new Written(0, 0, 1, 0));
        assertThat(append(aWrite().from(pump).withMid("m1")
                .receivedAt(received.plus(MessageId.LIFE).plus(Duration.ofHours(1))).with(aReading())))
                .containsExactly(new AlreadySeen());
    }

    @Test
    default void keeps_the_message_ids_of_devices_apart() {
        DeviceKey pump = registered();
        DeviceKey neighbour = registered(aDevice().in(pump.tenant()).withId("pump-2"));
        DeviceKey elsewhere = registered();

        assertThat(append(aWrite().from(pump).withMid("m1").with(aReading().withValue("t", 1)),
                aWrite().from(neighbour).withMid("m1").with(aReading().withValue("t", 1)),
                aWrite().from(elsewhere).withMid("m1").with(aReading().withValue("t", 1))))
                .containsOnly(new Written(1, 0, 0, 0));
    }

    @Test
    default void takes_the_message_id_of_an_entry_once() {
        DeviceKey pump = registered();
        append(aWrite().from(pump).with(aReading().at(T0).withValue("t", 1), "e1"));

        assertThat(written(aWrite().from(pump)
                .with(aReading().at(T0).withValue("t", 2).withValue("p", 2), "e1")
                .with(aReading().at(T0.plusMillis(1)).withValue("t", 3), "e2")
                .with(aReading().at(T0.plusMillis(2)).withValue("t", 4), "e2")))
                .isEqualTo(new Written(1, 3, 0, 0));

        assertThat(readings(pump)).flatExtracting(reading -> reading.values().values())
                .containsExactly(integer(1), integer(3));
    }

    @Test
    default void knows_an_id_whether_a_message_or_an_entry_brings_it() {
        DeviceKey pump = registered();
        append(aWrite().from(pump).withMid("m1").with(aReading().withValue("t", 1), "e1"));

        assertThat(append(aWrite().from(pump).with(aReading().withValue("t", 2), "m1"),
                aWrite().from(pump).withMid("e1").with(aReading().withValue("t", 3))))
                .containsExactly(new Written(0, 1, 0, 0), new AlreadySeen());
    }

    @Test
    default void takes_the_message_id_of_an_entry_as_its_devices() {
        DeviceKey gateway = registered(aDevice().in(registered().tenant()).withId("gw").asGateway());
        DeviceKey child = registered(aDevice().behind(gateway).withId("child"));
        append(aWrite().from(gateway).withMid("m1").with(aReading().of(child).withValue("t", 1), "e1"));

        assertThat(append(aWrite().from(child).withMid("m1").with(aReading().withValue("t", 2)),
                aWrite().from(gateway).withMid("e1").with(aReading().of(child).withValue("t", 3)),
                aWrite().from(child).withMid("e1").with(aReading().withValue("t", 4))))
                .containsExactly(new Written(0, 0, 1, 0), new Written(0, 0, 1, 0), new AlreadySeen());
    }

    @Test
    default void claims_the_id_of_a_message_that_is_quarantined_whole() {
        DeviceKey pump = registered();
        var poison = aQuarantinedMessage().of(pump).withMid("m1").build();
        append(aWrite().from(pump).withMid("m1").withQuarantined(poison));

        assertThat(append(aWrite().from(pump).withMid("m1").withQuarantined(poison)))
                .containsExactly(new AlreadySeen());

        assertThat(stores().quarantine().find(pump.tenant(), poison.id()).orElseThrow().occurrences()).isEqualTo(1);
    }
}
