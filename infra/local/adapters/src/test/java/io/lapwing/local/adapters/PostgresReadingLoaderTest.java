package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.FileStore;
import io.lapwing.sharedmodel.port.ReadingLoader;
import io.lapwing.sharedmodel.port.ReadingLoaderContract;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.integer;
import static io.lapwing.sharedmodel.fixtures.Fixtures.metric;
import static org.assertj.core.api.Assertions.assertThat;

class PostgresReadingLoaderTest extends ReadingLoaderContract {

    private final Stores stores = TestPostgres.stores();
    private final FileStore files = new PostgresFileStore(TestPostgres.database());
    private final ReadingLoader loader = new PostgresReadingLoader(TestPostgres.database());

    @Override
    public Stores stores() {
        return stores;
    }

    @Override
    public FileStore files() {
        return files;
    }

    @Override
    public ReadingLoader loader() {
        return loader;
    }

    @Override
    public List<RecordedEvent> outbox(String orderKey) {
        return TestPostgres.outbox(orderKey);
    }

    @Test
    void takes_rows_of_a_month_that_was_dropped() {
        DeviceKey pump = registered();
        Instant month = Instant.parse("2013-09-03T00:00:00Z");
        StoredFile file = loaded(fileFor(pump), pump, aReading().at(month));

        drop(YearMonth.of(2013, 9));
        file = loaded(file, pump, aReading().at(month.plusSeconds(1)));

        assertThat(file.progress().rowsLoaded()).isEqualTo(2);
        assertThat(readings(pump)).extracting(reading -> reading.key().ts()).containsExactly(month.plusSeconds(1));
    }

    private static void drop(YearMonth month) {
        TestPostgres.database().read("test", "drop", connection -> Statements.execute(connection,
                "drop table " + ReadingPartitions.nameOf(month)));
    }

    @Test
    void tells_new_rows_from_those_that_are_there_whichever_way_it_writes_them() {
        DeviceKey pump = registered();
        StoredFile file = fileFor(pump);
        for (int step = 0; step < 6; step++) {
            int first = step / 2 * 10;
            file = loaded(file, IntStream.range(first, first + 15)
                    .mapToObj(i -> aReading().of(pump).at(T0.plusSeconds(i)).withValue("t", i).build()).toList());
        }

        assertThat(file.progress().rowsLoaded()).isEqualTo(35);
        assertThat(file.progress().rowsDuplicate()).isEqualTo(6 * 15 - 35);
        assertThat(readings(pump)).hasSize(35);
        assertThat(latest(pump).get(metric("t"))).isNotNull()
                .satisfies(latest -> assertThat(latest.value()).isEqualTo(integer(34)));
    }

    @Test
    void loads_rows_of_more_bytes_than_it_sends_at_a_time() {
        DeviceKey pump = registered();
        var wide = aReading();
        IntStream.range(0, 40).forEach(i -> wide.withValue("m" + i, "ü".repeat(2000) + i));

        loaded(fileFor(pump), pump, aReading().at(T0.minusSeconds(1)), wide, aReading().at(T0.plusSeconds(1)));

        assertThat(readings(pump)).hasSize(3).element(1)
                .satisfies(stored -> assertThat(stored.values()).isEqualTo(wide.build().values()));
    }
}
