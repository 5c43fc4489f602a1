package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.port.ReadingLoader.Loaded;
import io.lapwing.sharedmodel.telemetry.Reading;
import io.lapwing.sharedmodel.telemetry.StoredReading;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aFile;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static io.lapwing.sharedmodel.port.FileTests.event;
import static io.lapwing.sharedmodel.port.ReadingLoaderTests.assertCounts;
import static io.lapwing.sharedmodel.port.ReadingLoaderTests.rows;
import static io.lapwing.sharedmodel.port.ReadingLoaderTests.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Rows and their file are stored together, or neither.
interface ReadingLoaderFileTests extends ReadingLoaderTests {

    @Test
    default void stores_the_file_and_its_events_with_the_rows() {
        DeviceKey pump = registered();
        StoredFile file = fileFor(pump);

        StoredFile first = loaded(file, pump, aReading().withValue("t", 1));
        StoredFile second = loaded(first, pump, aReading().withValue("t", 1));

        assertThat(first.version()).isEqualTo(file.version() + 1);
        assertThat(found(file)).isEqualTo(second);
        assertThat(told(file)).containsExactly(event(first), event(second));
        assertCounts(second, 1, 1);
    }

    @Test
    default void stores_a_file_without_rows() {
        StoredFile file = processing(freshTenant());

        StoredFile after = loaded(file, List.of());

        assertThat(found(file)).isEqualTo(after);
        assertThat(told(file)).containsExactly(event(after));
        assertCounts(after, 0, 0);
    }

    @Test
    default void changes_nothing_for_a_file_that_moved_on() {
        DeviceKey pump = registered();
        StoredFile file = fileFor(pump);
        StoredFile moved = saved(file.failed(null, now()));
        List<Reading> rows = rows(pump, aReading());

        assertThat(loader().load(file, rows, step(file, 1))).isEqualTo(new Loaded.Superseded());

        assertThat(readings(pump)).isEmpty();
        assertThat(latest(pump)).isEmpty();
        assertThat(found(file)).isEqualTo(moved);
        assertThat(told(file)).isEmpty();
    }

    @Test
    default void changes_nothing_for_a_file_that_is_not_there_or_not_that_far() {
        DeviceKey pump = registered();
        StoredFile unsaved = aFile().in(pump.tenant()).build().received(now()).taken(FileTests.lease(), now());
        StoredFile early = fileFor(pump);
        StoredFile next = step(early, 1).apply(new ReadingLoader.Counts(1, 0)).file();
        List<Reading> rows = rows(pump, aReading());

        assertThat(loader().load(unsaved, rows, step(unsaved, 1))).isEqualTo(new Loaded.Superseded());
        assertThat(loader().load(next, rows, step(next, 1))).isEqualTo(new Loaded.Superseded());

        assertThat(readings(pump)).isEmpty();
        assertThat(files().find(unsaved.key())).isEmpty();
        assertThat(found(early)).isEqualTo(early);
    }

    @Test
    default void changes_nothing_when_a_device_is_not_registered() {
        DeviceKey pump = registered();
        DeviceKey nobody = DeviceKey.of(pump.tenant().value(), "nobody");
        DeviceKey noOther = DeviceKey.of(pump.tenant().value(), "no-other");
        StoredFile file = fileFor(pump);
        List<Reading> rows = new ArrayList<>(rows(pump, aReading()));
        rows.addAll(rows(nobody, aReading(), aReading().at(T0.plusMillis(1))));
        rows.addAll(rows(noOther, aReading()));

        assertThat(loader().load(file, rows, step(file, rows.size())))
                .isEqualTo(new Loaded.NoSuchDevice(Set.of(nobody, noOther)));

        assertThat(readings(pump)).isEmpty();
        assertThat(found(file)).isEqualTo(file);
        assertThat(told(file)).isEmpty();
        registered(aDevice().withKey(nobody));
        registered(aDevice().withKey(noOther));
        assertCounts(loaded(file, rows), 4, 0);
    }

    @Test
    default void begins_anew_with_a_device_that_was_registered_again() {
        DeviceKey pump = registered();
        StoredFile file = loaded(fileFor(pump), pump, aReading().withValue("t", 1));

        assertThat(stores().registry().delete(pump, 1)).isTrue();
        assertThat(loader().load(file, rows(pump, aReading()), step(file, 1)))
                .isEqualTo(new Loaded.NoSuchDevice(Set.of(pump)));
        registered(aDevice().withKey(pump));

        assertCounts(loaded(file, pump, aReading().withValue("t", 1)), 2, 0);
        assertThat(readings(pump)).hasSize(1);
    }

    @Test
    default void takes_twenty_thousand_rows_at_once() {
        List<DeviceKey> devices = fleet(10);
        StoredFile file = fileFor(devices.getFirst());
        List<Reading> rows = IntStream.range(0, ReadingLoader.MAX_ROWS).mapToObj(i -> aReading()
                .of(devices.get(i % 10)).at(T0.plusSeconds(i / 10)).withValue("t", i).build()).toList();

        StoredFile first = loaded(file, rows);
        assertCounts(first, ReadingLoader.MAX_ROWS, 0);
        assertThat(devices).allSatisfy(device -> assertThat(readings(device)).hasSize(ReadingLoader.MAX_ROWS / 10)
                .noneMatch(StoredReading::late));

        assertCounts(loaded(first, rows), ReadingLoader.MAX_ROWS, ReadingLoader.MAX_ROWS);
        assertThat(readings(devices.getLast())).hasSize(ReadingLoader.MAX_ROWS / 10);
    }

    @Test
    default void refuses_more_rows_and_those_of_other_tenants() {
        DeviceKey pump = registered();
        StoredFile file = fileFor(pump);
        List<Reading> many = Collections.nCopies(ReadingLoader.MAX_ROWS + 1, aReading().of(pump).build());

        assertThatThrownBy(() -> loader().load(file, many, step(file, many.size())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> loader().load(file, rows(registered(), aReading()), step(file, 1)))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(found(file)).isEqualTo(file);
        assertThat(readings(pump)).isEmpty();
    }

    @Test
    default void takes_rows_of_many_months() {
        DeviceKey pump = registered();
        Instant start = Instant.parse("2019-01-31T23:59:59.999Z");
        List<Reading> rows = IntStream.range(0, 24)
                .mapToObj(i -> aReading().of(pump).at(start.plusSeconds(i * 2_700_000L)).withValue("t", i).build())
                .toList();

        StoredFile file = loaded(fileFor(pump), rows);

        assertCounts(loaded(file, rows), 24, 24);
        assertThat(readings(pump)).extracting(reading -> reading.key().ts())
                .containsExactlyElementsOf(rows.stream().map(row -> row.key().ts()).toList());
    }
}
