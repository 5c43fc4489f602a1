package io.lapwing.loadtests.rest;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class StoredReadingsTest {

    private static final Instant END = Instant.parse("2026-01-02T00:00:00Z");

    private static StoredReadings readings(long seed) {
        return new StoredReadings(2000, Duration.ofMinutes(1), END, seed);
    }

    private static String row(StoredReadings readings, int device, String ts) {
        StringBuilder row = new StringBuilder();
        readings.write(row, device, Instant.parse(ts).toEpochMilli());
        return row.toString();
    }

    @Test
    void gives_each_device_one_every_interval_up_to_the_end() {
        StoredReadings readings = readings(1);

        assertThat(readings.moments(3_000_000)).isEqualTo(1500);
        assertThat(readings.timeOf(1)).isEqualTo(END.minusSeconds(60).toEpochMilli());
        assertThat(readings.timeOf(1500)).isEqualTo(END.minus(Duration.ofHours(25)).toEpochMilli());
    }

    @Test
    void writes_a_row_with_three_values_as_the_database_reads_it() {
        assertThat(row(readings(1), 17, "2026-01-01T12:00:00Z")).matches("17\t1767268800000\t0\tf\t"
                + "\\{\"temperature\":\\d+\\.\\d\\d,\"humidity\":\\d\\d,\"battery\":3\\.\\d\\d}\n");
    }

    @Test
    void goes_up_and_down_with_the_day() {
        String night = row(readings(1), 17, "2026-01-01T00:00:00Z");
        String noon = row(readings(1), 17, "2026-01-01T12:00:00Z");

        assertThat(temperature(night) - temperature(noon)).isCloseTo(3.6, within(1e-9));
    }

    @Test
    void writes_the_same_for_the_same_seed() {
        assertThat(row(readings(1), 17, "2026-01-01T12:00:00Z"))
                .isEqualTo(row(readings(1), 17, "2026-01-01T12:00:00Z"));
    }

    private static double temperature(String row) {
        return Double.parseDouble(row.replaceAll("(?s).*\"temperature\":([0-9.]+).*", "$1"));
    }
}
