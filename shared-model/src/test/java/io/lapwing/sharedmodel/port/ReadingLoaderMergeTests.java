package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.telemetry.LatestValue;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.telemetry.StoredReading;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static io.lapwing.sharedmodel.fixtures.Fixtures.integer;
import static io.lapwing.sharedmodel.fixtures.Fixtures.json;
import static io.lapwing.sharedmodel.fixtures.Fixtures.metric;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static io.lapwing.sharedmodel.port.ReadingLoaderTests.assertCounts;
import static org.assertj.core.api.Assertions.assertThat;

/// Rows are merged with what is there, and counted by whether they changed anything.
interface ReadingLoaderMergeTests extends ReadingLoaderTests {

    private static LatestValue latestOf(long millis, long value) {
        return new LatestValue(new ReadingKey(T0.plusMillis(millis), 0), integer(value));
    }

    @Test
    default void stores_rows() {
        DeviceKey pump = registered();

        StoredFile file = loaded(fileFor(pump), pump, aReading().at(T0).withValue("t", 1),
                aReading().at(T0.plusMillis(1)).withSeq(7).withValue("t", 2).withValue("p", 3));

        assertCounts(file, 2, 0);
        assertThat(readings(pump)).containsExactly(
                new StoredReading(new ReadingKey(T0, 0), false, Map.of(metric("t"), integer(1))),
                new StoredReading(new ReadingKey(T0.plusMillis(1), 7), false,
                        Map.of(metric("t"), integer(2), metric("p"), integer(3))));
        assertThat(latest(pump)).hasSize(2);
    }

    @Test
    default void keeps_values_in_the_type_that_they_were_given_in() {
        DeviceKey pump = registered();
        var row = aReading().withValue("integer", Long.MIN_VALUE).withValue("decimal", -0.1).withValue("flag", true)
                .withValue("text", "00123 \\ \" \t\r\n \u0001 \\N \\. ü 🚰").withValue("umlaut ü\\\"", "\\")
                .withValue("nested", json("{\"a\":[1,\"\\\\\",\"x\\ty\"]}")).withValue("empty", "");

        assertCounts(loaded(fileFor(pump), pump, row), 1, 0);

        Map<MetricName, MetricValue> given = row.build().values();
        assertThat(onlyValues(pump)).hasSize(given.size()).containsAllEntriesOf(without(given, "nested"))
                .containsKey(metric("nested"));
    }

    private static Map<MetricName, MetricValue> without(Map<MetricName, MetricValue> values, String name) {
        Map<MetricName, MetricValue> rest = new HashMap<>(values);
        rest.remove(metric(name));
        return rest;
    }

    @Test
    default void keeps_times_to_the_millisecond() {
        DeviceKey pump = registered();
        Instant exact = T0.plusNanos(1_999_999);

        assertCounts(loaded(fileFor(pump), pump, aReading().at(exact).withValue("t", 1),
                aReading().at(exact.truncatedTo(ChronoUnit.MILLIS)).withValue("t", 1)), 1, 1);

        assertThat(readings(pump)).extracting(reading -> reading.key().ts()).containsExactly(T0.plusMillis(1));
    }

    @Test
    default void changes_nothing_by_rows_that_are_there() {
        DeviceKey pump = registered();
        var row = aReading().withValue("t", 1).withValue("n", json("{\"b\": 1.50, \"a\":[1,2]}"))
                .withValue("d", 2.5);
        StoredFile file = loaded(fileFor(pump), pump, row);
        var before = readings(pump);

        file = loaded(file, pump, row);
        file = loaded(file, pump, row, aReading().at(T0.plusMillis(1)).withValue("t", 2));

        assertCounts(file, 2, 2);
        assertThat(readings(pump)).hasSize(2).containsAll(before);
    }

    @Test
    default void adds_a_metric_to_a_reading_that_is_there() {
        DeviceKey pump = registered();
        appendReadings(pump, aReading().withValue("t", 1));

        assertCounts(loaded(fileFor(pump), pump, aReading().withValue("p", 2)), 1, 0);

        assertThat(onlyValues(pump)).isEqualTo(Map.of(metric("t"), integer(1), metric("p"), integer(2)));
    }

    @Test
    default void overwrites_a_value() {
        DeviceKey pump = registered();
        appendReadings(pump, aReading().withValue("t", 1).withValue("p", 3));

        assertCounts(loaded(fileFor(pump), pump, aReading().withValue("t", 2).withValue("p", 3)), 1, 0);

        assertThat(onlyValues(pump)).isEqualTo(Map.of(metric("t"), integer(2), metric("p"), integer(3)));
        assertThat(latest(pump)).containsEntry(metric("t"), latestOf(0, 2));
    }

    @Test
    default void packs_rows_of_one_place_in_their_order() {
        DeviceKey pump = registered();

        StoredFile file = loaded(fileFor(pump), pump, aReading().withValue("t", 1), aReading().withValue("p", 2),
                aReading().withValue("t", 1), aReading().withValue("t", 5), aReading().withValue("p", 2));

        assertCounts(file, 3, 2);
        assertThat(onlyValues(pump)).isEqualTo(Map.of(metric("t"), integer(5), metric("p"), integer(2)));
        assertThat(latest(pump)).containsEntry(metric("t"), latestOf(0, 5));
    }

    @Test
    default void merges_several_rows_of_one_place_into_what_is_there() {
        DeviceKey pump = registered();
        appendReadings(pump, aReading().withValue("t", 1));

        StoredFile file = loaded(fileFor(pump), pump, aReading().withValue("t", 1), aReading().withValue("p", 2),
                aReading().withValue("t", 3), aReading().withValue("t", 1),
                aReading().at(T0.plusMillis(1)).withValue("t", 9));

        assertCounts(file, 4, 1);
        assertThat(readings(pump)).extracting(StoredReading::values).containsExactly(
                Map.of(metric("t"), integer(1), metric("p"), integer(2)), Map.of(metric("t"), integer(9)));
    }

    @Test
    default void keeps_what_is_late_as_append_does() {
        DeviceKey pump = registered();
        appendReadings(pump, aReading().at(T0.plusMillis(1000)).withValue("t", 1));

        loaded(fileFor(pump), pump, aReading().at(T0).withValue("t", 2), aReading().at(T0).withValue("p", 2),
                aReading().at(T0.plusMillis(1000)).withValue("p", 3),
                aReading().at(T0.plusMillis(3000)).withValue("t", 4),
                aReading().at(T0.plusMillis(2000)).withValue("t", 5));
        appendReadings(pump, aReading().at(T0.plusMillis(2500)).withValue("t", 6));

        assertThat(readings(pump)).extracting(StoredReading::late).containsExactly(true, false, true, true, false);
        assertThat(latest(pump)).isEqualTo(Map.of(metric("t"), latestOf(3000, 4), metric("p"), latestOf(1000, 3)));
    }

    @Test
    default void knows_the_latest_of_a_metric_that_a_file_brought_long_ago() {
        DeviceKey pump = registered();
        appendReadings(pump, aReading().at(T0).withValue("t", 1));

        loaded(fileFor(pump), pump, aReading().at(DAWN).withValue("t", 2),
                aReading().at(DAWN).withValue("serviced", 5));

        assertThat(latest(pump)).isEqualTo(Map.of(metric("t"), latestOf(0, 1), metric("serviced"),
                new LatestValue(new ReadingKey(DAWN, 0), integer(5))));
    }

    @Test
    default void sees_no_device_by_rows_of_it() {
        DeviceKey pump = registered();
        StoredFile file = loaded(fileFor(pump), pump, aReading().withValue("t", 1));
        assertThat(device(pump).lastSeenAt()).isNull();
        Instant seen = now().minusSeconds(60);
        written(aWrite().from(pump).receivedAt(seen).with(aReading().withValue("t", 1)));

        loaded(file, pump, aReading().at(T0.plusMillis(5)).withValue("t", 2));

        assertThat(device(pump).lastSeenAt()).isEqualTo(seen);
        assertThat(device(pump).online()).isFalse();
    }
}
