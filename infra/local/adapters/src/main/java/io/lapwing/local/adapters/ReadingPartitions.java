package io.lapwing.local.adapters;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/// The partitions of `reading`, one for each month (UTC), made before the first reading of the month is written.
/// Old readings go by dropping theirs.
final class ReadingPartitions {

    private static final long LOCK = 0x6c617077696e67L;

    private final PostgresDatabase database;
    /// Where the months that are known to have a partition begin and end.
    private final ConcurrentSkipListMap<Long, Long> known = new ConcurrentSkipListMap<>();

    ReadingPartitions(PostgresDatabase database) {
        this.database = database;
    }

    /// Makes the partitions for readings of these times, where they are missing.
    void ensureFor(long[] times) {
        for (long ts : times) {
            Map.Entry<Long, Long> month = known.floorEntry(ts);
            if (month == null || ts >= month.getValue()) {
                ensureFor(YearMonth.from(Instant.ofEpochMilli(ts).atOffset(ZoneOffset.UTC)));
            }
        }
    }

    /// To be called when a partition turned out to be missing: somebody has dropped it.
    void forget() {
        known.clear();
    }

    static String nameOf(YearMonth month) {
        return "reading_" + month.toString().replace('-', '_');
    }

    static long startOf(YearMonth month) {
        return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    /// In a transaction of its own, so that nobody waits for a batch; attached rather than made in place, so that it
    /// waits for no batch.
    private void ensureFor(YearMonth month) {
        String name = nameOf(month);
        long from = startOf(month);
        long to = startOf(month.plusMonths(1));
        database.write("TelemetryStore.append", name, connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
                if (!exists(connection, name)) {
                    statement.execute("create table \"" + name + "\" (like reading including all)");
                    statement.execute("alter table reading attach partition \"" + name + "\" for values from (" + from
                            + ") to (" + to + ")");
                }
            }
            return true;
        });
        known.put(from, to);
    }

    private static boolean exists(Connection connection, String name) throws SQLException {
        try (var statement = connection.prepareStatement("select to_regclass(quote_ident(?)) is not null")) {
            Columns.set(statement, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
