package io.lapwing.aws.fileprocessor;

import io.lapwing.aws.adapters.DynamoDatabase;
import io.lapwing.aws.adapters.DynamoDbFaults;
import io.lapwing.aws.adapters.DynamoDbFileStore;
import io.lapwing.aws.adapters.DynamoDbOutbox;
import io.lapwing.aws.adapters.DynamoDbTables;
import io.lapwing.aws.adapters.TestDynamoDb;
import io.lapwing.aws.adapters.TestDynamoDbStores;
import io.lapwing.aws.emulator.InvocationResult;
import io.lapwing.aws.emulator.InvocationResult.Replied;
import io.lapwing.aws.emulator.LambdaCommand;
import io.lapwing.aws.emulator.LambdaProcess;
import io.lapwing.aws.emulator.RuntimeApiEmulator;
import io.lapwing.aws.transfer.TestQueue;
import io.lapwing.aws.transfer.TestS3;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.event.Event;
import io.lapwing.sharedmodel.file.FileKey;
import io.lapwing.sharedmodel.file.ObjectContent;
import io.lapwing.sharedmodel.file.ObjectKey;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.fixtures.FileBuilder;
import io.lapwing.sharedmodel.fixtures.Fixtures;
import io.lapwing.sharedmodel.fixtures.Pages;
import io.lapwing.sharedmodel.fixtures.Stores;
import io.lapwing.sharedmodel.telemetry.ReadingsQuery;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The package, unpacked and started as Lambda's managed runtime starts it, each function in a process of its own,
/// between an S3, an SQS and a DynamoDB on a way that faults can be planned on; and a look at what it leaves there. Two
/// devices, `pump-1` and `pump-2`, are registered.
final class FilesUnderTest implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Instant FAR_AWAY = Instant.parse("2200-01-01T00:00:00Z");
    private static final int MAX_EVENTS = 1000;
    private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m");

    final DynamoDbFaults faults = DynamoDbFaults.before(TestDynamoDb.shared().endpoint());
    final TestQueue queue = new TestQueue();
    private final DynamoDbTables tables = TestDynamoDb.shared().freshTables();
    private final DynamoDatabase database = new DynamoDatabase(TestDynamoDb.shared().client(), tables);
    private final Stores stores = TestDynamoDbStores.on(database);
    private final DynamoDbFileStore files = new DynamoDbFileStore(database);
    private final Map<Class<?>, Running> running = new HashMap<>();
    private final Path unpacked;

    private record Running(RuntimeApiEmulator emulator, LambdaProcess process) {}

    /// @param unpacked where [LambdaZip#unpackTo] has put its jars
    FilesUnderTest(Path unpacked) {
        this.unpacked = unpacked;
        List.of("pump-1", "pump-2").forEach(id -> stores.registry()
                .create(Fixtures.aDevice().withId(id).build(), Fixtures.aTokenHash()));
    }

    /// A file that somebody announced, and has not uploaded.
    StoredFile announce(FileBuilder announced) {
        StoredFile file = announced.build();
        files.save(file, List.of());
        return file;
    }

    /// Puts a file into the bucket, of which the bucket has said nothing yet.
    FileKey upload(FileBuilder announced, byte[] bytes) {
        StoredFile file = announce(announced);
        TestS3.shared().store().put(file.key().upload(), ObjectContent.of(file.spec().type(), bytes));
        return file.key();
    }

    FileKey upload(String csv) {
        byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
        return upload(Fixtures.aFile().of("text/csv", bytes.length), bytes);
    }

    StoredFile file(FileKey key) {
        return files.find(key).orElseThrow();
    }

    /// What an object holds, as text.
    static String text(ObjectKey key) {
        try (InputStream bytes = TestS3.shared().store().get(key).orElseThrow()) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The readings of a device, in their order.
    List<String> readings(String device) {
        DeviceKey key = new DeviceKey(Fixtures.aDevice().build().key().tenant(), new DeviceId(device));
        ReadingsQuery all = new ReadingsQuery(key, Set.of(), Instant.EPOCH, FAR_AWAY);
        return Pages.all(page -> stores.telemetry().readings(all, page), 1000).stream()
                .map(reading -> reading.key().ts() + " " + reading.values()).toList();
    }

    /// What waits in the outbox, which the next look finds empty.
    List<? extends Event> events() {
        return new DynamoDbOutbox(database).take(MAX_EVENTS, Instant.now(), LEASE).stream()
                .map(leased -> leased.event().event()).toList();
    }

    LambdaProcess start(Class<?> handler) {
        return running.computeIfAbsent(handler, this::launch).process();
    }

    InvocationResult invoke(Class<?> handler, String event) {
        return running.computeIfAbsent(handler, this::launch).emulator().invoke(event, TIMEOUT);
    }

    /// Calls a function, which has to answer.
    String reply(Class<?> handler, String event) {
        InvocationResult result = invoke(handler, event);
        if (result instanceof Replied replied) {
            return replied.body();
        }
        throw new AssertionError(result + "\n" + start(handler).output());
    }

    /// Ends a function's process; the next call starts another.
    void end(Class<?> handler) {
        Running ended = Objects.requireNonNull(running.remove(handler));
        ended.process().close();
        ended.emulator().close();
    }

    private Running launch(Class<?> handler) {
        LambdaCommand command = LambdaCommand.ofZip(OPTIONS, unpacked, handler.getName())
                .with("LAPWING_REGISTRY_TABLE", tables.registry()).with("LAPWING_READINGS_TABLE", tables.readings())
                .with("LAPWING_FILES_BUCKET", TestS3.shared().bucket()).with("LAPWING_FILES_QUEUE", queue.url())
                .with("AWS_ENDPOINT_URL_DYNAMODB", faults.endpoint().toString())
                .with("AWS_ENDPOINT_URL_S3", TestS3.shared().endpoint().toString())
                .with("AWS_ENDPOINT_URL_SQS", queue.endpoint().toString());
        RuntimeApiEmulator emulator = RuntimeApiEmulator.start();
        return new Running(emulator, LambdaProcess.start(command, emulator));
    }

    @Override
    public void close() {
        running.values().forEach(function -> {
            function.process().close();
            function.emulator().close();
        });
        faults.close();
    }
}
