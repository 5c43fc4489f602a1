package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.telemetry.Reading;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Loads rows of files into the readings that [TelemetryStore] gives back, many at once.
///
/// A row is merged with what is there, and late, as [TelemetryStore#append] says. But it is no message: it has no id, its
/// device was not seen, nobody watches, and those who listen are not told of each.
///
/// Thread-safe; any number of processes may load at once.
public interface ReadingLoader {

    /// How many rows can be loaded at once.
    int MAX_ROWS = 20_000;

    /// What became of some rows.
    sealed interface Loaded {

        /// They are stored, and the file with them.
        record Stored(StoredFile file) implements Loaded {}

        /// The file is not what it was. It has not changed; rows of it are there only if somebody else loads the same ones.
        record Superseded() implements Loaded {}

        /// These devices are not registered. The file has not changed; rows of others are there only if one was removed at this
        /// moment, and count as if they were new when they are loaded once more.
        record NoSuchDevice(Set<DeviceKey> devices) implements Loaded {

            public NoSuchDevice {
                devices = Set.copyOf(devices);
            }
        }
    }

    /// What became of rows, in numbers.
    ///
    /// @param changed how many added a value, or replaced one
    /// @param unchanged how many said nothing that was not there, be it by an earlier one of them
    record Counts(int changed, int unchanged) {}

    /// What a file becomes with its rows, and what is to be told of that.
    record Next(StoredFile file, List<RecordedEvent> events) {

        public Next {
            events = List.copyOf(events);
        }
    }

    /// Stores rows of a file, and the file as it is with them, in one go, if the file is stored in this version.
    ///
    /// @param rows at most [#MAX_ROWS], all of the file's tenant; in their order, so that of two for one place the later
    /// one counts. None is fine, too
    /// @param next of `file`, its next version; may be asked more than once
    /// @throws StoreUnavailable
    ///             when the store cannot be reached in time: all of it may have been stored, or rows without the file, which
    /// count as if they were new when the same ones are loaded once more
    Loaded load(StoredFile file, List<Reading> rows, Function<Counts, Next> next);

    /// @throws IllegalArgumentException if these rows cannot be loaded for this file
    static void requireLoadable(StoredFile file, List<Reading> rows) {
        if (rows.size() > MAX_ROWS) {
            throw new IllegalArgumentException("at most " + MAX_ROWS + " rows are loaded at a time");
        }
        for (Reading row : rows) {
            if (!row.device().tenant().equals(file.key().tenant())) {
                throw new IllegalArgumentException("a file has rows of its own tenant");
            }
        }
    }
}
