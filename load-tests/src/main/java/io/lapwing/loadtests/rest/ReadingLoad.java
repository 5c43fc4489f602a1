package io.lapwing.loadtests.rest;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/// Puts readings into the months that they belong to, in the order in which they would have come: neighbours on the
/// disk are of one moment, not of one device.
final class ReadingLoad {

    private final Connection connection;
    private final StoredReadings readings;
    private final int devices;

    ReadingLoad(Connection connection, StoredReadings readings, int devices) {
        this.connection = connection;
        this.readings = readings;
        this.devices = devices;
    }

    /// @return how many there are
    long load(long wanted) throws SQLException {
        // For the indexes.
        execute("set maintenance_work_mem = '1GB'");
        long stored = 0;
        long age = readings.moments(wanted);
        while (age > 0) {
            YearMonth month = monthOf(readings.timeOf(age));
            long first = age;
            while (age > 0 && monthOf(readings.timeOf(age)).equals(month)) {
                age--;
            }
            stored += load(month, first, age);
        }
        return stored;
    }

    /// A month's partition, made as Lapwing makes it, but for its index, which is cheaper to make in the end.
    private long load(YearMonth month, long firstAge, long endAge) throws SQLException {
        String name = "reading_" + month.toString().replace('-', '_');
        connection.setAutoCommit(false);
        execute("create table " + name + " (like reading including defaults)");
        long stored;
        try (CopyRows rows = CopyRows.into(connection,
                name + " (device_key, ts, seq, late, metrics) from stdin (freeze)")) {
            for (long age = firstAge; age > endAge; age--) {
                long ts = readings.timeOf(age);
                for (int device = 1; device <= devices; device++) {
                    readings.write(rows.raw(), device, ts);
                }
            }
            stored = rows.end();
        }
        execute("alter table " + name + " add primary key (device_key, ts, seq)");
        execute("alter table reading attach partition " + name + " for values from (" + startOf(month) + ") to ("
                + startOf(month.plusMonths(1)) + ")");
        connection.commit();
        connection.setAutoCommit(true);
        return stored;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static YearMonth monthOf(long ts) {
        return YearMonth.from(Instant.ofEpochMilli(ts).atOffset(ZoneOffset.UTC));
    }

    private static long startOf(YearMonth month) {
        return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    }
}
