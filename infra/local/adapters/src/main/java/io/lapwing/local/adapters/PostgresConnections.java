package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.json.WatchJson;
import io.lapwing.sharedmodel.watch.ConnectionEvent.Disconnected;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Finds devices that are remembered to be on a connection which is over, though nobody was left to say so: those that a
/// broker had when its process was killed.
public final class PostgresConnections {

    private static final int PAGE = 500;
    private static final String ONLINE = """
            select device_key, tenant, device_id, watch
            from device_state join device using (device_key)
            where device_key > ? and online and watch is not null
            order by device_key
            limit ?
            """;

    private final PostgresDatabase database;

    public PostgresConnections(PostgresDatabase database) {
        this.database = database;
    }

    private record Row(long key, DeviceKey device, String connection) {}

    /// Gives out each of these devices, as disconnected `now`, a page at a time.
    ///
    /// @param isOver whether a connection is, by its name
    public void endLost(Predicate<String> isOver, Instant now, Consumer<List<Disconnected>> lost) {
        long last = 0;
        List<Row> page;
        do {
            page = online(last);
            List<Disconnected> found = page.stream().filter(row -> isOver.test(row.connection()))
                    .map(row -> new Disconnected(row.device(), row.connection(), now)).toList();
            if (!found.isEmpty()) {
                lost.accept(found);
            }
            last = page.isEmpty() ? last : page.getLast().key();
        } while (page.size() == PAGE);
    }

    private List<Row> online(long after) {
        return database.read("PostgresConnections.endLost", "after " + after, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(ONLINE)) {
                Columns.set(statement, after, PAGE);
                List<Row> rows = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        rows.add(row(row));
                    }
                }
                return rows;
            }
        });
    }

    private static Row row(ResultSet row) throws SQLException {
        String connection = WatchJson.read(row.getBytes("watch")).presence().connection();
        return new Row(row.getLong("device_key"),
                DeviceKey.of(row.getString("tenant"), row.getString("device_id")),
                connection == null ? "" : connection);
    }
}
