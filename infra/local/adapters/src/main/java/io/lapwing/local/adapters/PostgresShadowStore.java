package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.document.JsonText;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.json.ShadowJson;
import io.lapwing.sharedmodel.port.ShadowStore;
import io.lapwing.sharedmodel.shadow.Shadow;
import io.lapwing.sharedmodel.shadow.ShadowName;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Shadows in the table `shadow`, one row each. Those of a deleted device are removed by [PostgresHousekeeping]; nobody
/// sees them any more.
public final class PostgresShadowStore implements ShadowStore {

    private static final String FIND = """
            select desired, reported, applied, shadow.version, shadow.updated_at
            from device join shadow using (device_key)
            where tenant = ? and device_id = ? and shadow.name = ?
            """;

    /// The device's deletion waits for whoever writes a shadow of it, or is seen by him: its row is held.
    private static final String HOLD_DEVICE = """
            select device_key from device where tenant = ? and device_id = ? for key share
            """;

    private static final String REPLACE = """
            update shadow
            set desired = ?, reported = ?, applied = ?, version = ?, updated_at = ?
            where device_key = ? and name = ? and version = ?
            """;

    private static final String INSERT = """
            insert into shadow (desired, reported, applied, version, updated_at, device_key, name)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (device_key, name) do nothing
            """;

    private static final String COUNT_OTHERS = """
            select count(*) from shadow where device_key = ? and name <> ?
            """;

    private final PostgresDatabase database;

    public PostgresShadowStore(PostgresDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<Shadow> find(DeviceKey device, ShadowName name) {
        return database.read("ShadowStore.find", device + "/" + name, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(FIND)) {
                Columns.set(statement, device.tenant().value(), device.device().value(), name.value());
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? Optional.of(shadow(device, name, row)) : Optional.empty();
                }
            }
        });
    }

    private static Shadow shadow(DeviceKey device, ShadowName name, ResultSet row) throws SQLException {
        return new Shadow(device, name, ShadowJson.readSection(new JsonText(row.getString("desired"))),
                ShadowJson.readSection(new JsonText(row.getString("reported"))), row.getLong("version"),
                Columns.instant(row, "updated_at"), ShadowJson.readApplied(new JsonText(row.getString("applied"))));
    }

    @Override
    public Written save(Shadow shadow, List<RecordedEvent> events) {
        return database.writeEvents("ShadowStore.save", shadow.device() + "/" + shadow.name(), connection -> {
            Optional<Long> deviceKey = number(connection, HOLD_DEVICE, shadow.device().tenant().value(),
                    shadow.device().device().value());
            if (deviceKey.isEmpty()) {
                return Written.NO_SUCH_DEVICE;
            }
            Written written = shadow.version() == 1
                    ? insert(connection, deviceKey.get(), shadow)
                    : replace(connection, deviceKey.get(), shadow);
            if (written == Written.DONE) {
                OutboxRows.insert(connection, events);
            }
            return written;
        });
    }

    private static Written insert(Connection connection, long deviceKey, Shadow shadow) throws SQLException {
        long others = number(connection, COUNT_OTHERS, deviceKey, shadow.name().value()).orElse(0L);
        if (others >= MAX_SHADOWS) {
            return Written.TOO_MANY;
        }
        return done(write(connection, INSERT, shadow, deviceKey, shadow.name().value()));
    }

    private static Written replace(Connection connection, long deviceKey, Shadow shadow) throws SQLException {
        return done(write(connection, REPLACE, shadow, deviceKey, shadow.name().value(), shadow.version() - 1));
    }

    private static Written done(int rows) {
        return rows == 1 ? Written.DONE : Written.CONFLICT;
    }

    private static int write(Connection connection, String sql, Shadow shadow, Object... place) throws SQLException {
        Object[] parameters = new Object[5 + place.length];
        parameters[0] = ShadowJson.write(shadow.desired()).json();
        parameters[1] = ShadowJson.write(shadow.reported()).json();
        parameters[2] = ShadowJson.write(shadow.applied()).json();
        parameters[3] = shadow.version();
        parameters[4] = shadow.updatedAt();
        System.arraycopy(place, 0, parameters, 5, place.length);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Columns.set(statement, parameters);
            return statement.executeUpdate();
        }
    }

    private static Optional<Long> number(Connection connection, String sql, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Columns.set(statement, parameters);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        }
    }
}
