package io.lapwing.fileprocessor.functions;

import io.lapwing.fileprocessor.functions.ProcessFile.Means;
import io.lapwing.fileprocessor.reading.Limits;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.file.ContentType;
import io.lapwing.sharedmodel.file.FileId;
import io.lapwing.sharedmodel.file.FileKey;
import io.lapwing.sharedmodel.file.FilePurpose;
import io.lapwing.sharedmodel.file.FileQueues;
import io.lapwing.sharedmodel.file.FileSpec;
import io.lapwing.sharedmodel.file.FileSpec.UnknownDevices;
import io.lapwing.sharedmodel.file.ObjectContent;
import io.lapwing.sharedmodel.file.ObjectKey;
import io.lapwing.sharedmodel.file.Profile;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.fixtures.Fixtures;
import io.lapwing.sharedmodel.fixtures.KeptObjects;
import io.lapwing.sharedmodel.fixtures.TestClock;
import io.lapwing.sharedmodel.inmemory.CountedCounters;
import io.lapwing.sharedmodel.inmemory.InMemoryStores;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.ReadingsQuery;
import io.lapwing.sharedmodel.work.WorkId;
import io.lapwing.sharedmodel.work.WorkItem;
import io.lapwing.sharedmodel.work.WorkOutcome;
import io.lapwing.sharedmodel.work.WorkPayload;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Where files of a tenant are handed in, and its functions work on them: two devices, `pump-1` and `pump-2`, are
/// registered.
final class Desk {

    static final TenantId TENANT = new TenantId("acme");
    static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");

    private static final int MAX_DELIVERIES = 10_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    final InMemoryStores stores = new InMemoryStores();
    final KeptObjects objects = new KeptObjects();
    final TestClock clock = new TestClock(NOW);
    final CountedCounters counters = new CountedCounters();
    final FilePorts ports = new FilePorts(stores.files(), objects, stores.loader(), stores.registry(), counters);
    final ReceiveUpload receive = new ReceiveUpload(ports, clock);
    final ProcessFile process = process(ports, Duration.ofMinutes(10), 20_000);

    Desk() {
        register("pump-1");
        register("pump-2");
    }

    void register(String device) {
        stores.registry().create(Fixtures.aDevice().in(TENANT).withId(device).build(), Fixtures.aTokenHash());
    }

    ProcessFile process(FilePorts through, Duration budget, int rowsPerStep) {
        return new ProcessFile(through, new Means(clock, RANDOM, budget, Limits.DEFAULT, rowsPerStep),
                new ReceiveUpload(through, clock));
    }

    static FileSpec spec(String name, long size) {
        return new FileSpec(name, size, new ContentType("text/csv"), null, FilePurpose.TELEMETRY, Profile.DEFAULT,
                UnknownDevices.REFUSE);
    }

    /// A file for something else than readings.
    static FileSpec spec(String name, long size, FilePurpose purpose) {
        return new FileSpec(name, size, new ContentType("application/octet-stream"), null, purpose, Profile.DEFAULT,
                UnknownDevices.REFUSE);
    }

    FileKey announce(FileSpec spec) {
        byte[] random = new byte[10];
        RANDOM.nextBytes(random);
        FileKey key = new FileKey(TENANT, FileId.of(clock.instant(), random));
        stores.files().save(StoredFile.announced(key, spec, "user:alice", clock.instant(),
                clock.instant().plus(Duration.ofMinutes(15))), List.of());
        return key;
    }

    /// A file whose bytes are there, though nobody was told of them.
    FileKey upload(FileSpec spec, byte[] bytes) {
        FileKey key = announce(spec);
        objects.put(key.upload(), ObjectContent.of(spec.type(), bytes));
        return key;
    }

    /// A file that is to be processed.
    FileKey handIn(FileSpec spec, byte[] bytes) {
        FileKey key = upload(spec, bytes);
        receive.apply(key.upload());
        return key;
    }

    FileKey handIn(String name, byte[] bytes) {
        return handIn(spec(name, bytes.length), bytes);
    }

    FileKey handIn(String csv) {
        return handIn("readings.csv", csv.getBytes(StandardCharsets.UTF_8));
    }

    /// Hands a file in, has it processed, and says what became of it.
    StoredFile take(String csv) {
        return deliver(process, handIn(csv));
    }

    StoredFile take(FileSpec spec, byte[] bytes) {
        return deliver(process, handIn(spec, bytes));
    }

    /// Gives work to a function until it is done, waiting as long as it asks for.
    StoredFile deliver(ProcessFile function, FileKey key) {
        for (int i = 0; i < MAX_DELIVERIES; i++) {
            switch (function.apply(work(key))) {
                case WorkOutcome.Done _ -> {
                    return file(key);
                }
                case WorkOutcome.Again(Duration after, String _) -> clock.advance(after);
            }
        }
        throw new AssertionError("the file is never done: " + file(key));
    }

    static WorkItem work(FileKey key) {
        return WorkItem.of(FileQueues.RECEIVED, new WorkId("test"), WorkPayload.of(key.toString()), null);
    }

    StoredFile file(FileKey key) {
        return stores.files().find(key).orElseThrow();
    }

    /// What an object holds, as text.
    String text(ObjectKey key) {
        try (InputStream bytes = objects.get(key).orElseThrow()) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The readings of a device: `2026-01-01T00:00:00Z temperature=21.5`, one a value.
    List<String> readings(String device) {
        DeviceKey key = new DeviceKey(TENANT, new DeviceId(device));
        ReadingsQuery all = new ReadingsQuery(key, Set.of(), Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));
        List<String> readings = new ArrayList<>();
        String after = null;
        do {
            var page = stores.telemetry().readings(all, new PageRequest(1000, after));
            page.items().forEach(reading -> {
                for (Map.Entry<MetricName, MetricValue> value : reading.values().entrySet()) {
                    readings.add(reading.key().ts() + " " + value.getKey() + "=" + text(value.getValue()));
                }
            });
            after = page.next();
        } while (after != null);
        return readings;
    }

    private static String text(MetricValue value) {
        return switch (value) {
            case MetricValue.IntegerValue(long whole) -> Long.toString(whole);
            case MetricValue.DecimalValue(double decimal) -> Double.toString(decimal);
            case MetricValue.BooleanValue(boolean bool) -> Boolean.toString(bool);
            case MetricValue.TextValue(String text) -> "'" + text + "'";
            case MetricValue.JsonValue(String json) -> json;
        };
    }

    /// The numbers of a report: `3 = 1 loaded, 1 duplicate, 1 rejected`.
    static String counts(StoredFile file) {
        var progress = file.progress();
        return progress.rowsTotal() + " = " + progress.rowsLoaded() + " loaded, " + progress.rowsDuplicate()
                + " duplicate, " + progress.rowsRejected() + " rejected";
    }

    /// Codes and lines of a report: `BAD_NUMBER@3`.
    static List<String> codes(StoredFile file) {
        return file.progress().rejects().stream().map(reject -> reject.code() + "@" + reject.line()).toList();
    }
}
