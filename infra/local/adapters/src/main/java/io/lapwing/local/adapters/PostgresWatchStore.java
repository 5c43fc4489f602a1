package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.json.WatchJson;
import io.lapwing.sharedmodel.port.WatchStore;
import io.lapwing.sharedmodel.watch.DeviceWatch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is remembered of devices, in their rows of `device_state`, which [PostgresTelemetryStore] holds when it appends.
public final class PostgresWatchStore implements WatchStore {

    private static final String FIND = """
            select tenant, device_id, watch
            from device join device_state using (device_key)
            join unnest(?::text[], ?::text[]) as wanted (tenant, device_id) using (tenant, device_id)
            where watch is not null
            """;

    private static final String DUE = """
            select tenant, device_id
            from device_state join device using (device_key)
            where check_at <= ?
            order by check_at
            limit ?
            """;

    private final PostgresDatabase database;

    public PostgresWatchStore(PostgresDatabase database) {
        this.database = database;
    }

    @Override
    public Map<DeviceKey, DeviceWatch> find(Set<DeviceKey> devices) {
        Map<DeviceKey, DeviceWatch> found = new HashMap<>();
        devices.forEach(device -> found.put(device, DeviceWatch.NOTHING));
        if (devices.isEmpty()) {
            return found;
        }
        return database.read("WatchStore.find", devices.size() + " devices", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(FIND)) {
                Columns.set(statement, devices.stream().map(key -> key.tenant().value()).toArray(String[]::new),
                        devices.stream().map(key -> key.device().value()).toArray(String[]::new));
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        found.put(device(row), WatchJson.read(row.getBytes("watch")));
                    }
                }
                return found;
            }
        });
    }

    private static DeviceKey device(ResultSet row) throws SQLException {
        return DeviceKey.of(row.getString("tenant"), row.getString("device_id"));
    }

    /// What became of a look: whether the device is there, and whether events tell of it.
    private enum Looked {
        NO_SUCH_DEVICE, QUIET, TOLD
    }

    @Override
    public boolean look(DeviceKey device, Instant now, boolean seen, Look look) {
        Looked looked = database.write("WatchStore.look", device.toString(),
                connection -> look(connection, device, now, seen, look));
        if (looked == Looked.TOLD) {
            database.outboxSigns().give();
        }
        return looked != Looked.NO_SUCH_DEVICE;
    }

    private static Looked look(Connection connection, DeviceKey device, Instant now, boolean seen, Look look)
            throws SQLException {
        DeviceState state = DeviceStates.hold(connection, device).orElse(null);
        if (state == null) {
            return Looked.NO_SUCH_DEVICE;
        }
        WatchWrites writes = new WatchWrites(connection);
        writes.observe(state, state.sighting(device, now), look);
        if (seen) {
            state.seenAt(now.toEpochMilli());
        }
        if (state.changed() && state.next() == null) {
            DeviceStates.see(connection, state);
            return Looked.QUIET;
        }
        DeviceStates.update(connection, List.of(state));
        return writes.write() ? Looked.TOLD : Looked.QUIET;
    }

    @Override
    public List<DeviceKey> due(Instant now, int max) {
        return database.read("WatchStore.due", now.toString(), connection -> {
            try (PreparedStatement statement = connection.prepareStatement(DUE)) {
                Columns.set(statement, now, max);
                List<DeviceKey> due = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        due.add(device(row));
                    }
                }
                return due;
            }
        });
    }
}
