package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.inmemory.DeviceState.WriteCounts;
import io.lapwing.sharedmodel.port.ReadingLoader;
import io.lapwing.sharedmodel.telemetry.Reading;
import io.lapwing.sharedmodel.telemetry.StoredReading;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Loads rows into the readings that are kept in memory.
final class InMemoryReadingLoader implements ReadingLoader {

    private final Memory memory;

    InMemoryReadingLoader(Memory memory) {
        this.memory = memory;
    }

    @Override
    public Loaded load(StoredFile file, List<Reading> rows, Function<Counts, Next> next) {
        ReadingLoader.requireLoadable(file, rows);
        synchronized (memory) {
            StoredFile stored = memory.files.get(file.key());
            if (stored == null || stored.version() != file.version()) {
                return new Loaded.Superseded();
            }
            Set<DeviceKey> missing = rows.stream().map(Reading::device)
                    .filter(device -> !memory.devices.containsKey(device)).collect(Collectors.toSet());
            if (!missing.isEmpty()) {
                return new Loaded.NoSuchDevice(missing);
            }
            int changed = (int) rows.stream().filter(this::changesAnything).count();
            Next after = next.apply(new Counts(changed, rows.size() - changed));
            memory.put(after.file());
            memory.addToOutbox(after.events());
            return new Loaded.Stored(after.file());
        }
    }

    private boolean changesAnything(Reading row) {
        Optional<StoredReading> changed = Objects.requireNonNull(memory.devices.get(row.device())).merge(row,
                new WriteCounts());
        changed.ifPresent(reading -> memory.markChanged(row.device(), reading));
        return changed.isPresent();
    }
}
