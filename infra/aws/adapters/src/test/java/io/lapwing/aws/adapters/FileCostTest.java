package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.FileEvent.FileAdvanced;
import io.lapwing.sharedmodel.event.FileEvent.FileReceived;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.file.LoadProgress.Step;
import io.lapwing.sharedmodel.file.Sha256;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.file.StoredFile.Lease;
import io.lapwing.sharedmodel.fixtures.ReadingBuilder;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.FileStore;
import io.lapwing.sharedmodel.port.ReadingLoader;
import io.lapwing.sharedmodel.port.ReadingLoader.Loaded;
import io.lapwing.sharedmodel.port.StoreTests;
import io.lapwing.sharedmodel.telemetry.Reading;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aFile;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static org.assertj.core.api.Assertions.assertThat;

/// What files cost, in request units as the database counts them. The figures are those of `docs/dynamodb.md`.
@NeedsDynamoDb
class FileCostTest implements StoreTests {

    private static final int METRICS = 10;

    private final ConsumedCapacity capacity = new ConsumedCapacity();
    private final DynamoDatabase database = new DynamoDatabase(capacity.client(), TestDynamoDb.shared().freshTables());
    private final Stores stores = TestDynamoDbStores.on(database);
    private final FileStore files = new DynamoDbFileStore(database);
    private final ReadingLoader loader = new DynamoDbReadingLoader(database, InstantSource.system());
    private final Random random = new Random(7);

    @Override
    public Stores stores() {
        return stores;
    }

    private StoredFile saved(StoredFile file, List<RecordedEvent> events) {
        capacity.reset();
        assertThat(files.save(file, events)).isTrue();
        return file;
    }

    private static Lease lease() {
        return new Lease("worker-1", now().plusSeconds(60));
    }

    private static RecordedEvent advanced(StoredFile file) {
        return new RecordedEvent(new FileAdvanced(file.key(), file.state(), file.version()), file.times().updatedAt(),
                null);
    }

    private void assertUnits(double write, double read) {
        assertThat(List.of(capacity.written(), capacity.read())).containsExactly(write, read);
    }

    private StoredFile processing(TenantId tenant) {
        StoredFile announced = saved(aFile().in(tenant).build(), List.of());
        return saved(saved(announced.received(now()), List.of()).taken(lease(), now()), List.of());
    }

    private List<Reading> rows(List<DeviceKey> devices, Instant from, int count) {
        List<Reading> rows = new ArrayList<>();
        for (DeviceKey device : devices) {
            for (int i = 0; i < count; i++) {
                ReadingBuilder row = aReading().of(device).at(from.plusSeconds(i));
                for (int metric = 0; metric < METRICS; metric++) {
                    row.withValue("metric-" + metric, Math.round(20_000 + 500 * random.nextGaussian()) / 100.0);
                }
                rows.add(row.build());
            }
        }
        return rows;
    }

    private StoredFile load(StoredFile file, List<Reading> rows) {
        capacity.reset();
        Loaded loaded = loader.load(file, rows, counts -> {
            StoredFile next = file.advanced(file.progress().plus(
                    new Step(rows.size(), counts.changed(), counts.unchanged(), 0, List.of())), lease(), now());
            return new ReadingLoader.Next(next, List.of(advanced(next)));
        });
        return ((Loaded.Stored) loaded).file();
    }

    @Test
    void takes_what_the_documentation_says() {
        StoredFile announced = saved(aFile().in(freshTenant()).build(), List.of());
        assertUnits(4, 0);
        StoredFile received = announced.received(now());
        saved(received, List.of(new RecordedEvent(new FileReceived(received.key(), 2), now(), null)));
        assertUnits(6, 0);
        StoredFile taken = saved(received.taken(lease(), now()), List.of());
        assertUnits(1, 0);
        StoredFile inspected = taken.inspected(Sha256.of(new byte[]{1}), 7, lease(), now());
        saved(inspected, List.of(advanced(inspected)));
        assertUnits(4, 0);

        capacity.reset();
        assertThat(files.claimBytes(inspected)).isEqualTo(inspected.key().id());
        assertUnits(1, 0);
        capacity.reset();
        assertThat(files.find(inspected.key())).isPresent();
        assertUnits(0, 1);
        capacity.reset();
        assertThat(files.overdue(Instant.EPOCH, 1000)).isEmpty();
        assertUnits(0, 8);
    }

    @Test
    void takes_little_for_each_device_of_a_step() {
        TenantId tenant = freshTenant();
        List<DeviceKey> devices = IntStream.range(0, 10)
                .mapToObj(i -> registered(aDevice().in(tenant).withId("d" + i))).toList();
        StoredFile file = load(processing(tenant), rows(devices, T0, 1));

        file = load(file, rows(devices, T0.plusSeconds(10), 1));
        assertUnits(65, 31);
        file = load(file, rows(devices, T0.plusSeconds(20), 100));
        assertThat(capacity.written()).isBetween(120.0, 140.0);
        List<Reading> many = rows(devices, T0.plusSeconds(1000), ReadingLoader.MAX_ROWS / devices.size());
        file = load(file, many);
        assertThat(capacity.written()).isBetween(1300.0, 1450.0);
        assertThat(capacity.read()).isEqualTo(31);

        file = load(file, many);
        assertThat(capacity.written()).isEqualTo(5);
        assertThat(capacity.read()).isBetween(200.0, 240.0);
        assertThat(file.progress().rowsDuplicate()).isEqualTo(ReadingLoader.MAX_ROWS);
    }
}
