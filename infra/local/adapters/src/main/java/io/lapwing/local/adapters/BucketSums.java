package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.telemetry.Bucket;
import io.lapwing.sharedmodel.telemetry.Bucket.Summary;
import io.lapwing.sharedmodel.telemetry.BucketQuery;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.DecimalValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.IntegerValue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Sums readings up where they lie. Numbers are exact decimals to the end.
final class BucketSums {

    private static final String TARGET = """
            with target as materialized (
                select device_key from device where tenant = ? and device_id = ?
            )
            """;

    /// `offset 0` keeps the planner from putting a value's expression wherever the value is used: each is taken out of
    /// its document once.
    private static final String SUMS = """
            select bucket, metric, count(*) as count, sum(value) as sum, min(value) as min, max(value) as max,
                   min(ts) as first_ts, max(ts) as last_ts
            from (
                select width_bucket(ts, ?::bigint[]) as bucket, ts, metric, json::numeric as value
                from (
                    select ts, wanted.metric, metrics -> wanted.metric as json
                    from reading cross join %s
                    where device_key = (select device_key from target) and ts >= ? and ts < ?
                    offset 0
                ) as documents
                where jsonb_typeof(json) = 'number'
                offset 0
            ) as numbers
            group by bucket, metric
            """;

    /// First and last are looked up by their times, which is less work than to carry values along.
    private static final String WITH_EDGES = """
            , sums as materialized (
            %s
            )
            select bucket, metric, count, sum, min, max, first.value as first, last.value as last
            from sums cross join lateral (
                select (metrics -> sums.metric)::numeric as value
                from reading
                where device_key = (select device_key from target) and ts = sums.first_ts
                  and jsonb_typeof(metrics -> sums.metric) = 'number'
                order by seq
                limit 1
            ) as first cross join lateral (
                select (metrics -> sums.metric)::numeric as value
                from reading
                where device_key = (select device_key from target) and ts = sums.last_ts
                  and jsonb_typeof(metrics -> sums.metric) = 'number'
                order by seq desc
                limit 1
            ) as last
            """;

    /// The planner makes a constant of this, and spares what it takes to go through many.
    private static final String SUMS_OF_ONE = SUMS.formatted("(select (?::text[])[1] as metric) as wanted");
    private static final String SUMS_OF_MANY = SUMS.formatted("unnest(?::text[]) as wanted (metric)");
    private static final String ONE = TARGET + SUMS_OF_ONE;
    private static final String MANY = TARGET + SUMS_OF_MANY;
    private static final String ONE_WITH_EDGES = TARGET + WITH_EDGES.formatted(SUMS_OF_ONE);
    private static final String MANY_WITH_EDGES = TARGET + WITH_EDGES.formatted(SUMS_OF_MANY);

    private BucketSums() {}

    static List<Bucket> query(PostgresDatabase database, BucketQuery query) {
        Map<Integer, Map<MetricName, Summary>> summaries = database.read("TelemetryStore.buckets",
                query.device().toString(), connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(statementOf(query))) {
                        Columns.set(statement, query.device().tenant().value(), query.device().device().value(),
                                query.bounds().stream().mapToLong(Instant::toEpochMilli).toArray(),
                                ReadingQueries.texts(query.metrics()), query.bounds().getFirst(),
                                query.bounds().getLast());
                        return summaries(statement, query.edges());
                    }
                });
        List<Bucket> buckets = new ArrayList<>(summaries.size());
        summaries.forEach((number, byMetric) -> buckets.add(new Bucket(query.bounds().get(number - 1), byMetric)));
        return buckets;
    }

    private static String statementOf(BucketQuery query) {
        if (query.metrics().size() == 1) {
            return query.edges() ? ONE_WITH_EDGES : ONE;
        }
        return query.edges() ? MANY_WITH_EDGES : MANY;
    }

    /// By the number of the bucket, from 1.
    private static Map<Integer, Map<MetricName, Summary>> summaries(PreparedStatement statement, boolean edges)
            throws SQLException {
        Map<Integer, Map<MetricName, Summary>> summaries = new TreeMap<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                summaries.computeIfAbsent(row.getInt("bucket"), _ -> new HashMap<>())
                        .put(new MetricName(row.getString("metric")), summary(row, edges));
            }
        }
        return summaries;
    }

    private static Summary summary(ResultSet row, boolean edges) throws SQLException {
        long count = row.getLong("count");
        BigDecimal sum = row.getBigDecimal("sum");
        double average = sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL128).doubleValue();
        return new Summary(count, value(sum), average, value(row.getBigDecimal("min")),
                value(row.getBigDecimal("max")), edges ? value(row.getBigDecimal("first")) : null,
                edges ? value(row.getBigDecimal("last")) : null);
    }

    /// A whole number of 64 bits is an integer; any other the nearest double that there is.
    private static MetricValue value(BigDecimal number) {
        if (number.signum() == 0 || number.stripTrailingZeros().scale() <= 0) {
            if (number.toBigInteger().bitLength() < Long.SIZE) {
                return new IntegerValue(number.longValue());
            }
        }
        return new DecimalValue(Math.clamp(number.doubleValue(), -Double.MAX_VALUE, Double.MAX_VALUE));
    }
}
