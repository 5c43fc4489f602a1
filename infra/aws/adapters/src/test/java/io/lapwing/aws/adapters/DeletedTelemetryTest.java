package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.StoreTests;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aQuarantinedMessage;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static org.assertj.core.api.Assertions.assertThat;

/// A deletion removes what the telemetry store really writes.
@NeedsDynamoDb
class DeletedTelemetryTest implements StoreTests {

    private final DynamoDbTables tables = TestDynamoDb.shared().freshTables();
    private final Stores stores = TestDynamoDbStores.on(new DynamoDatabase(TestDynamoDb.shared().client(), tables));

    @Override
    public Stores stores() {
        return stores;
    }

    private void send(DeviceKey device) {
        append(aWrite().from(device).withMid("m1").with(aReading().at(T0).withValue("t", 1), "e1"),
                aWrite().from(device).withMid("m2").with(aReading().at(T0.plusSeconds(90000)).withValue("u", 2)),
                aWrite().from(device)
                        .withQuarantined(aQuarantinedMessage().of(device).receivedAt(now().minusSeconds(5)).build()));
    }

    private Set<String> items() {
        Set<String> items = new TreeSet<>();
        Stream.of(tables.registry(), tables.readings())
                .forEach(table -> TestDynamoDb.shared().client().scanPaginator(scan -> scan.tableName(table)).items()
                        .forEach(item -> items.add(table + " " + DynamoDbKey.of(table, item))));
        return items;
    }

    @Test
    void leaves_nothing_of_it() {
        DeviceKey neighbour = registered();
        send(neighbour);
        Set<String> before = items();
        DeviceKey pump = registered(aDevice().in(neighbour.tenant()).withId("pump-2"));
        send(pump);
        assertThat(items()).hasSizeGreaterThan(before.size() + 8);

        assertThat(stores().registry().delete(pump, 1)).isTrue();

        assertThat(items()).isEqualTo(before);
    }
}
