package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.StoreTests;
import io.lapwing.sharedmodel.watch.DeviceWatcher;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static io.lapwing.sharedmodel.fixtures.Racing.race;
import static org.assertj.core.api.Assertions.assertThat;

/// Months of readings lie apart: old ones are dropped without a trace, and touched only by who asks for them.
class ReadingPartitionsTest implements StoreTests {

    private static final List<Instant> MONTHS = List.of(Instant.parse("2011-03-05T00:00:00Z"),
            Instant.parse("2011-04-05T00:00:00Z"), Instant.parse("2011-05-05T00:00:00Z"));

    private final Stores stores = TestPostgres.stores();

    @Override
    public Stores stores() {
        return stores;
    }

    private DeviceKey withAReadingEachMonth() {
        DeviceKey pump = registered();
        MONTHS.forEach(month -> appendReadings(pump, aReading().at(month).withValue("t", 1)));
        return pump;
    }

    private static String explain(String sql, Object... parameters) {
        return TestPostgres.database().read("test", sql, connection -> {
            try (PreparedStatement statement = connection.prepareStatement("explain " + sql)) {
                Columns.set(statement, parameters);
                StringBuilder plan = new StringBuilder();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        plan.append(row.getString(1)).append('\n');
                    }
                }
                return plan.toString();
            }
        });
    }

    private static void execute(String sql) {
        TestPostgres.database().read("test", sql, connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    @Test
    void looks_for_readings_over_the_index_of_their_month_alone() {
        withAReadingEachMonth();

        String plan = explain(ReadingQueries.READINGS, "acme", "pump-1", MONTHS.get(1),
                MONTHS.get(1).plusSeconds(3600), Long.MIN_VALUE, Long.MIN_VALUE, new String[]{"t"},
                new String[]{"t"}, 10);

        assertThat(plan).contains("Index Scan using reading_2011_04_pkey").doesNotContain("Seq Scan", "Sort",
                "reading_2011_03", "reading_2011_05");
    }

    @Test
    void walks_the_months_of_a_long_stretch_in_their_order_without_sorting() {
        withAReadingEachMonth();

        String plan = explain(ReadingQueries.READINGS, "acme", "pump-1", MONTHS.getFirst(),
                MONTHS.getLast().plusSeconds(3600), Long.MIN_VALUE, Long.MIN_VALUE, new String[0], new String[0], 10);

        assertThat(plan).contains("reading_2011_03_pkey", "reading_2011_04_pkey", "reading_2011_05_pkey")
                .doesNotContain("Seq Scan", "Sort", "Merge", "reading_2026");
    }

    @Test
    void looks_for_the_latest_values_over_the_index_of_their_month_alone() {
        withAReadingEachMonth();
        long hour = MONTHS.get(1).getEpochSecond() / 3600;

        String plan = explain(LatestQuery.NEWEST, 1L, MetricCatalogue.startOf(hour),
                MetricCatalogue.startOf(hour + 1), Long.MAX_VALUE, Long.MAX_VALUE, new String[]{"t"}, 1);

        assertThat(plan).contains("Index Scan Backward using reading_2011_04_pkey").doesNotContain("Seq Scan", "Sort",
                "reading_2011_03", "reading_2011_05");
    }

    @Test
    void makes_a_partition_once_whoever_needs_it_first() {
        DeviceKey pump = registered();
        Instant month = Instant.parse("2012-07-01T00:00:00Z");

        race(4, thread -> new PostgresTelemetryStore(TestPostgres.database(), Instant::now, DeviceWatcher.NOBODY)
                .append(
                        List.of(aWrite().from(pump)
                                .with(aReading().at(month).withSeq(thread)).build())));

        assertThat(readings(pump)).hasSize(4);
    }

    @Test
    void takes_readings_of_a_month_that_was_dropped() {
        DeviceKey pump = registered();
        Instant month = Instant.parse("2013-02-03T00:00:00Z");
        appendReadings(pump, aReading().at(month), aReading().at(MONTHS.getFirst()));

        execute("drop table " + ReadingPartitions.nameOf(YearMonth.of(2013, 2)));
        assertThat(readings(pump)).extracting(reading -> reading.key().ts()).containsExactly(MONTHS.getFirst());
        assertThat(latest(pump)).isEmpty();

        appendReadings(pump, aReading().at(month.plusSeconds(1)));
        assertThat(readings(pump)).hasSize(2);
        assertThat(latest(pump)).hasSize(1);
    }
}
