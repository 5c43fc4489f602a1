package io.lapwing.aws.adapters;

import io.lapwing.aws.adapters.Held.HeldDevice;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.port.ReadingLoader;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.telemetry.Reading;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Loads rows into the packs that [DynamoDbTelemetryStore] reads. Rows of thousands of devices are more than a transaction
/// takes: those of a device are written in one of their own, with what they came to, and the file last of all. So they are
/// seen a moment before the file says so, and stay where the file is never written; done once more they change nothing,
/// and are counted as the first time.
public final class DynamoDbReadingLoader implements ReadingLoader {

    private static final String OPERATION = "ReadingLoader.load";
    private static final int DEVICES_AT_ONCE = 8;
    private static final int MAX_KNOWN_METRICS = 50_000;
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final DynamoDatabase database;
    private final InstantSource clock;
    private final FileWrites files;
    private final KnownHours known = new KnownHours(MAX_KNOWN_METRICS);

    public DynamoDbReadingLoader(DynamoDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.files = new FileWrites(database);
    }

    @Override
    public Loaded load(StoredFile file, List<Reading> rows, Function<Counts, Next> next) {
        ReadingLoader.requireLoadable(file, rows);
        Optional<StoredFile> stored = files.find(OPERATION, file.key());
        if (stored.isEmpty() || stored.get().version() != file.version()) {
            return new Loaded.Superseded();
        }
        List<LoadPart> parts = LoadPart.of(rows);
        Set<DeviceKey> missing = missing(parts);
        if (!missing.isEmpty()) {
            return new Loaded.NoSuchDevice(missing);
        }
        LoadStep step = new LoadStep(database, OPERATION, file, parts, clock.instant());
        if (!step.claim()) {
            return new Loaded.Superseded();
        }
        Results results = loadAll(step, parts);
        if (!results.missing().isEmpty()) {
            step.giveUp();
            return new Loaded.NoSuchDevice(results.missing());
        }
        Next after = next.apply(results.counts());
        return files.save(OPERATION, after.file(), after.events()) ? new Loaded.Stored(after.file())
                : new Loaded.Superseded();
    }

    private Set<DeviceKey> missing(List<LoadPart> parts) {
        Set<DeviceKey> devices = parts.stream().map(LoadPart::device)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Map<DynamoDbKey, Map<String, AttributeValue>> states = database.getAll(OPERATION,
                devices.stream().map(database.keys()::state).toList());
        devices.removeIf(device -> states.containsKey(database.keys().state(device)));
        return devices;
    }

    /// What all parts came to.
    private record Results(Counts counts, Set<DeviceKey> missing) {}

    /// Several devices at once; the parts of one in their order.
    private Results loadAll(LoadStep step, List<LoadPart> parts) {
        Map<LoadPart, Counts> done = step.done(parts);
        Map<DeviceKey, List<LoadPart>> open = parts.stream().filter(part -> !done.containsKey(part))
                .collect(Collectors.groupingBy(LoadPart::device, LinkedHashMap::new, Collectors.toList()));
        int changed = done.values().stream().mapToInt(Counts::changed).sum();
        int unchanged = done.values().stream().mapToInt(Counts::unchanged).sum();
        Set<DeviceKey> missing = new LinkedHashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(DEVICES_AT_ONCE, Thread.ofVirtual().factory())) {
            Map<DeviceKey, Future<Optional<Counts>>> results = new LinkedHashMap<>();
            open.forEach((device, ofDevice) -> results.put(device, threads.submit(() -> load(step, ofDevice))));
            for (Map.Entry<DeviceKey, Future<Optional<Counts>>> result : results.entrySet()) {
                Optional<Counts> counts = get(result.getKey(), result.getValue());
                changed += counts.map(Counts::changed).orElse(0);
                unchanged += counts.map(Counts::unchanged).orElse(0);
                if (counts.isEmpty()) {
                    missing.add(result.getKey());
                }
            }
        }
        return new Results(new Counts(changed, unchanged), missing);
    }

    private static Optional<Counts> get(DeviceKey device, Future<Optional<Counts>> result) {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure
                    : new IllegalStateException("rows of " + device, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable(OPERATION, device.toString(), e);
        }
    }

    /// @return empty if the device is not registered any more
    private Optional<Counts> load(LoadStep step, List<LoadPart> parts) {
        int changed = 0;
        int unchanged = 0;
        for (LoadPart part : parts) {
            Optional<Counts> counts = load(step, part);
            if (counts.isEmpty()) {
                return counts;
            }
            changed += counts.get().changed();
            unchanged += counts.get().unchanged();
        }
        return Optional.of(new Counts(changed, unchanged));
    }

    private Optional<Counts> load(LoadStep step, LoadPart part) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int round = 1;; round++) {
            Optional<HeldDevice> held = held(part);
            if (held.isEmpty()) {
                return Optional.empty();
            }
            DevicePlan plan = new DevicePlan(held.get());
            Tally values = new Tally();
            int changed = (int) part.rows().stream().filter(row -> plan.merge(row, values)).count();
            Counts counts = new Counts(changed, part.rows().size() - changed);
            ItemWrites writes = new ItemWrites();
            plan.writeTo(writes, database.keys());
            if (writes.isEmpty()) {
                return Optional.of(counts);
            }
            step.mark(part, counts, writes);
            if (database.transact(OPERATION, part.device().toString(), writes.toList())) {
                remember(held.get(), plan);
                return Optional.of(counts);
            }
            Counts before = step.done(List.of(part)).get(part);
            if (before != null) {
                return Optional.of(before);
            }
            DynamoDatabase.pause(OPERATION, part.device().toString(), round, deadline);
        }
    }

    private Optional<HeldDevice> held(LoadPart part) {
        return database.get(OPERATION, database.keys().state(part.device())).map(item -> {
            StateItem state = StateItem.of(part.device(), item);
            HeldDevices devices = new HeldDevices(database, OPERATION, known, part.rows().stream(),
                    Map.of(part.device(), state));
            return Objects.requireNonNull(
                    devices.with(database.getAll(OPERATION, devices.pageKeys())).get(part.device()));
        });
    }

    /// Remembers what is in the catalogue for good.
    private void remember(HeldDevice held, DevicePlan committed) {
        if (held.pages() != null) {
            known.remember(held.state(), held.hours());
        }
        known.remember(held.state(), committed.moves());
    }
}
