package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.fixtures.ThresholdWatcher;
import io.lapwing.sharedmodel.fixtures.Watches;
import io.lapwing.sharedmodel.fixtures.WriteBuilder;
import io.lapwing.sharedmodel.port.StoreTests;
import io.lapwing.sharedmodel.watch.DeviceWatcher;
import io.lapwing.sharedmodel.watch.DeviceWatcher.Sighting;
import io.lapwing.sharedmodel.watch.Observation;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static org.assertj.core.api.Assertions.assertThat;

/// What it costs to watch over devices, in request units as the database counts them. The figures are those of
/// `docs/dynamodb.md`.
@NeedsDynamoDb
class WatchCostTest implements StoreTests {

    private final ConsumedCapacity capacity = new ConsumedCapacity();
    private final DynamoDatabase database = new DynamoDatabase(capacity.client(), TestDynamoDb.shared().freshTables());
    private final Stores stores = TestDynamoDbStores.on(database, new ThresholdWatcher());
    private final Instant received = now();

    @Override
    public Stores stores() {
        return stores;
    }

    private WriteBuilder message(DeviceKey device, int number, int value) {
        return aWrite().from(device).receivedAt(received.plusMillis(number))
                .with(aReading().at(T0.plusSeconds(number)).withValue("t", value).withValue("p", 1.5));
    }

    /// A device that is watched, and whose catalogue is known.
    private DeviceKey watched() {
        DeviceKey device = registered();
        append(message(device, 0, 20));
        capacity.reset();
        return device;
    }

    private void assertUnits(double write, double read) {
        assertThat(capacity.written()).isEqualTo(write);
        assertThat(capacity.read()).isEqualTo(read);
        capacity.reset();
    }

    @Test
    void takes_no_more_for_a_message_that_raises_nothing() {
        DeviceKey device = watched();

        append(message(device, 1, 21));

        assertUnits(4, 1);
    }

    @Test
    void takes_nine_more_write_units_to_raise_an_alert_and_six_to_clear_it() {
        DeviceKey device = watched();

        append(message(device, 1, 80));
        assertUnits(13, 1);

        append(message(device, 2, 70));
        assertUnits(10, 1);
    }

    private Observation checkAt(Sighting sighting, Instant time) {
        return Watches.changed(sighting, watch -> Watches.next(watch, time));
    }

    private static Observation nothing(Sighting sighting, Supplier<AlertId> ids) {
        return Observation.nothing(sighting.watch());
    }

    @Test
    void takes_six_write_units_to_move_a_check() {
        DeviceKey device = watched();
        stores.watches().look(device, received, false, (sighting, _) -> checkAt(sighting, received));
        assertUnits(4, 1);

        stores.watches().look(device, received, false, (sighting, _) -> checkAt(sighting, received.plusSeconds(60)));
        assertUnits(6, 1);

        stores.watches().look(device, received, false, WatchCostTest::nothing);
        assertUnits(0, 1);
    }

    @Test
    void takes_a_read_unit_for_each_shard_to_see_that_nothing_is_due_and_one_for_each_device() {
        DeviceKey device = watched();
        stores.watches().due(received, 100);
        assertUnits(0, 8);

        stores.watches().look(device, received, false, (sighting, _) -> checkAt(sighting, received));
        capacity.reset();

        assertThat(stores.watches().due(received, 100)).containsExactly(device);
        assertUnits(0, 9);
    }

    @Test
    void takes_nothing_more_where_nobody_watches() {
        Stores unwatched = TestDynamoDbStores.on(database, DeviceWatcher.NOBODY);
        DeviceKey device = watched();

        unwatched.telemetry().append(List.of(message(device, 1, 90).build()));
        unwatched.telemetry().append(List.of(message(device, 2, 90).build()));

        assertThat(capacity.written()).isEqualTo(8);
    }
}
