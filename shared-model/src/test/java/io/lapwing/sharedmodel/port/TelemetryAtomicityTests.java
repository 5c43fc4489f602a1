package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.fixtures.ReadingBuilder;
import io.lapwing.sharedmodel.fixtures.WriteBuilder;
import io.lapwing.sharedmodel.telemetry.WriteResult.AlreadySeen;
import io.lapwing.sharedmodel.telemetry.WriteResult.NoSuchDevice;
import io.lapwing.sharedmodel.telemetry.WriteResult.Written;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aQuarantinedMessage;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aTokenHash;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static org.assertj.core.api.Assertions.assertThat;

/// A message is stored whole or not at all, and no other message of its batch is touched by what becomes of it.
interface TelemetryAtomicityTests extends StoreTests {

    private static DeviceKey unregisteredBeside(DeviceKey device) {
        return DeviceKey.of(device.tenant().value(), "nobody");
    }

    private static ReadingBuilder readingOf(int metrics) {
        ReadingBuilder reading = aReading();
        IntStream.range(0, metrics).forEach(i -> reading.withValue("m" + i, i));
        return reading;
    }

    private static WriteBuilder writeOf(DeviceKey device, int entries) {
        WriteBuilder write = aWrite().from(device);
        IntStream.range(0, entries).forEach(i -> write.with(aReading().at(T0.plusMillis(i)).withValue("t", i)));
        return write;
    }

    @Test
    default void stores_ten_thousand_metrics_of_one_message() {
        DeviceKey pump = registered();

        assertThat(written(aWrite().from(pump).with(readingOf(10_000)))).isEqualTo(new Written(10_000, 0, 0, 0));

        assertThat(onlyValues(pump)).hasSize(10_000).isEqualTo(readingOf(10_000).build().values());
        assertThat(latest(pump)).hasSize(10_000);
    }

    @Test
    default void stores_a_thousand_entries_of_one_message() {
        DeviceKey pump = registered();

        assertThat(written(writeOf(pump, 1000))).isEqualTo(new Written(1000, 0, 0, 0));

        assertThat(readings(pump)).hasSize(1000);
    }

    @Test
    default void stores_none_of_ten_thousand_metrics_when_one_entry_cannot_be() {
        DeviceKey pump = registered();
        DeviceKey nobody = unregisteredBeside(pump);

        assertThat(append(aWrite().from(pump).with(readingOf(10_000)).with(aReading().of(nobody))))
                .containsExactly(new NoSuchDevice(nobody));

        assertThat(readings(pump)).isEmpty();
        assertThat(latest(pump)).isEmpty();
    }

    @Test
    default void stores_none_of_a_thousand_entries_when_one_cannot_be() {
        DeviceKey pump = registered();
        DeviceKey nobody = unregisteredBeside(pump);

        assertThat(append(writeOf(pump, 999).with(aReading().of(nobody)))).containsExactly(new NoSuchDevice(nobody));

        assertThat(readings(pump)).isEmpty();
        assertThat(device(pump).lastSeenAt()).isNull();
    }

    @Test
    default void stores_the_other_messages_of_the_batch() {
        DeviceKey pump = registered();
        DeviceKey nobody = unregisteredBeside(pump);

        assertThat(append(aWrite().from(pump).with(aReading().at(T0).withValue("t", 1)),
                aWrite().from(nobody).with(aReading().at(T0).withValue("t", 2)),
                aWrite().from(pump).with(aReading().at(T0.plusMillis(1)).withValue("t", 3))
                        .with(aReading().of(nobody)),
                aWrite().from(pump).with(aReading().at(T0.plusMillis(2)).withValue("t", 4))))
                .containsExactly(new Written(1, 0, 0, 0), new NoSuchDevice(nobody), new NoSuchDevice(nobody),
                        new Written(1, 0, 0, 0));

        assertThat(readings(pump)).extracting(reading -> reading.key().ts()).containsExactly(T0, T0.plusMillis(2));
    }

    @Test
    default void claims_no_ids_for_a_message_that_is_not_stored() {
        DeviceKey pump = registered();
        DeviceKey late = unregisteredBeside(pump);
        WriteBuilder message = aWrite().from(pump).withMid("m1").with(aReading(), "e1").with(aReading().of(late),
                "e2");
        assertThat(append(message)).containsExactly(new NoSuchDevice(late));

        stores().registry().create(aDevice().withKey(late).build(), aTokenHash());

        assertThat(append(message, message)).containsExactly(new Written(2, 0, 0, 0), new AlreadySeen());
    }

    @Test
    default void quarantines_nothing_of_a_message_that_is_not_stored() {
        DeviceKey pump = registered();
        var poison = aQuarantinedMessage().of(pump).build();

        append(aWrite().from(pump).with(aReading().of(unregisteredBeside(pump))).withQuarantined(poison));

        assertThat(stores().quarantine().find(pump.tenant(), poison.id())).isEmpty();
    }

    @Test
    default void refuses_a_message_whose_sender_is_gone() {
        DeviceKey gateway = registered();
        DeviceKey child = registered(aDevice().behind(gateway).withId("child"));
        stores().registry().delete(gateway, 1);

        assertThat(append(aWrite().from(gateway).with(aReading().of(child))))
                .containsExactly(new NoSuchDevice(gateway));

        assertThat(readings(child)).isEmpty();
    }
}
