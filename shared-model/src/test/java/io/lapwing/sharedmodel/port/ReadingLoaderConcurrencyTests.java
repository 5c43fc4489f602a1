package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.file.LoadProgress;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.fixtures.WriteBuilder;
import io.lapwing.sharedmodel.port.ReadingLoader.Loaded;
import io.lapwing.sharedmodel.telemetry.Reading;
import io.lapwing.sharedmodel.telemetry.StoredReading;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static io.lapwing.sharedmodel.fixtures.Fixtures.integer;
import static io.lapwing.sharedmodel.fixtures.Fixtures.metric;
import static io.lapwing.sharedmodel.fixtures.Racing.race;
import static io.lapwing.sharedmodel.port.ReadingLoaderTests.step;
import static org.assertj.core.api.Assertions.assertThat;

/// Any number of files may be loaded at once, and while messages come in.
interface ReadingLoaderConcurrencyTests extends ReadingLoaderTests {

    int MOMENTS = 200;

    private static List<Reading> rows(List<DeviceKey> devices, String metric, int seed) {
        List<Reading> rows = new ArrayList<>();
        for (DeviceKey device : devices) {
            for (int i = 0; i < MOMENTS; i++) {
                rows.add(aReading().of(device).at(T0.plusSeconds(i)).withValue(metric, i).build());
            }
        }
        Collections.shuffle(rows, new Random(seed));
        return rows;
    }

    @Test
    default void loads_the_rows_of_files_that_race_once() {
        List<DeviceKey> devices = fleet(5);
        List<StoredFile> files = IntStream.range(0, 4).mapToObj(_ -> fileFor(devices.getFirst())).toList();

        List<LoadProgress> progress = race(4,
                thread -> loaded(files.get(thread), rows(devices, "t", thread)).progress());

        int rows = 5 * MOMENTS;
        assertThat(progress.stream().mapToLong(LoadProgress::rowsLoaded).sum()).isEqualTo(rows);
        assertThat(progress.stream().mapToLong(LoadProgress::rowsDuplicate).sum()).isEqualTo(3L * rows);
        assertThat(devices).allSatisfy(device -> assertThat(readings(device)).hasSize(MOMENTS));
    }

    @Test
    default void merges_the_metrics_of_files_that_race() {
        List<DeviceKey> devices = fleet(5);
        List<StoredFile> files = IntStream.range(0, 4).mapToObj(_ -> fileFor(devices.getFirst())).toList();

        List<LoadProgress> progress = race(4,
                thread -> loaded(files.get(thread), rows(devices, "m" + thread, thread)).progress());

        assertThat(progress).allSatisfy(one -> assertThat(one.rowsLoaded()).isEqualTo(5 * MOMENTS));
        assertThat(devices).allSatisfy(device -> assertThat(readings(device)).hasSize(MOMENTS)
                .allMatch(reading -> reading.values().size() == 4));
    }

    @Test
    default void stores_one_of_the_steps_of_a_file_that_race() {
        DeviceKey pump = registered();
        StoredFile file = fileFor(pump);

        List<Loaded> loaded = race(6, thread -> loader().load(file,
                ReadingLoaderTests.rows(pump, aReading().at(T0.plusSeconds(thread)).withValue("t", thread)),
                step(file, 1)));

        assertThat(loaded).filteredOn(Loaded.Stored.class::isInstance).singleElement()
                .isEqualTo(new Loaded.Stored(found(file)));
        assertThat(loaded).filteredOn(Loaded.Superseded.class::isInstance).hasSize(5);
        assertThat(readings(pump)).hasSize(1);
        assertThat(told(file)).hasSize(1);
    }

    @Test
    default void loads_while_messages_come_in() {
        List<DeviceKey> devices = fleet(5);
        StoredFile file = fileFor(devices.getFirst());

        race(3, thread -> thread == 0 ? loadInSteps(file, rows(devices, "file", 1)) : appendAll(devices, thread));

        assertThat(found(file).progress().rowsLoaded()).isEqualTo(5 * MOMENTS);
        assertThat(devices).allSatisfy(device -> {
            assertThat(readings(device)).extracting(StoredReading::values)
                    .containsExactlyElementsOf(IntStream.range(0, MOMENTS)
                            .mapToObj(i -> Map.of(metric("file"), integer(i), metric("m1"), integer(i), metric("m2"),
                                    integer(i)))
                            .toList());
            assertThat(latest(device).values())
                    .allSatisfy(latest -> assertThat(latest.value()).isEqualTo(integer(MOMENTS - 1)));
        });
    }

    private int loadInSteps(StoredFile file, List<Reading> rows) {
        StoredFile next = file;
        for (int from = 0; from < rows.size(); from += 100) {
            next = loaded(next, rows.subList(from, from + 100));
        }
        return rows.size();
    }

    private int appendAll(List<DeviceKey> devices, int thread) {
        for (int i = 0; i < MOMENTS; i++) {
            int moment = i;
            append(devices.stream().map(device -> aWrite().from(device)
                    .with(aReading().at(T0.plusSeconds(moment)).withValue("m" + thread, moment)))
                    .toArray(WriteBuilder[]::new));
        }
        return MOMENTS;
    }
}
