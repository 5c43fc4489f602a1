package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.json.ValuesJson;
import io.lapwing.sharedmodel.lake.TenantDay;
import io.lapwing.sharedmodel.port.ReadingLoader.Counts;
import io.lapwing.sharedmodel.port.ReadingLoader.Loaded;
import io.lapwing.sharedmodel.port.ReadingLoader.Next;
import io.lapwing.sharedmodel.telemetry.Reading;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Some rows of a file on their way into `reading`: holds the file and the devices, decides, writes.
final class LoadTransaction {

    private final StoredFile file;
    private final List<Reading> rows;
    private final Function<Counts, Next> next;
    private final Surroundings surroundings;
    private final Set<DeviceKey> devices;
    /// The values of each row. Written before anything is held.
    private final List<String> json;

    LoadTransaction(StoredFile file, List<Reading> rows, Function<Counts, Next> next, Surroundings surroundings) {
        this.file = file;
        this.rows = rows;
        this.next = next;
        this.surroundings = surroundings;
        devices = rows.stream().map(Reading::device).collect(Collectors.toSet());
        json = rows.stream().map(row -> ValuesJson.write(row.values())).toList();
    }

    /// What the transactions of a loader share.
    record Surroundings(DeviceKeys deviceKeys, MetricCatalogue catalogue, RepeatedFiles repeated,
            ChangedDays days) {}

    /// @param moves to be remembered once the transaction is committed
    /// @param days likewise
    record Outcome(Loaded loaded, MetricCatalogue.Moves moves, Set<TenantDay> days) {}

    /// The times of the rows, in milliseconds.
    long[] times() {
        return rows.stream().mapToLong(row -> row.key().ts().toEpochMilli()).toArray();
    }

    Outcome run(Connection connection) throws SQLException {
        if (!FileRows.hold(connection, file)) {
            return nothing(new Loaded.Superseded());
        }
        HeldDevices held = HeldDevices.hold(connection, surroundings.deviceKeys(), devices);
        if (held.keys().size() < devices.size()) {
            Set<DeviceKey> missing = new HashSet<>(devices);
            missing.removeAll(held.keys().keySet());
            return nothing(new Loaded.NoSuchDevice(missing));
        }
        PackedRows packed = new PackedRows();
        List<Tally> tallies = pack(held, packed);
        List<RowKey> changed = write(connection, packed.rows());
        MetricCatalogue.Moves moves = surroundings.catalogue().advance(connection, packed.rows());
        DeviceStates.update(connection, held.states().values());
        Loaded stored = new Loaded.Stored(advance(connection, counts(tallies)));
        return new Outcome(stored, moves, surroundings.days().mark(connection, held.keys(), changed));
    }

    private static Outcome nothing(Loaded why) {
        return new Outcome(why, MetricCatalogue.Moves.NONE, Set.of());
    }

    private List<Tally> pack(HeldDevices held, PackedRows packed) {
        List<Tally> tallies = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            Tally tally = new Tally();
            packed.add(held.state(rows.get(i).device()), rows.get(i), json.get(i), tally);
            tallies.add(tally);
        }
        return tallies;
    }

    /// @return the rows that are new, or are not what they were
    private List<RowKey> write(Connection connection, Collection<RowWrite> packed) throws SQLException {
        if (packed.isEmpty()) {
            return List.of();
        }
        if (!surroundings.repeated().contains(file.key()) && ReadingCopy.write(connection, packed)) {
            packed.forEach(RowWrite::countAsNew);
            return packed.stream().map(RowWrite::key).toList();
        }
        ReadingRows.Written written = ReadingRows.write(connection, packed);
        surroundings.repeated().note(file.key(), !written.allNew());
        return written.changes().stream().map(ReadingRows.Change::key).toList();
    }

    private StoredFile advance(Connection connection, Counts counts) throws SQLException {
        Next after = next.apply(counts);
        if (!FileRows.write(connection, after.file())) {
            throw new IllegalArgumentException("not the next version of a file: " + after.file().key());
        }
        OutboxRows.insert(connection, after.events());
        return after.file();
    }

    private static Counts counts(List<Tally> tallies) {
        int changed = (int) tallies.stream().filter(Tally::changedAnything).count();
        return new Counts(changed, tallies.size() - changed);
    }
}
