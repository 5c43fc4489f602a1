package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.fixtures.Watches;
import io.lapwing.sharedmodel.port.StoreTests;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;

@NeedsDynamoDb
class DueChecksTest implements StoreTests {

    private final DynamoDatabase database = TestDynamoDb.shared().database();
    private final Stores stores = TestDynamoDbStores.on(database);

    @Override
    public Stores stores() {
        return stores;
    }

    private void checkAt(DeviceKey device, Instant time) {
        stores.watches().look(device, T0, false,
                (sighting, _) -> Watches.changed(sighting, watch -> Watches.next(watch, time)));
    }

    /// How many checks lie in the list, wanted or not.
    private int listed() {
        return IntStream.range(0, Keys.listShards()).map(shard -> database.query("test",
                Queries.of(database.tables().registry(), WatchKeys.checks(shard)).build()).items().size()).sum();
    }

    @Test
    void removes_what_is_left_over_of_a_deleted_device_once_it_falls_due() {
        DeviceKey pump = registered();
        DeviceKey fan = registered();
        checkAt(pump, T0);
        checkAt(fan, T0.plusSeconds(1));
        stores.registry().delete(pump, 1);
        registered(aDevice().withKey(pump));
        assertThat(listed()).isEqualTo(2);

        assertThat(stores.watches().due(T0.minusMillis(1), 10)).isEmpty();
        assertThat(listed()).isEqualTo(2);
        assertThat(stores.watches().due(T0, 10)).isEmpty();
        assertThat(listed()).isEqualTo(1);

        assertThat(stores.watches().due(T0.plusSeconds(1), 10)).containsExactly(fan);
    }

    @Test
    void has_one_check_of_a_device_however_often_it_moves() {
        DeviceKey pump = registered();
        for (int i = 0; i < 5; i++) {
            checkAt(pump, T0.plusSeconds(i % 3));
        }

        assertThat(listed()).isEqualTo(1);
        assertThat(stores.watches().due(T0.plusSeconds(9), 10)).containsExactly(pump);
    }

    @Test
    void tells_the_longest_due_first_of_more_than_it_is_asked_for() {
        List<DeviceKey> devices = new ArrayList<>();
        TenantId tenant = freshTenant();
        for (int i = 0; i < 40; i++) {
            devices.add(registered(aDevice().in(tenant).withId("d" + i)));
            checkAt(devices.get(i), T0.plusMillis(i));
        }

        assertThat(stores.watches().due(T0.plusSeconds(1), 7)).isEqualTo(devices.subList(0, 7));
        assertThat(stores.watches().due(T0.plusMillis(5), 1000)).isEqualTo(devices.subList(0, 6));
    }
}
