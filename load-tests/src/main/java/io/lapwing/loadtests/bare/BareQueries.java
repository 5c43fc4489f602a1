package io.lapwing.loadtests.bare;

import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.json.MalformedJson;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/// What is read: one statement for each request. An answer is null where there is no such thing.
final class BareQueries {

    private static final String DEVICES = """
            select device_id, name, type, site, label_names, label_values, aliases, gateway, gateway_id,
                   online, last_seen_at, created_at, updated_at
            from device join device_state using (device_key)
            """;

    private static final String LIST = DEVICES + "where tenant = ? and device_id > ? order by device_id limit ?";

    private static final String ONE = DEVICES + "where tenant = ? and device_id = ?";

    private static final String ALERTS = """
            select alert.*
            from alert join device using (device_key)
            where device.tenant = ? and device.device_id = ? and cleared_at is null
            order by number desc limit 51
            """;

    private static final String SHADOW = """
            select desired, reported, shadow.version, shadow.updated_at
            from device join shadow using (device_key)
            where tenant = ? and device_id = ? and shadow.name = ?
            """;

    private static final String COMMANDS = """
            select * from command where tenant = ? and device_id = ? order by created_at desc, id desc limit ?
            """;

    private static final String LATEST = """
            select metric, ts, seq, metrics ->> metric as value
            from device join device_metric using (device_key) cross join lateral (
                select ts, seq, metrics from reading
                where reading.device_key = device_metric.device_key and ts >= last_hour * 3600000
                  and ts < (last_hour + 1) * 3600000 and metrics ?? metric
                order by ts desc, seq desc limit 1) as newest
            where tenant = ? and device_id = ?
            order by metric
            """;

    private static final String DAY = """
            select ts / ? as bucket, avg(value) as avg, min(value) as min, max(value) as max
            from (select ts, (metrics ->> ?)::float8 as value from reading
                  where device_key = (select device_key from device where tenant = ? and device_id = ?)
                    and ts >= ? and ts < ?) as numbers
            where value is not null group by 1 order by 1
            """;

    private final DataSource database;

    BareQueries(DataSource database) {
        this.database = database;
    }

    /// Writes the rows that it is given.
    private interface Rows<T extends @Nullable Object> {
        T of(ResultSet rows) throws SQLException;
    }

    private <T extends @Nullable Object> T query(String sql, Rows<T> rows, Object... parameters) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                return rows.of(result);
            }
        }
    }

    byte[] devices(String tenant, String after, int limit) throws SQLException {
        return query(LIST, rows -> {
            JsonLine json = new JsonLine().raw("{\"items\":[");
            String last = null;
            int count = 0;
            while (rows.next() && count++ < limit) {
                last = rows.getString("device_id");
                BareRows.device(json.next(), rows);
            }
            return json.raw("]").text("nextCursor", count > limit ? last : null).raw("}").bytes();
        }, tenant, after, limit + 1);
    }

    byte @Nullable [] device(String tenant, String device) throws SQLException {
        return this.<byte @Nullable []>query(ONE,
                rows -> rows.next() ? BareRows.device(new JsonLine(), rows).bytes() : null, tenant, device);
    }

    byte[] openAlerts(String tenant, String device) throws SQLException {
        return query(ALERTS, rows -> {
            JsonLine json = new JsonLine().raw("{\"items\":[");
            while (rows.next()) {
                BareRows.alert(json.next(), device, rows);
            }
            return json.raw("]").text("nextCursor", null).raw("}").bytes();
        }, tenant, device);
    }

    byte @Nullable [] shadow(String tenant, String device, String name) throws SQLException {
        return this.<byte @Nullable []>query(SHADOW, rows -> {
            if (!rows.next()) {
                return null;
            }
            String desired = rows.getString("desired");
            String reported = rows.getString("reported");
            return new JsonLine().raw("{\"state\":{").raw("desired", desired).raw("reported", reported)
                    .raw("delta", delta(desired, reported)).raw("}").raw("version", rows.getString("version"))
                    .time("updatedAt", rows.getLong("updated_at")).raw("}").bytes();
        }, tenant, device, name);
    }

    /// What is desired and not reported, of one level.
    private static String delta(String desired, String reported) {
        Map<String, @Nullable Object> delta = new LinkedHashMap<>();
        Map<?, ?> there = object(reported);
        object(desired).forEach((key, value) -> {
            if (value != null && !value.equals(there.get(key))) {
                delta.put(String.valueOf(key), value);
            }
        });
        return delta.isEmpty() ? "{}" : new String(Json.write(delta), StandardCharsets.UTF_8);
    }

    private static Map<?, ?> object(String json) {
        try {
            return Json.read(json.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> map ? map : Map.of();
        } catch (MalformedJson e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] commands(String tenant, String device, int limit) throws SQLException {
        return query(COMMANDS, rows -> {
            JsonLine json = new JsonLine().raw("{\"items\":[");
            String last = null;
            int count = 0;
            while (rows.next() && count++ < limit) {
                last = rows.getString("id");
                BareRows.command(json.next(), rows);
            }
            return json.raw("]").text("nextCursor", count > limit ? last : null).raw("}").bytes();
        }, tenant, device, limit + 1);
    }

    byte[] latest(String tenant, String device) throws SQLException {
        return query(LATEST, rows -> {
            JsonLine json = new JsonLine().raw("{\"values\":{");
            while (rows.next()) {
                json.raw(rows.getString("metric"), "{").time("ts", rows.getLong("ts"))
                        .raw("seq", rows.getString("seq")).raw("value", rows.getString("value")).raw("}");
            }
            return json.raw("}}").bytes();
        }, tenant, device);
    }

    /// Buckets of numbers with average, least and greatest.
    ///
    /// @param bucket how long one is, in milliseconds
    byte[] day(String tenant, String device, String metric, long bucket, long from, long to) throws SQLException {
        return query(DAY, rows -> {
            JsonLine json = new JsonLine().raw("{\"items\":[");
            while (rows.next()) {
                json.next().raw("{").time("from", rows.getLong("bucket") * bucket).raw("values", "{")
                        .raw(metric, "{").number("avg", rows.getDouble("avg")).number("min", rows.getDouble("min"))
                        .number("max", rows.getDouble("max")).raw("}}}");
            }
            return json.raw("]").text("nextCursor", null).raw("}").bytes();
        }, bucket, metric, tenant, device, from, to);
    }
}
