package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.telemetry.MetricName;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/// Knows in which hour the newest reading of each metric lies, so that the latest values of a device are found without
/// a search, and kept without a write for each value: a metric that comes every second is written down once an hour.
final class MetricCatalogue {

    private static final long HOUR_MILLIS = 3_600_000;

    /// How many metrics are remembered, over all devices.
    private static final long MAX_METRICS = 1_000_000;

    private static final String ADVANCE = """
            insert into device_metric as known (device_key, metric, last_hour)
            select * from unnest(?::bigint[], ?::text[], ?::bigint[])
            on conflict (device_key, metric) do update
            set last_hour = excluded.last_hour
            where known.last_hour < excluded.last_hour
            """;

    /// The hours that are known to be written, by device. Another process may have written later ones.
    private final Cache<Long, Map<MetricName, Long>> written = Caffeine.newBuilder().maximumWeight(MAX_METRICS)
            .weigher((Long _, Map<MetricName, Long> hours) -> 1 + hours.size()).build();

    /// When an hour begins, in milliseconds.
    static long startOf(long hour) {
        return hour * HOUR_MILLIS;
    }

    /// What a transaction moves on.
    ///
    /// @param hours by device and metric
    record Moves(Map<Long, Map<MetricName, Long>> hours) {

        static final Moves NONE = new Moves(Map.of());
    }

    /// Writes the hours that move on with these rows. They are only to be remembered after the commit.
    Moves advance(Connection connection, Collection<RowWrite> rows) throws SQLException {
        Moves moves = new Moves(new HashMap<>());
        for (RowWrite row : rows) {
            long hour = Math.floorDiv(row.key().ts(), HOUR_MILLIS);
            Map<MetricName, Long> known = knownOf(row.key().deviceKey());
            row.forEachMetric(metric -> {
                Long last = known.get(metric);
                if (last == null || last < hour) {
                    moves.hours().computeIfAbsent(row.key().deviceKey(), _ -> new HashMap<>()).merge(metric, hour,
                            Math::max);
                }
            });
        }
        write(connection, moves);
        return moves;
    }

    /// Remembers what is written for good.
    void remember(Moves moves) {
        moves.hours().forEach((deviceKey, hours) -> written.asMap().compute(deviceKey, (_, known) -> {
            Map<MetricName, Long> merged = known == null ? new ConcurrentHashMap<>() : known;
            hours.forEach((metric, hour) -> merged.merge(metric, hour, Math::max));
            return merged;
        }));
    }

    private Map<MetricName, Long> knownOf(long deviceKey) {
        Map<MetricName, Long> known = written.getIfPresent(deviceKey);
        return known == null ? Map.of() : known;
    }

    private static void write(Connection connection, Moves moves) throws SQLException {
        if (moves.hours().isEmpty()) {
            return;
        }
        List<Long> deviceKeys = new ArrayList<>();
        List<String> metrics = new ArrayList<>();
        List<Long> hours = new ArrayList<>();
        moves.hours().forEach((deviceKey, byMetric) -> byMetric.forEach((metric, hour) -> {
            deviceKeys.add(deviceKey);
            metrics.add(metric.value());
            hours.add(hour);
        }));
        try (PreparedStatement statement = connection.prepareStatement(ADVANCE)) {
            Columns.set(statement, deviceKeys.stream().mapToLong(Long::longValue).toArray(),
                    metrics.toArray(String[]::new), hours.stream().mapToLong(Long::longValue).toArray());
            statement.executeUpdate();
        }
    }
}
