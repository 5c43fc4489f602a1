package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.file.LoadProgress.Step;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.fixtures.ReadingBuilder;
import io.lapwing.sharedmodel.port.ReadingLoader.Counts;
import io.lapwing.sharedmodel.port.ReadingLoader.Loaded;
import io.lapwing.sharedmodel.port.ReadingLoader.Next;
import io.lapwing.sharedmodel.telemetry.Reading;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static io.lapwing.sharedmodel.port.FileTests.event;
import static io.lapwing.sharedmodel.port.FileTests.lease;
import static org.assertj.core.api.Assertions.assertThat;

/// What the contract of loaders builds on.
interface ReadingLoaderTests extends StoreTests, FileTests {

    /// The adapter under test, on the same data as the stores and the files.
    ReadingLoader loader();

    /// Rows are loaded for files of their devices' tenants alone: every test begins with one of these.
    default StoredFile fileFor(DeviceKey device) {
        return processing(device.tenant());
    }

    default List<DeviceKey> fleet(int size) {
        TenantId tenant = freshTenant();
        return IntStream.range(0, size).mapToObj(i -> registered(aDevice().in(tenant).withId("d" + i))).toList();
    }

    /// Loads rows that must be taken.
    ///
    /// @return the file, with one step more
    default StoredFile loaded(StoredFile file, List<Reading> rows) {
        return switch (loader().load(file, rows, step(file, rows.size()))) {
            case Loaded.Stored(StoredFile after) -> after;
            case Loaded.Superseded superseded -> throw new AssertionError(superseded);
            case Loaded.NoSuchDevice missing -> throw new AssertionError(missing);
        };
    }

    default StoredFile loaded(StoredFile file, DeviceKey device, ReadingBuilder... rows) {
        return loaded(file, rows(device, rows));
    }

    static List<Reading> rows(DeviceKey device, ReadingBuilder... rows) {
        return Stream.of(rows).map(row -> row.of(device).build()).toList();
    }

    /// The step that a file takes with some rows.
    static Function<Counts, Next> step(StoredFile file, int rows) {
        return counts -> {
            Step step = new Step(rows, counts.changed(), counts.unchanged(), 0, List.of());
            StoredFile next = file.advanced(file.progress().plus(step), lease(), now());
            return new Next(next, List.of(event(next)));
        };
    }

    static void assertCounts(StoredFile file, long changed, long unchanged) {
        assertThat(new Counts((int) file.progress().rowsLoaded(), (int) file.progress().rowsDuplicate()))
                .isEqualTo(new Counts((int) changed, (int) unchanged));
    }
}
