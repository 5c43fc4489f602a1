package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TokenHash;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.quarantine.QuarantineId;
import io.lapwing.sharedmodel.shadow.ShadowName;
import io.lapwing.sharedmodel.telemetry.MessageId;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aTokenHash;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static org.assertj.core.api.Assertions.assertThat;

/// Whatever happens to a deletion, nothing of the device stays, and all of the others does.
@NeedsDynamoDb
class DeletedDevicesTest {

    private static final Duration TIME = Duration.ofSeconds(30);
    private static final int PACKS = 60;

    private final DynamoDbTables tables = TestDynamoDb.shared().freshTables();
    private final DynamoDatabase database = new DynamoDatabase(TestDynamoDb.shared().client(), tables);
    private final Keys keys = database.keys();
    private final Stores direct = TestDynamoDbStores.on(database);
    private final DeletedDevices deleted = new DeletedDevices(database);
    private final DynamoDbFaults faults = DynamoDbFaults.before(TestDynamoDb.shared().endpoint());
    private final DynamoDbClient client = faults.client();
    private final Stores stores = TestDynamoDbStores.on(new DynamoDatabase(client, tables));
    private int devices;
    private final Device pump = aDevice().in(freshTenant()).withId("pump-1").build();

    @AfterEach
    void close() {
        client.close();
        faults.close();
    }

    /// A registered device on which everything hangs that can.
    private DeviceKey inUse(Device device) {
        DeviceKey key = device.key();
        direct.registry().create(device, aTokenHash());
        direct.credentials().rotate(key, aTokenHash(), now().plusSeconds(60));
        String incarnation = database.get("test", keys.state(key)).map(state -> Items.text(state, Keys.INCARNATION))
                .orElseThrow();
        List<DynamoDbKey> registry = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            registry.add(keys.metrics(key, incarnation, i));
            registry.add(keys.claim(key, incarnation, new MessageId("m" + i)));
        }
        devices++;
        for (int i = 1; i <= 20; i++) {
            AlertId alert = AlertId.of(100L * devices + i);
            registry.add(keys.watch().alert(key.tenant(), alert));
            registry.add(keys.watch().openAlert(key.tenant(), alert));
            registry.add(keys.watch().deviceAlert(key, incarnation, alert));
        }
        registry.add(keys.shadow(key, incarnation, ShadowName.MAIN));
        database.putAll("test", tables.registry(), registry.stream().map(DynamoDbKey::attributes).toList());
        List<DynamoDbKey> packs = new ArrayList<>();
        for (int i = 0; i < PACKS; i++) {
            packs.add(keys.pack(key, incarnation, "0#" + i));
        }
        database.putAll("test", tables.readings(), packs.stream().map(DynamoDbKey::attributes).toList());
        return key;
    }

    private void quarantined(DeviceKey device, int number, Instant at) {
        QuarantineId id = new QuarantineId("Q-%032x".formatted(number));
        DynamoDbKey place = keys.quarantineList(device.tenant(), id, at);
        database.putAll("test", tables.registry(), List.of(keys.quarantined(device.tenant(), id).attributes(),
                Writes.item(place, Map.of(Keys.DEVICE, Items.of(device.device().value())))));
    }

    private DeviceKey neighbour(String id) {
        return inUse(aDevice().withKey(new DeviceKey(pump.key().tenant(), new DeviceId(id))).build());
    }

    /// The keys of all that there is.
    private Set<String> items() {
        Set<String> items = new TreeSet<>();
        Stream.of(tables.registry(), tables.readings())
                .forEach(table -> TestDynamoDb.shared().client().scanPaginator(scan -> scan.tableName(table)).items()
                        .forEach(item -> items.add(table + " " + DynamoDbKey.of(table, item))));
        return items;
    }

    @Test
    void leaves_nothing_of_a_device_and_everything_of_the_others() {
        Instant past = now().minusSeconds(60);
        neighbour("pump-10");
        DeviceKey other = neighbour("pump");
        quarantined(other, 1, past);
        quarantined(pump.key(), 2, now().plusSeconds(60));
        Set<String> before = items();
        inUse(pump);
        quarantined(pump.key(), 3, past);
        quarantined(pump.key(), 4, past.minusSeconds(1));
        assertThat(items()).hasSizeGreaterThan(before.size() + PACKS);

        assertThat(stores.registry().delete(pump.key(), 1)).isTrue();

        assertThat(items()).isEqualTo(before);
    }

    @Test
    void leaves_what_an_outage_keeps_from_being_removed_to_the_next_run() {
        neighbour("pump-10");
        Set<String> before = items();
        inUse(pump);
        quarantined(pump.key(), 1, now().minusSeconds(60));
        faults.always("BatchWriteItem", Fault.throttled());

        assertThat(stores.registry().delete(pump.key(), 1)).isTrue();

        assertThat(direct.registry().find(Set.of(pump.key()))).isEmpty();
        assertThat(items().size()).isGreaterThan(before.size() + PACKS);
        assertThat(deleted.purge(TIME)).isTrue();
        assertThat(items()).isEqualTo(before);
        assertThat(deleted.purge(TIME)).isTrue();
    }

    @Test
    void takes_no_more_time_than_it_is_given() {
        inUse(pump);
        faults.always("BatchWriteItem", Fault.cut());
        stores.registry().delete(pump.key(), 1);

        assertThat(deleted.purge(Duration.ZERO)).isFalse();

        assertThat(deleted.purge(TIME)).isTrue();
        assertThat(items()).isEmpty();
    }

    @Test
    void touches_nothing_of_a_device_that_was_registered_again() {
        inUse(pump);
        faults.always("BatchWriteItem", Fault.throttled());
        stores.registry().delete(pump.key(), 1);
        Set<String> left = items();
        inUse(pump);
        Set<String> fresh = items();
        fresh.removeAll(left);

        assertThat(deleted.purge(TIME)).isTrue();

        assertThat(items()).containsAll(fresh).hasSize(fresh.size());
    }

    /// From its `step`-th request on nothing of the process reaches DynamoDB any more.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26,
            27, 28, 29, 30, 31, 32})
    void is_finished_by_the_next_run_wherever_a_deletion_is_killed(int step) {
        inUse(pump);
        quarantined(pump.key(), 1, now().minusSeconds(60));
        faults.plan(request -> request.number() == step, 1, Fault.lost());
        faults.plan(request -> request.number() > step, Integer.MAX_VALUE, Fault.cut());

        boolean isDeleted = killed(() -> stores.registry().delete(pump.key(), 1));

        boolean isGone = direct.registry().find(Set.of(pump.key())).isEmpty();
        assertThat(isGone).isEqualTo(step > 1);
        assertThat(isDeleted && !isGone).isFalse();
        if (!isGone) {
            assertThat(direct.registry().delete(pump.key(), 1)).isTrue();
        }
        assertThat(deleted.purge(TIME)).isTrue();
        assertThat(items()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void registers_all_of_a_device_or_nothing_when_it_is_killed(boolean reached) {
        TokenHash token = aTokenHash();
        faults.plan(request -> request.number() == 1, 1, reached ? Fault.lost() : Fault.cut());
        faults.plan(request -> request.number() > 1, Integer.MAX_VALUE, Fault.cut());

        assertThat(killed(() -> stores.registry().create(pump, token))).isFalse();

        assertThat(direct.registry().find(Set.of(pump.key())).containsKey(pump.key())).isEqualTo(reached);
        assertThat(direct.credentials().authenticate(token, now()).isPresent()).isEqualTo(reached);
        assertThat(items()).hasSize(reached ? 4 : 0);
        assertThat(direct.registry().create(pump, aTokenHash())).isEqualTo(!reached);
    }

    private static boolean killed(BooleanSupplier call) {
        try {
            return call.getAsBoolean();
        } catch (StoreUnavailable _) {
            return false;
        }
    }
}
