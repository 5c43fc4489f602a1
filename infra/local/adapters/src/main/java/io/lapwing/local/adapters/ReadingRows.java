package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.json.ValuesJson;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/// The rows of `reading`. A device's rows change only while its state is held.
final class ReadingRows {

    private static final String INSERT = """
            insert into reading (device_key, ts, seq, late, metrics)
            select device_key, ts, seq, late, metrics::jsonb
            from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::boolean[], ?::text[])
                as added (device_key, ts, seq, late, metrics)
            on conflict (device_key, ts, seq) do nothing
            """;

    /// Rows that this transaction has not inserted itself.
    private static final String FIND_OLDER = """
            select device_key, ts, seq, reading.late, reading.metrics::text as metrics
            from unnest(?::bigint[], ?::bigint[], ?::bigint[]) as wanted (device_key, ts, seq)
            join reading using (device_key, ts, seq)
            where reading.xmin <> pg_current_xact_id()::xid
            """;

    private static final String NORMALIZE = """
            select given, given::jsonb::text as normalized from unnest(?::text[]) as given
            """;

    private static final String UPDATE = """
            update reading
            set metrics = changed.metrics::jsonb
            from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[]) as changed (device_key, ts, seq, metrics)
            where reading.device_key = changed.device_key and reading.ts = changed.ts and reading.seq = changed.seq
            """;

    private ReadingRows() {}

    /// A row that is new, or is not what it was.
    ///
    /// @param values all that it holds from now on; put together only where somebody asks
    record Change(RowKey key, boolean late, Supplier<String> values) {

        static Change of(RowWrite added) {
            return new Change(added.key(), added.late(), added::json);
        }
    }

    /// What became of rows.
    ///
    /// @param changes those that changed, in the rows' order
    record Written(boolean allNew, List<Change> changes) {

        static Written asNew(Collection<RowWrite> rows) {
            rows.forEach(RowWrite::countAsNew);
            return new Written(true, rows.stream().map(Change::of).toList());
        }
    }

    private record Older(boolean late, String metrics) {}

    /// Writes rows and counts what becomes of their values. Rows that are there already are the exception: only if
    /// there are any are they looked at.
    static Written write(Connection connection, Collection<RowWrite> rows) throws SQLException {
        if (rows.isEmpty()) {
            return new Written(true, List.of());
        }
        if (insert(connection, rows) == rows.size()) {
            return Written.asNew(rows);
        }
        Map<RowKey, Older> older = findOlder(connection, rows);
        rows.stream().filter(row -> !older.containsKey(row.key())).forEach(RowWrite::countAsNew);
        Map<RowKey, String> merged = merge(connection, rows, older);
        return new Written(false, changes(rows, older, merged));
    }

    private static List<Change> changes(Collection<RowWrite> rows, Map<RowKey, Older> older,
            Map<RowKey, String> merged) {
        List<Change> changes = new ArrayList<>();
        for (RowWrite row : rows) {
            Older before = older.get(row.key());
            String after = merged.get(row.key());
            if (before == null) {
                changes.add(Change.of(row));
            } else if (after != null) {
                changes.add(new Change(row.key(), before.late(), () -> after));
            }
        }
        return changes;
    }

    private static int insert(Connection connection, Collection<RowWrite> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            boolean[] late = new boolean[rows.size()];
            String[] metrics = new String[rows.size()];
            int i = 0;
            for (RowWrite row : rows) {
                late[i] = row.late();
                metrics[i++] = row.json();
            }
            Columns.set(statement, keys(rows, RowKey::deviceKey), keys(rows, RowKey::ts), keys(rows, RowKey::seq), late,
                    metrics);
            return statement.executeUpdate();
        }
    }

    private static Map<RowKey, Older> findOlder(Connection connection, Collection<RowWrite> rows)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND_OLDER)) {
            Columns.set(statement, keys(rows, RowKey::deviceKey), keys(rows, RowKey::ts), keys(rows, RowKey::seq));
            Map<RowKey, Older> older = new LinkedHashMap<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    older.put(new RowKey(row.getLong("device_key"), row.getLong("ts"), row.getLong("seq")),
                            new Older(row.getBoolean("late"), row.getString("metrics")));
                }
            }
            return older;
        }
    }

    private static Map<RowKey, String> merge(Connection connection, Collection<RowWrite> all,
            Map<RowKey, Older> older) throws SQLException {
        List<RowWrite> rows = all.stream().filter(row -> older.containsKey(row.key())).toList();
        Map<String, String> normalized = normalize(connection, rows);
        Map<RowKey, String> changed = new LinkedHashMap<>();
        for (RowWrite row : rows) {
            Map<MetricName, MetricValue> before = ValuesJson
                    .read(Objects.requireNonNull(older.get(row.key())).metrics());
            Map<MetricName, MetricValue> after = row.countOver(before,
                    json -> normalized.getOrDefault(json, json));
            if (!after.equals(before)) {
                changed.put(row.key(), ValuesJson.write(after));
            }
        }
        update(connection, changed);
        return changed;
    }

    private static Map<String, String> normalize(Connection connection, List<RowWrite> rows) throws SQLException {
        String[] given = rows.stream().flatMap(row -> row.jsonToNormalize().stream()).toArray(String[]::new);
        if (given.length == 0) {
            return Map.of();
        }
        try (PreparedStatement statement = connection.prepareStatement(NORMALIZE)) {
            Columns.set(statement, (Object) given);
            Map<String, String> normalized = new HashMap<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    normalized.put(row.getString("given"), row.getString("normalized"));
                }
            }
            return normalized;
        }
    }

    private static void update(Connection connection, Map<RowKey, String> changed) throws SQLException {
        if (changed.isEmpty()) {
            return;
        }
        Collection<RowKey> keys = changed.keySet();
        try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
            Columns.set(statement, keys.stream().mapToLong(RowKey::deviceKey).toArray(),
                    keys.stream().mapToLong(RowKey::ts).toArray(), keys.stream().mapToLong(RowKey::seq).toArray(),
                    changed.values().toArray(String[]::new));
            statement.executeUpdate();
        }
    }

    private static long[] keys(Collection<RowWrite> rows, ToLongFunction<RowKey> part) {
        return rows.stream().mapToLong(row -> part.applyAsLong(row.key())).toArray();
    }
}
