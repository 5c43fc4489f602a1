package io.lapwing.local.adapters;

import io.lapwing.local.adapters.Pages.Position;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.json.ValuesJson;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.telemetry.LatestValue;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.telemetry.ReadingsQuery;
import io.lapwing.sharedmodel.telemetry.StoredReading;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds readings of one device. Each query names the stretch of time that it is about, so that only the partitions of
/// that stretch are touched, and there the primary key leads to the rows in their order.
final class ReadingQueries {

    /// In JDBC's words: `??|` is the operator `?|`, "has one of these keys".
    static final String READINGS = """
            select ts, seq, late, metrics::text as metrics
            from reading
            where device_key = (select device_key from device where tenant = ? and device_id = ?)
              and ts >= ? and ts < ? and (ts, seq) > (?, ?)
              and (cardinality(?::text[]) = 0 or metrics ??| ?::text[])
            order by ts, seq
            limit ?
            """;

    private static final Position BEGINNING = new Position(Long.MIN_VALUE, Long.MIN_VALUE);

    private final PostgresDatabase database;

    ReadingQueries(PostgresDatabase database) {
        this.database = database;
    }

    Page<StoredReading> readings(ReadingsQuery query, PageRequest page) {
        Position after = Position.parse(page.after(), BEGINNING);
        List<StoredReading> readings = database.read("TelemetryStore.readings", query.device().toString(),
                connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(READINGS)) {
                        set(statement, query, after, page.limit() + 1);
                        return readings(statement, query.metrics());
                    }
                });
        return Pages.cut(readings, page,
                reading -> new Position(reading.key().ts().toEpochMilli(), reading.key().seq()).toString());
    }

    Optional<Instant> firstReadingAt(ReadingsQuery query) {
        return database.read("TelemetryStore.firstReadingAt", query.device().toString(), connection -> {
            try (PreparedStatement statement = connection.prepareStatement(READINGS)) {
                set(statement, query, BEGINNING, 1);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? Optional.of(Columns.instant(row, "ts")) : Optional.empty();
                }
            }
        });
    }

    Map<MetricName, LatestValue> latest(DeviceKey device, Set<MetricName> metrics) {
        return database.read("TelemetryStore.latest", device.toString(),
                connection -> LatestQuery.run(connection, device, metrics));
    }

    static String[] texts(Collection<MetricName> metrics) {
        return metrics.stream().map(MetricName::value).toArray(String[]::new);
    }

    private static void set(PreparedStatement statement, ReadingsQuery query, Position after, int limit)
            throws SQLException {
        String[] metrics = texts(query.metrics());
        Columns.set(statement, query.device().tenant().value(), query.device().device().value(), query.from(),
                query.to(), after.time(), after.number(), metrics, metrics, limit);
    }

    private static List<StoredReading> readings(PreparedStatement statement, Set<MetricName> wanted)
            throws SQLException {
        List<StoredReading> readings = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                Map<MetricName, MetricValue> values = new LinkedHashMap<>(ValuesJson.read(row.getString("metrics")));
                if (!wanted.isEmpty()) {
                    values.keySet().retainAll(wanted);
                }
                readings.add(new StoredReading(key(row), row.getBoolean("late"), values));
            }
        }
        return readings;
    }

    static ReadingKey key(ResultSet row) throws SQLException {
        return new ReadingKey(Columns.instant(row, "ts"), row.getLong("seq"));
    }
}
