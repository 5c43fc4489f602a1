package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.fixtures.WriteBuilder;
import io.lapwing.sharedmodel.telemetry.LatestValue;
import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.telemetry.StoredReading;
import io.lapwing.sharedmodel.telemetry.WriteResult.Written;

import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static io.lapwing.sharedmodel.fixtures.Fixtures.integer;
import static io.lapwing.sharedmodel.fixtures.Fixtures.metric;
import static org.assertj.core.api.Assertions.assertThat;

/// The newest value of each metric, and readings that come after newer ones.
interface TelemetryLatestTests extends StoreTests {

    private static LatestValue latestOf(long millis, long seq, long value) {
        return new LatestValue(new ReadingKey(T0.plusMillis(millis), seq), integer(value));
    }

    @Test
    default void calls_the_greatest_seq_of_the_newest_moment_the_latest() {
        DeviceKey pump = registered();

        appendReadings(pump, aReading().withSeq(1).withValue("t", 1), aReading().withSeq(2).withValue("t", 2));

        assertThat(readings(pump)).hasSize(2);
        assertThat(latest(pump)).isEqualTo(Map.of(metric("t"), latestOf(0, 2, 2)));
    }

    @Test
    default void keeps_a_late_reading_without_moving_the_latest_back() {
        DeviceKey pump = registered();

        assertThat(appendReadings(pump, aReading().at(T0.plusMillis(2000)).withValue("t", 2),
                aReading().at(T0.plusMillis(1000)).withValue("t", 1)))
                .containsExactly(new Written(1, 0, 0, 0), new Written(1, 0, 0, 1));

        assertThat(readings(pump)).extracting(StoredReading::late).containsExactly(true, false);
        assertThat(latest(pump)).isEqualTo(Map.of(metric("t"), latestOf(2000, 0, 2)));
    }

    @Test
    default void finds_a_reading_late_over_batches() {
        DeviceKey pump = registered();
        appendReadings(pump, aReading().withSeq(2).withValue("t", 2));

        assertThat(written(aWrite().from(pump).with(aReading().withSeq(1).withValue("p", 1))).late()).isEqualTo(1);

        assertThat(latest(pump))
                .isEqualTo(Map.of(metric("t"), latestOf(0, 2, 2), metric("p"), latestOf(0, 1, 1)));
    }

    @Test
    default void does_not_call_a_reading_late_for_being_repeated_late() {
        DeviceKey pump = registered();
        appendReadings(pump, aReading().at(T0).withValue("t", 1), aReading().at(T0.plusMillis(1)).withValue("t", 2));

        appendReadings(pump, aReading().at(T0).withValue("t", 1));

        assertThat(readings(pump)).extracting(StoredReading::late).containsExactly(false, false);
    }

    @Test
    default void moves_the_latest_when_its_reading_is_overwritten() {
        DeviceKey pump = registered();
        appendReadings(pump, aReading().withValue("t", 1));

        appendReadings(pump, aReading().withValue("t", 7));

        assertThat(latest(pump)).isEqualTo(Map.of(metric("t"), latestOf(0, 0, 7)));
    }

    @Test
    default void leaves_the_latest_when_an_older_reading_is_overwritten() {
        DeviceKey pump = registered();
        appendReadings(pump, aReading().at(T0).withValue("t", 1), aReading().at(T0.plusMillis(1)).withValue("t", 2));

        appendReadings(pump, aReading().at(T0).withValue("t", 9));

        assertThat(latest(pump)).isEqualTo(Map.of(metric("t"), latestOf(1, 0, 2)));
    }

    @Test
    default void knows_the_latest_of_metrics_that_come_in_different_readings() {
        DeviceKey pump = registered();

        appendReadings(pump, aReading().at(T0).withValue("t", 1).withValue("p", 1),
                aReading().at(T0.plusMillis(1)).withValue("p", 2), aReading().at(T0.plusMillis(2)).withValue("v", 3));

        assertThat(latest(pump)).isEqualTo(Map.of(metric("t"), latestOf(0, 0, 1), metric("p"), latestOf(1, 0, 2),
                metric("v"), latestOf(2, 0, 3)));
        assertThat(stores().telemetry().latest(pump, Set.of(metric("t"), metric("v"), metric("never"))))
                .isEqualTo(Map.of(metric("t"), latestOf(0, 0, 1), metric("v"), latestOf(2, 0, 3)));
    }

    @Test
    default void knows_the_latest_of_a_metric_that_was_seen_once_long_ago() {
        DeviceKey pump = registered();
        appendReadings(pump, aReading().at(T0).withValue("serviced", 5));
        WriteBuilder busy = aWrite().from(pump);
        for (int i = 1; i <= 1000; i++) {
            busy.with(aReading().at(T0.plusSeconds(i)).withValue("t", i));
        }
        written(busy);

        assertThat(latest(pump))
                .isEqualTo(Map.of(metric("serviced"), latestOf(0, 0, 5), metric("t"), latestOf(1_000_000, 0, 1000)));
        assertThat(stores().telemetry().latest(pump, Set.of(metric("serviced"))))
                .isEqualTo(Map.of(metric("serviced"), latestOf(0, 0, 5)));
    }

    @Test
    default void knows_no_latest_of_a_device_without_readings() {
        DeviceKey pump = registered();

        assertThat(latest(pump)).isEmpty();
        assertThat(readings(pump)).isEmpty();
    }
}
