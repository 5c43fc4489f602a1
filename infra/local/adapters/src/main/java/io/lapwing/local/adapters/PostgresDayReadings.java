package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.json.ValuesJson;
import io.lapwing.sharedmodel.lake.ChangedDay;
import io.lapwing.sharedmodel.lake.DayReading;
import io.lapwing.sharedmodel.lake.TenantDay;
import io.lapwing.sharedmodel.port.DayReadings;
import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.telemetry.StoredReading;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Readings of the table `reading`, day by day.
public final class PostgresDayReadings implements DayReadings {

    private static final String CHANGED = """
            select tenant, day, version from changed_day
            where (tenant, day) > (?, ?) and day < ? order by tenant, day limit ?
            """;
    private static final String FORGET = "delete from changed_day where tenant = ? and day = ? and version = ?";

    /// Goes from device to device, and in each from where the page begins.
    private static final String READINGS = """
            select devices.device_id, found.ts, found.seq, found.late, found.metrics::text as metrics
            from (select device_key, device_id from device where tenant = ? and device_id >= ?
                order by device_id) as devices
            cross join lateral (
                select ts, seq, late, metrics from reading
                where reading.device_key = devices.device_key and ts >= ? and ts < ?
                    and ts >= case when devices.device_id = ? then ?::bigint else ?::bigint end
                    and (devices.device_id <> ? or (ts, seq) > (?, ?))
                order by ts, seq limit ?) as found
            order by devices.device_id, found.ts, found.seq limit ?
            """;

    private final PostgresDatabase database;

    public PostgresDayReadings(PostgresDatabase database) {
        this.database = database;
    }

    @Override
    public List<ChangedDay> changed(LocalDate before, @Nullable TenantDay after, int max) {
        return database.read("DayReadings.changed", "days before " + before,
                connection -> Statements.query(connection, CHANGED, PostgresDayReadings::readMark,
                        after == null ? "" : after.tenant().value(), after == null ? 0 : number(after.date()),
                        number(before), max));
    }

    private static ChangedDay readMark(ResultSet row) throws SQLException {
        return new ChangedDay(new TenantDay(new TenantId(row.getString("tenant")),
                LocalDate.ofEpochDay(row.getInt("day"))), row.getLong("version"));
    }

    @Override
    public boolean forget(ChangedDay mark) {
        return database.writeAtOnce("DayReadings.forget", mark.day().toString(),
                connection -> Statements.execute(connection, FORGET, mark.day().tenant().value(),
                        number(mark.day().date()), mark.version())) == 1;
    }

    @Override
    public List<DayReading> readings(TenantDay day, @Nullable DayReading after, int max) {
        if (max > MAX_PAGE) {
            throw new IllegalArgumentException("at most " + MAX_PAGE + " readings are asked for at a time");
        }
        String device = after == null ? "" : after.device().value();
        ReadingKey key = after == null ? new ReadingKey(day.begin(), Long.MIN_VALUE) : after.reading().key();
        return database.read("DayReadings.readings", day.toString(),
                connection -> Statements.query(connection, READINGS, PostgresDayReadings::readReading,
                        day.tenant().value(), device, day.begin(), day.end(), device, key.ts(), day.begin(), device,
                        key.ts(), key.seq(), max, max));
    }

    private static DayReading readReading(ResultSet row) throws SQLException {
        ReadingKey key = new ReadingKey(Columns.instant(row, "ts"), row.getLong("seq"));
        return new DayReading(new DeviceId(row.getString("device_id")),
                new StoredReading(key, row.getBoolean("late"), ValuesJson.read(row.getString("metrics"))));
    }

    /// How the tables count days.
    static int number(LocalDate date) {
        return Math.toIntExact(date.toEpochDay());
    }
}
