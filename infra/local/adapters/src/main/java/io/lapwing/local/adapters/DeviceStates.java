package io.lapwing.local.adapters;

import io.lapwing.local.adapters.DeviceState.Row;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.json.WatchJson;
import io.lapwing.sharedmodel.watch.DeviceWatch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// The rows of `device_state`. Whoever appends for a device, or looks at it, holds its row: they take turns, and the
/// device cannot be deleted under them.
final class DeviceStates {

    /// In the order of the keys, so that two batches with devices in common do not wait for each other.
    private static final String HOLD = """
            select device_key, last_ts, last_seq, last_seen_at, online, watch
            from device_state
            where device_key = any (?::bigint[])
            order by device_key
            for no key update
            """;

    private static final String HOLD_ONE = """
            select device_key, last_ts, last_seq, last_seen_at, state.online, watch
            from device_state as state join device using (device_key)
            where tenant = ? and device_id = ?
            for no key update of state
            """;

    private static final String UPDATE = """
            update device_state as state
            set last_ts = changed.last_ts, last_seq = changed.last_seq, last_seen_at = changed.last_seen_at
            from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
                as changed (device_key, last_ts, last_seq, last_seen_at)
            where state.device_key = changed.device_key
            """;

    /// That a device was seen is all that the transaction writes: worth no wait for the disk.
    private static final String SEE = PostgresDatabase.RELAXED + """
            update device_state set last_seen_at = ? from relaxed where device_key = ?
            """;

    private static final String UPDATE_WATCH = """
            update device_state as state
            set last_ts = changed.last_ts, last_seq = changed.last_seq, last_seen_at = changed.last_seen_at,
                online = changed.online, check_at = changed.check_at, watch = changed.watch
            from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::boolean[], ?::bigint[], ?::bytea[])
                as changed (device_key, last_ts, last_seq, last_seen_at, online, check_at, watch)
            where state.device_key = changed.device_key
            """;

    private DeviceStates() {}

    /// Holds the states of these devices until the end of the transaction. Those that are gone are left out.
    static Map<Long, DeviceState> hold(Connection connection, Collection<Long> deviceKeys) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HOLD)) {
            Columns.set(statement, deviceKeys.stream().mapToLong(Long::longValue).toArray());
            Map<Long, DeviceState> states = HashMap.newHashMap(deviceKeys.size());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    DeviceState state = state(row);
                    states.put(state.deviceKey(), state);
                }
            }
            return states;
        }
    }

    /// Holds the state of a device until the end of the transaction, if it is registered.
    static Optional<DeviceState> hold(Connection connection, DeviceKey device) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HOLD_ONE)) {
            Columns.set(statement, device.tenant().value(), device.device().value());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(state(row)) : Optional.empty();
            }
        }
    }

    private static DeviceState state(ResultSet row) throws SQLException {
        byte @Nullable [] watch = row.getBytes("watch");
        return new DeviceState(row.getLong("device_key"), new Row(Columns.longOrNull(row, "last_ts"),
                Columns.longOrNull(row, "last_seq"), Columns.longOrNull(row, "last_seen_at"),
                row.getBoolean("online")), watch);
    }

    /// Writes down when a device was seen last, where nothing else has changed.
    static void see(Connection connection, DeviceState state) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SEE)) {
            Columns.set(statement, state.lastSeenAt(), state.deviceKey());
            statement.executeUpdate();
        }
    }

    /// Writes down the states that changed; what is remembered of a device only where that did.
    static void update(Connection connection, Collection<DeviceState> states) throws SQLException {
        update(connection, UPDATE, states.stream().filter(state -> state.changed() && state.next() == null).toList());
        update(connection, UPDATE_WATCH,
                states.stream().filter(state -> state.changed() && state.next() != null).toList());
    }

    private static void update(Connection connection, String sql, List<DeviceState> changed) throws SQLException {
        if (changed.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Columns.set(statement, changed.stream().mapToLong(DeviceState::deviceKey).toArray(),
                    changed.stream().map(DeviceState::lastTs).toArray(Long[]::new),
                    changed.stream().map(DeviceState::lastSeq).toArray(Long[]::new),
                    changed.stream().map(DeviceState::lastSeenAt).toArray(Long[]::new));
            if (sql.equals(UPDATE_WATCH)) {
                setWatches(statement, changed.stream().map(state -> Objects.requireNonNull(state.next())).toList());
            }
            statement.executeUpdate();
        }
    }

    private static void setWatches(PreparedStatement statement, List<DeviceWatch> watches) throws SQLException {
        boolean[] online = new boolean[watches.size()];
        @Nullable
        Long[] checkAt = new @Nullable Long[watches.size()];
        byte[][] documents = new byte[watches.size()][];
        for (int i = 0; i < online.length; i++) {
            DeviceWatch watch = watches.get(i);
            Instant check = watch.checkAt();
            online[i] = watch.presence().online();
            checkAt[i] = check == null ? null : check.toEpochMilli();
            documents[i] = WatchJson.write(watch);
        }
        statement.setObject(5, online);
        statement.setObject(6, checkAt);
        statement.setObject(7, documents);
    }
}
