package io.lapwing.fileprocessor.functions;

import io.lapwing.fileprocessor.domain.RowBatch;
import io.lapwing.fileprocessor.domain.RowBatch.Sorted;
import io.lapwing.fileprocessor.reading.FileReading;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.file.FileFinding;
import io.lapwing.sharedmodel.file.LoadProgress;
import io.lapwing.sharedmodel.file.LoadProgress.Step;
import io.lapwing.sharedmodel.file.ReportedReject;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.port.Counters.Counter;
import io.lapwing.sharedmodel.port.ReadingLoader.Counts;
import io.lapwing.sharedmodel.port.ReadingLoader.Loaded;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/// The second pass through a table of readings: loads its rows step by step, each of them in one transaction with how far
/// the file has come. Whatever happens, the next call goes on behind the last step that was stored.
///
/// A row that says nothing of any metric is counted with those that said nothing new.
record LoadRows(FilePorts ports, Uploads uploads, FileReading reading, Devices devices, RejectParts rejects,
        int rowsPerStep) {

    /// How often devices may vanish between the look for them and the step that needs them.
    private static final int MAX_ATTEMPTS = 10;

    /// @return whether the file came to its end; else the time is up
    boolean load(HeldFile held) {
        FileFinding finding;
        try (ReadableRows rows = ReadableRows.open(held.file(), uploads.open(held), reading)) {
            for (RowBatch batch = rows.next(rowsPerStep); batch.size() > 0; batch = rows.next(rowsPerStep)) {
                step(held, batch);
                if (held.isOutOfTime()) {
                    return false;
                }
            }
            finding = rows.finding();
        }
        finish(held, finding);
        return true;
    }

    private void step(HeldFile held, RowBatch batch) {
        Set<DeviceId> refused = new HashSet<>(devices.refused(held, batch.devices()));
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            Sorted sorted = batch.sorted(held.file().key().tenant(), refused);
            long loadedBefore = held.file().progress().rowsLoaded();
            rejects.put(held.file(), sorted.rejects());
            switch (held.load(ports.loader(), sorted.readings(), counts -> step(batch, sorted, counts))) {
                case Loaded.NoSuchDevice(Set<DeviceKey> gone) -> refused.addAll(devices.refused(held,
                        gone.stream().map(DeviceKey::device).collect(Collectors.toSet())));
                case Loaded.Stored _,Loaded.Superseded _ -> {
                    ports.counters().add(Counter.READINGS_STORED,
                            held.file().progress().rowsLoaded() - loadedBefore);
                    ports.counters().add(Counter.READINGS_REFUSED, sorted.rejects().size());
                    return;
                }
            }
        }
        throw new StoreUnavailable("ReadingLoader.load", held.file().key().toString(),
                new IllegalStateException("devices were removed " + MAX_ATTEMPTS + " times"));
    }

    private Step step(RowBatch batch, Sorted sorted, Counts counts) {
        List<ReportedReject> first = sorted.rejects().stream().limit(LoadProgress.MAX_REJECTS)
                .map(row -> new ReportedReject(row.entry(), row.reject().line(), row.reject().code(),
                        row.reject().message()))
                .toList();
        return new Step(batch.size(), counts.changed(), (long) counts.unchanged() + sorted.empty(),
                sorted.rejects().size(), first);
    }

    private void finish(HeldFile held, @Nullable FileFinding finding) {
        LoadProgress progress = held.file().progress();
        if (progress.rowsTotal() != progress.rowsRead()) {
            held.save(held.file().advanced(progress.ofTotal(progress.rowsRead()), held.lease(), held.now()));
        }
        rejects.join(held);
        StoredFile completed = held.file().completed(finding, held.now());
        held.save(completed);
        rejects.clear(completed);
    }
}
