package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.fixtures.ReadingBuilder;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.fixtures.WriteBuilder;
import io.lapwing.sharedmodel.port.StoreTests;

import java.time.Instant;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static org.assertj.core.api.Assertions.assertThat;

/// What messages cost, in request units as the database counts them. The figures are those of `docs/dynamodb.md`.
@NeedsDynamoDb
class TelemetryCostTest implements StoreTests {

    private static final List<String> METRICS = List.of("temperature", "humidity", "pressure", "vibration", "current",
            "voltage", "rpm", "flow", "level", "batteryMillivolts");

    private final ConsumedCapacity capacity = new ConsumedCapacity();
    private final DynamoDbTables tables = TestDynamoDb.shared().freshTables();
    private final DynamoDatabase database = new DynamoDatabase(capacity.client(), tables);
    private final Stores stores = TestDynamoDbStores.on(database);
    private final Random random = new Random(1);
    private final Instant received = now();

    @Override
    public Stores stores() {
        return stores;
    }

    private ReadingBuilder readingAt(Instant ts) {
        ReadingBuilder reading = aReading().at(ts);
        METRICS.forEach(metric -> reading.withValue(metric, Math.round(20_000 + 500 * random.nextGaussian()) / 100.0));
        return reading;
    }

    private WriteBuilder message(DeviceKey device, int number, int entries) {
        WriteBuilder message = aWrite().from(device).receivedAt(received.plusMillis(number));
        for (int i = 0; i < entries; i++) {
            message.with(readingAt(T0.plusSeconds(number + 1L).plusMillis(i * 10L)));
        }
        return message;
    }

    /// A device whose catalogue is known, as that of most is.
    private DeviceKey warm() {
        DeviceKey device = registered();
        append(message(device, 0, 1));
        capacity.reset();
        return device;
    }

    private void assertUnits(double write, double read) {
        assertThat(capacity.written()).isEqualTo(write);
        assertThat(capacity.read()).isEqualTo(read);
    }

    @Test
    void takes_four_write_units_for_a_message() {
        DeviceKey device = warm();

        append(message(device, 1, 1));

        assertUnits(4, 1);
    }

    @Test
    void takes_two_more_for_a_message_id() {
        DeviceKey device = warm();

        append(message(device, 1, 1).withMid("0197-4c1e-9d5e-7a31"));

        assertUnits(6, 1);
    }

    @Test
    void takes_little_more_for_a_hundred_entries() {
        DeviceKey device = warm();

        append(message(device, 1, 100));

        assertThat(capacity.written()).isBetween(10.0, 20.0);
        assertThat(capacity.read()).isEqualTo(1);
    }

    @Test
    void takes_two_write_units_where_nothing_is_new() {
        DeviceKey device = warm();
        WriteBuilder message = message(device, 1, 1);
        append(message);
        capacity.reset();

        append(message.receivedAt(received.plusSeconds(9)));
        assertThat(capacity.written()).isEqualTo(2);
        capacity.reset();

        append(message.receivedAt(received));
        assertThat(capacity.written()).isZero();
    }

    @Test
    void keeps_one_pack_for_a_reading_that_is_overwritten_again_and_again() {
        DeviceKey device = warm();
        for (int i = 0; i < 40; i++) {
            append(aWrite().from(device).with(readingAt(T0.plusSeconds(1))));
        }
        capacity.reset();

        append(aWrite().from(device).with(readingAt(T0.plusSeconds(1))));

        assertThat(capacity.written()).isLessThanOrEqualTo(8);
        assertThat(capacity.read()).isLessThanOrEqualTo(3);
    }

    @Test
    void reads_a_day_by_its_size() {
        DeviceKey device = warm();
        for (int i = 1; i <= 96; i++) {
            append(aWrite().from(device).with(readingAt(T0.plusSeconds(900L * i))));
        }
        capacity.reset();

        assertThat(readings(device)).hasSize(97);

        assertThat(capacity.read()).isBetween(5.0, 12.0);
    }
}
