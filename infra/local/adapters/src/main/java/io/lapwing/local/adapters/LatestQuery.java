package io.lapwing.local.adapters;

import io.lapwing.local.adapters.Pages.Position;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.json.ValuesJson;
import io.lapwing.sharedmodel.telemetry.LatestValue;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.ReadingKey;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Finds the newest value of each metric of one device: in the hour that the catalogue names for it, from that hour's
/// newest reading on.
final class LatestQuery {

    private static final String HOURS = """
            select device_key, metric, last_hour
            from device join device_metric using (device_key)
            where tenant = ? and device_id = ?
              and (cardinality(?::text[]) = 0 or metric = any (?::text[]))
            """;

    /// In JDBC's words: `??|` is the operator `?|`, "has one of these keys".
    static final String NEWEST = """
            select ts, seq, metrics::text as metrics
            from reading
            where device_key = ? and ts >= ? and ts < ? and (ts, seq) < (?, ?) and metrics ??| ?::text[]
            order by ts desc, seq desc
            limit ?
            """;

    private static final Position END = new Position(Long.MAX_VALUE, Long.MAX_VALUE);
    private static final int PAGE = 50;

    private final Connection connection;
    private final Map<MetricName, LatestValue> found = new HashMap<>();
    private long deviceKey;

    private LatestQuery(Connection connection) {
        this.connection = connection;
    }

    /// @param metrics those that are wanted; all where it is empty
    static Map<MetricName, LatestValue> run(Connection connection, DeviceKey device, Set<MetricName> metrics)
            throws SQLException {
        LatestQuery query = new LatestQuery(connection);
        for (Map.Entry<Long, Set<MetricName>> hour : query.hours(device, metrics).entrySet()) {
            query.search(hour.getKey(), hour.getValue());
        }
        return query.found;
    }

    private Map<Long, Set<MetricName>> hours(DeviceKey device, Set<MetricName> metrics) throws SQLException {
        Map<Long, Set<MetricName>> hours = new TreeMap<>(Comparator.reverseOrder());
        try (PreparedStatement statement = connection.prepareStatement(HOURS)) {
            String[] wanted = ReadingQueries.texts(metrics);
            Columns.set(statement, device.tenant().value(), device.device().value(), wanted, wanted);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    deviceKey = row.getLong("device_key");
                    hours.computeIfAbsent(row.getLong("last_hour"), _ -> new HashSet<>())
                            .add(new MetricName(row.getString("metric")));
                }
            }
        }
        return hours;
    }

    /// Most devices send all their metrics together: the first reading mostly has them all. Each page after it holds
    /// only readings with a metric that is still missing.
    private void search(long hour, Set<MetricName> missing) throws SQLException {
        Position before = END;
        int limit = 1;
        while (!missing.isEmpty()) {
            int rows = 0;
            try (PreparedStatement statement = connection.prepareStatement(NEWEST)) {
                Columns.set(statement, deviceKey, MetricCatalogue.startOf(hour), MetricCatalogue.startOf(hour + 1),
                        before.time(), before.number(), ReadingQueries.texts(missing), limit);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        rows++;
                        before = new Position(row.getLong("ts"), row.getLong("seq"));
                        take(row, missing);
                    }
                }
            }
            if (rows < limit) {
                return;
            }
            limit = PAGE;
        }
    }

    private void take(ResultSet row, Set<MetricName> missing) throws SQLException {
        ReadingKey key = ReadingQueries.key(row);
        for (Map.Entry<MetricName, MetricValue> value : ValuesJson.read(row.getString("metrics")).entrySet()) {
            if (missing.remove(value.getKey())) {
                found.put(value.getKey(), new LatestValue(key, value.getValue()));
            }
        }
    }
}
