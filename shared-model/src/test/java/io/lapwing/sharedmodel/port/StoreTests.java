package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.fixtures.DeviceBuilder;
import io.lapwing.sharedmodel.fixtures.Pages;
import io.lapwing.sharedmodel.fixtures.ReadingBuilder;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.fixtures.WriteBuilder;
import io.lapwing.sharedmodel.telemetry.LatestValue;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.ReadingsQuery;
import io.lapwing.sharedmodel.telemetry.StoredReading;
import io.lapwing.sharedmodel.telemetry.WriteResult;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aTokenHash;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;

/// What the contracts of stores build on. Every test works on tenants and devices of its own, so that all of them can
/// share one database, at the same time, and with whatever else is in it.
public interface StoreTests {

    /// The earliest and the latest time that a store has to know.
    Instant DAWN = Instant.parse("2000-01-01T00:00:00Z");
    Instant DUSK = Instant.parse("2100-01-01T00:00:00Z");

    /// The stores under test, which belong together.
    Stores stores();

    default DeviceKey registered() {
        return registered(aDevice().in(freshTenant()));
    }

    default DeviceKey registered(DeviceBuilder builder) {
        Device device = builder.build();
        assertThat(stores().registry().create(device, aTokenHash())).isTrue();
        return device.key();
    }

    default Device device(DeviceKey key) {
        return Optional.ofNullable(stores().registry().find(Set.of(key)).get(key)).orElseThrow();
    }

    default List<WriteResult> append(WriteBuilder... writes) {
        return stores().telemetry().append(Stream.of(writes).map(WriteBuilder::build).toList());
    }

    /// Appends one message that must be taken.
    default WriteResult.Written written(WriteBuilder write) {
        WriteResult result = append(write).getFirst();
        assertThat(result).isInstanceOf(WriteResult.Written.class);
        return (WriteResult.Written) result;
    }

    /// Appends readings of a device, each as a message of its own.
    default List<WriteResult> appendReadings(DeviceKey device, ReadingBuilder... readings) {
        return append(Stream.of(readings).map(reading -> aWrite().from(device).with(reading))
                .toArray(WriteBuilder[]::new));
    }

    /// All readings of a device.
    default List<StoredReading> readings(DeviceKey device) {
        ReadingsQuery query = new ReadingsQuery(device, Set.of(), DAWN, DUSK);
        return Pages.all(page -> stores().telemetry().readings(query, page), 1000);
    }

    /// The values of a device's only reading.
    default Map<MetricName, MetricValue> onlyValues(DeviceKey device) {
        List<StoredReading> readings = readings(device);
        assertThat(readings).hasSize(1);
        return readings.getFirst().values();
    }

    default Map<MetricName, LatestValue> latest(DeviceKey device) {
        return stores().telemetry().latest(device, Set.of());
    }
}
