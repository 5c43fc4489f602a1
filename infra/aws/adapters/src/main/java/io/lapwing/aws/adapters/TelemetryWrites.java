package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.StoredReading;
import io.lapwing.sharedmodel.telemetry.WriteResult;
import io.lapwing.sharedmodel.watch.DeviceWatcher;

import java.time.InstantSource;
import java.util.List;
import java.util.function.BiConsumer;

/// What all calls of `append` share.
final class TelemetryWrites {

    static final String OPERATION = "TelemetryStore.append";

    /// How many metrics are remembered, over all devices: a few megabytes.
    private static final int MAX_KNOWN_METRICS = 50_000;

    private final DynamoDatabase database;
    private final InstantSource clock;
    private final DeviceWatcher watcher;
    private final BiConsumer<DeviceKey, List<StoredReading>> listener;
    private final KnownHours known = new KnownHours(MAX_KNOWN_METRICS);
    private final AppendReads reads;
    private final Journal journal;

    TelemetryWrites(DynamoDatabase database, InstantSource clock, DeviceWatcher watcher,
            BiConsumer<DeviceKey, List<StoredReading>> listener) {
        this.database = database;
        this.clock = clock;
        this.watcher = watcher;
        this.listener = listener;
        this.reads = new AppendReads(database, OPERATION, known);
        this.journal = new Journal(this);
    }

    List<WriteResult> append(List<MessageWrite> writes) {
        return run(writes.stream().map(AppendUnit::of).toList());
    }

    List<WriteResult> run(List<AppendUnit> units) {
        return new Append(this, units).run();
    }

    boolean transact(DeviceKey device, ItemWrites writes) {
        return database.transact(OPERATION, device.toString(), writes.toList());
    }

    /// Remembers what is in catalogues for good.
    void remember(Held held, AppendPlan committed) {
        held.devices().values().stream().filter(device -> device.pages() != null)
                .forEach(device -> known.remember(device.state(), device.hours()));
        committed.changedDevices().forEach(device -> known.remember(device.state(), device.moves()));
    }

    /// Tells of each device which of its readings are new, or others now.
    void tell(AppendPlan committed) {
        committed.changedDevices().forEach(device -> {
            List<StoredReading> changed = device.changed();
            if (!changed.isEmpty()) {
                listener.accept(device.state().device(), changed);
            }
        });
    }

    DynamoDatabase database() {
        return database;
    }

    InstantSource clock() {
        return clock;
    }

    DeviceWatcher watcher() {
        return watcher;
    }

    AppendReads reads() {
        return reads;
    }

    Journal journal() {
        return journal;
    }
}
