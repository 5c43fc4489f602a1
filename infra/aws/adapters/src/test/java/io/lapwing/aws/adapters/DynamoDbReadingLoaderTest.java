package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.file.LoadProgress;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.file.StoredFile.Lease;
import io.lapwing.sharedmodel.fixtures.Fixtures;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.port.FileStore;
import io.lapwing.sharedmodel.port.ReadingLoader;
import io.lapwing.sharedmodel.port.ReadingLoaderContract;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.telemetry.Reading;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.integer;
import static io.lapwing.sharedmodel.fixtures.Fixtures.metric;
import static org.assertj.core.api.Assertions.assertThat;

@NeedsDynamoDb
class DynamoDbReadingLoaderTest extends ReadingLoaderContract {

    private static final DynamoDatabase DATABASE = TestDynamoDb.shared().database();
    /// With 4,000 characters each, of which half can be deflated away.
    private static final int ROWS = 2500;
    private static final int WIDE = 100;
    private static final Stores STORES = TestDynamoDbStores.on(DATABASE);

    private final FileStore files = new DynamoDbFileStore(DATABASE);
    private final ReadingLoader loader = new DynamoDbReadingLoader(DATABASE, InstantSource.system());

    @Override
    public Stores stores() {
        return STORES;
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
        return TestOutbox.of(DATABASE, orderKey);
    }

    private static ReadingLoader mortal(int lastCall, boolean takesEffect) {
        return new DynamoDbReadingLoader(
                new DynamoDatabase(MortalClient.of(TestDynamoDb.shared().client(), lastCall, takesEffect),
                        DATABASE.tables()),
                InstantSource.system());
    }

    private static Lease lease() {
        return new Lease("test", Fixtures.now().plusSeconds(30));
    }

    /// The step that a file takes with some rows.
    private static ReadingLoader.Next next(StoredFile file, int rows, ReadingLoader.Counts counts) {
        return new ReadingLoader.Next(file.advanced(
                file.progress().plus(new LoadProgress.Step(rows, counts.changed(), counts.unchanged(), 0, List.of())),
                lease(), Fixtures.now()), List.of());
    }

    private static void assertLoaded(StoredFile file, long changed, long unchanged) {
        assertThat(file.progress().rowsLoaded()).isEqualTo(changed);
        assertThat(file.progress().rowsDuplicate()).isEqualTo(unchanged);
    }

    private static List<Reading> rows(List<DeviceKey> devices) {
        List<Reading> rows = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            rows.add(aReading().of(devices.get(i % devices.size())).at(T0.plusSeconds(i)).withValue("t", i).build());
        }
        rows.add(rows.getFirst());
        return rows;
    }

    @Test
    void counts_and_keeps_the_same_rows_wherever_the_process_is_killed() {
        boolean finished = false;
        for (int call = 1; !finished; call++) {
            for (boolean takesEffect : List.of(false, true)) {
                List<DeviceKey> devices = fleet(3);
                List<Reading> rows = rows(devices);
                StoredFile file = fileFor(devices.getFirst());
                try {
                    mortal(call, takesEffect).load(file, rows, counts -> next(file, rows.size(), counts));
                    finished = true;
                } catch (StoreUnavailable _) {
                    // killed
                }
                StoredFile after = found(file);
                if (after.version() == file.version()) {
                    // Whoever goes on takes the lease first, which is another version.
                    StoredFile taken = saved(file.taken(lease(), Fixtures.now()));
                    after = loaded(taken, rows);
                }
                assertLoaded(after, 6, 1);
                assertThat(devices).allSatisfy(device -> assertThat(readings(device)).hasSize(2));
            }
        }
    }

    @Test
    void loads_rows_of_a_device_that_are_more_than_a_transaction_takes() {
        DeviceKey pump = registered();
        Random random = new Random(7);
        List<Reading> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            byte[] noise = new byte[2000];
            random.nextBytes(noise);
            rows.add(aReading().of(pump).at(T0.plusSeconds(i)).withValue("t", HexFormat.of().formatHex(noise)).build());
        }

        StoredFile file = loaded(fileFor(pump), rows);

        assertLoaded(file, ROWS, 0);
        assertThat(readings(pump)).hasSize(ROWS);
    }

    @Test
    void loads_wide_rows_of_a_device_that_are_more_than_a_transaction_takes() {
        DeviceKey pump = registered();
        Random random = new Random(7);
        List<Reading> rows = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            var row = aReading().of(pump).at(T0.plusSeconds(i));
            for (int metric = 0; metric < WIDE; metric++) {
                row = row.withValue("metric-" + metric, random.nextDouble());
            }
            rows.add(row.build());
        }

        StoredFile file = loaded(fileFor(pump), rows);

        assertLoaded(file, rows.size(), 0);
        assertThat(readings(pump)).hasSize(rows.size());
    }

    @Test
    void undoes_nothing_wherever_another_process_overtakes_it() {
        AtomicBoolean overtaken = new AtomicBoolean(true);
        for (int call = 1; overtaken.getAndSet(false); call++) {
            DeviceKey pump = registered();
            StoredFile file = fileFor(pump);
            List<Reading> rows = rows(List.of(pump));
            DynamoDbClient client = OvertakenClient.of(TestDynamoDb.shared().client(), call, () -> {
                overtaken.set(true);
                overtake(file, rows);
            });
            ReadingLoader slow = new DynamoDbReadingLoader(new DynamoDatabase(client, DATABASE.tables()),
                    InstantSource.system());

            boolean isStored = slow.load(file, rows,
                    counts -> next(file, rows.size(), counts)) instanceof ReadingLoader.Loaded.Stored;

            if (overtaken.get() && !isStored) {
                assertLoaded(found(file), 12, 2);
                assertThat(readings(pump)).as("overtaken before call " + call)
                        .allMatch(reading -> reading.values().equals(Map.of(metric("t"), integer(99))));
            }
        }
    }

    /// Does the same step, and one more, which brings other values.
    private void overtake(StoredFile file, List<Reading> rows) {
        if (found(file).version() == file.version()) {
            StoredFile first = loaded(saved(file.taken(lease(), Fixtures.now())), rows);
            loaded(first, rows.stream().map(row -> aReading().of(row.device()).at(row.key().ts())
                    .withValue("t", 99).build()).toList());
        }
    }
}
