package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.fixtures.Pages;
import io.lapwing.sharedmodel.fixtures.WriteBuilder;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.telemetry.ReadingsQuery;
import io.lapwing.sharedmodel.telemetry.StoredReading;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static io.lapwing.sharedmodel.fixtures.Fixtures.integer;
import static io.lapwing.sharedmodel.fixtures.Fixtures.metric;
import static org.assertj.core.api.Assertions.assertThat;

/// Readings are given back in their order, in the stretch and with the metrics that were asked for.
interface TelemetryReadTests extends StoreTests {

    private static ReadingsQuery query(DeviceKey device, String... metrics) {
        Set<MetricName> names = Set.copyOf(List.of(metrics).stream().map(MetricName::new).toList());
        return new ReadingsQuery(device, names, DAWN, DUSK);
    }

    private List<StoredReading> all(ReadingsQuery query, int limit) {
        return Pages.all(page -> stores().telemetry().readings(query, page), limit);
    }

    private DeviceKey withReadingsAtSeconds(int... seconds) {
        DeviceKey pump = registered();
        appendAtSeconds(pump, seconds);
        return pump;
    }

    private void appendAtSeconds(DeviceKey pump, int... seconds) {
        WriteBuilder write = aWrite().from(pump);
        IntStream.of(seconds).forEach(s -> write.with(aReading().at(T0.plusSeconds(s)).withValue("t", s)));
        written(write);
    }

    private static List<Long> seconds(List<StoredReading> readings) {
        return readings.stream().map(reading -> Duration.between(T0, reading.key().ts()).toSeconds()).toList();
    }

    @Test
    default void gives_readings_in_the_order_of_their_keys() {
        DeviceKey pump = registered();
        appendReadings(pump, aReading().at(T0.plusMillis(10)).withSeq(2), aReading().at(T0.plusMillis(9)).withSeq(3),
                aReading().at(T0.plusMillis(10)).withSeq(11), aReading().at(T0.plusMillis(10)).withSeq(-1),
                aReading().at(T0.plusMillis(10)));

        assertThat(all(query(pump), 2)).extracting(StoredReading::key).containsExactly(
                new ReadingKey(T0.plusMillis(9), 3), new ReadingKey(T0.plusMillis(10), -1),
                new ReadingKey(T0.plusMillis(10), 0), new ReadingKey(T0.plusMillis(10), 2),
                new ReadingKey(T0.plusMillis(10), 11));
    }

    @Test
    default void includes_the_beginning_of_a_stretch_and_excludes_its_end() {
        DeviceKey pump = withReadingsAtSeconds(0, 1, 2, 3);
        appendReadings(pump, aReading().at(T0.plusSeconds(1)).withSeq(Long.MIN_VALUE),
                aReading().at(T0.plusSeconds(3)).withSeq(Long.MIN_VALUE));

        assertThat(all(new ReadingsQuery(pump, Set.of(), T0.plusSeconds(1), T0.plusSeconds(3)), 100))
                .extracting(StoredReading::key)
                .containsExactly(new ReadingKey(T0.plusSeconds(1), Long.MIN_VALUE),
                        new ReadingKey(T0.plusSeconds(1), 0), new ReadingKey(T0.plusSeconds(2), 0));
        assertThat(all(new ReadingsQuery(pump, Set.of(), T0, T0), 100)).isEmpty();
        assertThat(all(new ReadingsQuery(pump, Set.of(), T0.plusSeconds(1), T0), 100)).isEmpty();
    }

    @Test
    default void gives_only_the_metrics_that_were_asked_for() {
        DeviceKey pump = registered();
        appendReadings(pump, aReading().at(T0).withValue("t", 1).withValue("p", 1),
                aReading().at(T0.plusMillis(1)).withValue("v", 2), aReading().at(T0.plusMillis(2)).withValue("p", 3));

        assertThat(all(query(pump, "t", "p", "never"), 1)).extracting(StoredReading::values).containsExactly(
                Map.of(metric("t"), integer(1), metric("p"), integer(1)), Map.of(metric("p"), integer(3)));
        assertThat(all(query(pump, "never"), 10)).isEmpty();
    }

    @Test
    default void fills_pages_up_to_their_limit() {
        DeviceKey pump = withReadingsAtSeconds(0, 1, 2, 3, 4);

        Page<StoredReading> first = stores().telemetry().readings(query(pump), PageRequest.first(3));
        assertThat(seconds(first.items())).containsExactly(0L, 1L, 2L);
        assertThat(first.next()).isNotNull();
        Page<StoredReading> second = stores().telemetry().readings(query(pump), new PageRequest(3, first.next()));
        assertThat(seconds(second.items())).containsExactly(3L, 4L);
        assertThat(second.next()).isNull();
    }

    @Test
    default void stays_stable_while_readings_come_in() {
        DeviceKey pump = withReadingsAtSeconds(0, 10, 20, 30, 40, 50);
        Page<StoredReading> first = stores().telemetry().readings(query(pump), PageRequest.first(3));

        appendAtSeconds(pump, 5, 15, 20, 35, 60);

        assertThat(seconds(first.items())).containsExactly(0L, 10L, 20L);
        assertThat(seconds(
                Pages.from(page -> stores().telemetry().readings(query(pump), page), 2, first.next())))
                .containsExactly(30L, 35L, 40L, 50L, 60L);
    }

    @Test
    default void tells_when_the_first_reading_was() {
        DeviceKey pump = registered();
        appendReadings(pump, aReading().at(T0.plusSeconds(2)).withValue("t", 1),
                aReading().at(T0.plusSeconds(1)).withValue("p", 1), aReading().at(T0.plusSeconds(3)).withValue("p", 1));

        assertThat(stores().telemetry().firstReadingAt(query(pump))).contains(T0.plusSeconds(1));
        assertThat(stores().telemetry().firstReadingAt(query(pump, "t"))).contains(T0.plusSeconds(2));
        assertThat(stores().telemetry().firstReadingAt(query(pump, "never"))).isEmpty();
        assertThat(first(pump, T0.plusSeconds(2), DUSK)).isEqualTo(T0.plusSeconds(3));
        assertThat(stores().telemetry()
                .firstReadingAt(new ReadingsQuery(pump, Set.of(metric("p")), DAWN, T0.plusSeconds(1)))).isEmpty();
    }

    private Instant first(DeviceKey device, Instant from, Instant to) {
        return stores().telemetry().firstReadingAt(new ReadingsQuery(device, Set.of(metric("p")), from, to))
                .orElseThrow();
    }

    @Test
    default void keeps_the_readings_of_devices_apart() {
        DeviceKey pump = withReadingsAtSeconds(1);
        DeviceKey neighbour = registered(aDevice().in(pump.tenant()).withId("pump-10"));
        appendAtSeconds(neighbour, 2);
        DeviceKey elsewhere = withReadingsAtSeconds(3);

        assertThat(seconds(readings(pump))).containsExactly(1L);
        assertThat(seconds(readings(neighbour))).containsExactly(2L);
        assertThat(seconds(readings(elsewhere))).containsExactly(3L);
    }

    @Test
    default void gives_nothing_of_a_device_that_is_not_registered() {
        DeviceKey nobody = DeviceKey.of(registered().tenant().value(), "nobody");

        assertThat(readings(nobody)).isEmpty();
        assertThat(latest(nobody)).isEmpty();
        assertThat(stores().telemetry().firstReadingAt(query(nobody))).isEmpty();
    }
}
