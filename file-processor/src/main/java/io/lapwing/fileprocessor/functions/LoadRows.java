package io.lapwing.fileprocessor.functions;

import io.lapwing.fileprocessor.domain.CleaningRules;
import io.lapwing.fileprocessor.domain.RowBatch;
import io.lapwing.fileprocessor.domain.RowBatch.Sorted;
import io.lapwing.fileprocessor.domain.RowOutcome;
import io.lapwing.fileprocessor.functions.ReadableRows.Source;
import io.lapwing.fileprocessor.reading.CleanedRows;
import io.lapwing.fileprocessor.reading.FileReading;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.port.Counters.Counter;
import io.lapwing.sharedmodel.port.ReadingLoader.Loaded;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// The second pass through tables of readings: loads their rows step by step, each step in one transaction with how far
/// the file has come. Whatever happens, the next call goes on behind the last step that was stored.
///
/// A row that says nothing of any metric is counted with those that said nothing new.
///
/// @param rowsPerStep how many rows a step has at most
record LoadRows(FilePorts ports, Uploads uploads, FileReading reading, Devices devices, RejectParts rejects,
        int rowsPerStep) {

    /// How often devices may vanish between the look for them and the step that needs them.
    private static final int MAX_ATTEMPTS = 10;

    Course load(HeldFile held) {
        StoredFile file = held.file();
        try (ReadableRows<RowOutcome> rows = new ReadableRows<>(file, uploads.open(held), bytes -> open(file, bytes))) {
            for (RowBatch batch = batch(rows); batch.size() > 0; batch = batch(rows)) {
                step(held, batch);
                if (held.isOutOfTime()) {
                    return new Course.OutOfTime();
                }
            }
            return new Course.AtEnd(rows.finding());
        }
    }

    /// The rows that are not gone through yet.
    private Source<RowOutcome> open(StoredFile file, InputStream bytes) throws IOException {
        CleaningRules rules = new CleaningRules(file.spec().profile(),
                Objects.requireNonNull(file.times().receivedAt()));
        CleanedRows rows = reading.rows(bytes, rules);
        rows.skip(file.progress().rowsRead());
        return rows::next;
    }

    private RowBatch batch(ReadableRows<RowOutcome> rows) {
        RowBatch batch = new RowBatch(rowsPerStep);
        while (!batch.isFull()) {
            RowOutcome row = rows.next();
            if (row == null) {
                break;
            }
            batch.add(row);
        }
        return batch;
    }

    private void step(HeldFile held, RowBatch batch) {
        long before = held.file().progress().rowsLoaded();
        Set<DeviceId> refused = new HashSet<>(devices.refused(held, batch.devices()));
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            Sorted sorted = batch.sorted(held.file().key().tenant(), refused);
            rejects.put(held.file(), sorted.rejects());
            Loaded loaded = held.load(ports.loader(), sorted.readings(), counts -> RejectParts.step(batch.size(),
                    counts.changed(), (long) counts.unchanged() + sorted.empty(), sorted.rejects()));
            if (!(loaded instanceof Loaded.NoSuchDevice(Set<DeviceKey> gone))) {
                ports.counters().add(Counter.READINGS_STORED, held.file().progress().rowsLoaded() - before);
                ports.counters().add(Counter.READINGS_REFUSED, sorted.rejects().size());
                return;
            }
            refused.addAll(devices.refused(held, gone.stream().map(DeviceKey::device).collect(Collectors.toSet())));
        }
        throw new StoreUnavailable("ReadingLoader.load", held.file().key().toString(),
                new IllegalStateException("devices were removed " + MAX_ATTEMPTS + " times"));
    }
}
