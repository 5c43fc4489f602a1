package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.telemetry.StoredReading;
import io.lapwing.sharedmodel.telemetry.WriteResult;
import io.lapwing.sharedmodel.telemetry.WriteResult.Written;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static io.lapwing.sharedmodel.fixtures.Fixtures.integer;
import static io.lapwing.sharedmodel.fixtures.Fixtures.metric;
import static org.assertj.core.api.Assertions.assertThat;

/// Readings of one key become one, and each value of it is counted for what became of it.
interface TelemetryMergeTests extends StoreTests {

    @Test
    default void stores_a_reading() {
        DeviceKey pump = registered();

        assertThat(written(aWrite().from(pump).with(aReading().at(T0).withValue("t", 91).withValue("p", 3))))
                .isEqualTo(new Written(2, 0, 0, 0));

        assertThat(readings(pump)).containsExactly(new StoredReading(new ReadingKey(T0, 0), false,
                Map.of(metric("t"), integer(91), metric("p"), integer(3))));
    }

    @Test
    default void changes_nothing_when_the_same_reading_comes_again() {
        DeviceKey pump = registered();
        appendReadings(pump, aReading().at(T0).withValue("t", 91));
        List<StoredReading> before = readings(pump);

        assertThat(written(aWrite().from(pump).with(aReading().at(T0).withValue("t", 91))))
                .isEqualTo(new Written(0, 1, 0, 0));

        assertThat(readings(pump)).isEqualTo(before);
    }

    @Test
    default void adds_metrics_to_a_reading_that_is_there() {
        DeviceKey pump = registered();
        appendReadings(pump, aReading().at(T0).withValue("t", 91));

        assertThat(written(aWrite().from(pump).with(aReading().at(T0).withValue("p", 3))))
                .isEqualTo(new Written(1, 0, 0, 0));

        assertThat(onlyValues(pump)).isEqualTo(Map.of(metric("t"), integer(91), metric("p"), integer(3)));
    }

    @Test
    default void lets_the_last_write_win() {
        DeviceKey pump = registered();
        appendReadings(pump, aReading().at(T0).withValue("t", 91).withValue("p", 3));

        assertThat(written(aWrite().from(pump)
                .with(aReading().at(T0).withValue("t", 92).withValue("p", 3).withValue("v", 1))))
                .isEqualTo(new Written(1, 1, 1, 0));

        assertThat(onlyValues(pump)).isEqualTo(
                Map.of(metric("t"), integer(92), metric("p"), integer(3), metric("v"), integer(1)));
    }

    @Test
    default void overwrites_a_value_by_one_of_another_type() {
        DeviceKey pump = registered();
        appendReadings(pump, aReading().at(T0).withValue("t", 1));

        assertThat(written(aWrite().from(pump).with(aReading().at(T0).withValue("t", "1")))).isEqualTo(
                new Written(0, 0, 1, 0));
        assertThat(written(aWrite().from(pump).with(aReading().at(T0).withValue("t", true)))).isEqualTo(
                new Written(0, 0, 1, 0));
    }

    @Test
    default void takes_the_messages_of_a_batch_in_their_order() {
        DeviceKey pump = registered();

        List<WriteResult> results = appendReadings(pump, aReading().at(T0).withValue("t", 1),
                aReading().at(T0).withValue("t", 2), aReading().at(T0).withValue("t", 2),
                aReading().at(T0).withValue("t", 1));

        assertThat(results).containsExactly(new Written(1, 0, 0, 0), new Written(0, 0, 1, 0),
                new Written(0, 1, 0, 0), new Written(0, 0, 1, 0));
        assertThat(onlyValues(pump)).isEqualTo(Map.of(metric("t"), integer(1)));
    }

    @Test
    default void takes_the_entries_of_a_message_in_their_order() {
        DeviceKey pump = registered();

        assertThat(written(aWrite().from(pump).with(aReading().at(T0).withValue("t", 1).withValue("p", 1))
                .with(aReading().at(T0).withValue("t", 2)).with(aReading().at(T0).withValue("v", 5))))
                .isEqualTo(new Written(3, 0, 1, 0));

        assertThat(onlyValues(pump)).isEqualTo(
                Map.of(metric("t"), integer(2), metric("p"), integer(1), metric("v"), integer(5)));
    }

    @Test
    default void keeps_readings_of_one_moment_apart_by_their_seq() {
        DeviceKey pump = registered();

        appendReadings(pump, aReading().at(T0).withSeq(1).withValue("t", 1),
                aReading().at(T0).withSeq(2).withValue("t", 2), aReading().at(T0).withValue("t", 0));

        assertThat(readings(pump)).extracting(StoredReading::key).containsExactly(new ReadingKey(T0, 0),
                new ReadingKey(T0, 1), new ReadingKey(T0, 2));
    }

    @Test
    default void takes_a_batch_of_nothing() {
        assertThat(append()).isEmpty();
    }
}
