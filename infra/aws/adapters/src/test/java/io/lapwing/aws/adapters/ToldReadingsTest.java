package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.TelemetryStore;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.StoredReading;
import io.lapwing.sharedmodel.watch.DeviceWatcher;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aTokenHash;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.integer;
import static io.lapwing.sharedmodel.fixtures.Fixtures.metric;
import static org.assertj.core.api.Assertions.assertThat;

/// What the telemetry store tells of what it stored.
@NeedsDynamoDb
class ToldReadingsTest {

    private final DynamoDatabase database = TestDynamoDb.shared().database();
    private final Stores stores = TestDynamoDbStores.on(database);
    private final DeviceKey pump = DeviceKey.of(freshTenant().value(), "pump-1");
    private final List<StoredReading> told = new ArrayList<>();
    private final TelemetryStore store = new DynamoDbTelemetryStore(database, InstantSource.system(),
            DeviceWatcher.NOBODY, (device, readings) -> {
                assertThat(device).isEqualTo(pump);
                told.addAll(readings);
            });

    private MessageWrite write(long seconds, String metric, long value) {
        return aWrite().from(pump).receivedAt(T0)
                .with(aReading().of(pump).at(T0.plusSeconds(seconds)).withValue(metric, value)).build();
    }

    private void append(MessageWrite... writes) {
        told.clear();
        store.append(List.of(writes));
    }

    @Test
    void tells_each_reading_that_is_new_or_another_one_as_it_is_kept() {
        stores.registry().create(aDevice().withKey(pump).build(), aTokenHash());

        append(write(0, "a", 1), write(5, "a", 2));
        assertThat(told).extracting(reading -> reading.key().ts()).containsExactly(T0, T0.plusSeconds(5));
        assertThat(told).extracting(StoredReading::late).containsOnly(false);

        append(write(0, "a", 1));
        assertThat(told).as("nothing new").isEmpty();

        append(write(2, "a", 3));
        assertThat(told).singleElement().extracting(StoredReading::late).isEqualTo(true);

        append(write(0, "b", 7));
        assertThat(told).singleElement().satisfies(reading -> {
            assertThat(reading.values()).containsEntry(metric("b"), integer(7));
            assertThat(reading.key().ts()).isEqualTo(T0);
        });
    }

    @Test
    void tells_nothing_of_what_is_not_stored() {
        append(write(0, "a", 1));

        assertThat(told).isEmpty();
    }
}
