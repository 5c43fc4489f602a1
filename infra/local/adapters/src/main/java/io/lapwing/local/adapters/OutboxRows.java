package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.json.EventJson;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/// Puts events into the table `outbox`, in the transaction of what they tell of.
final class OutboxRows {

    /// What relays listen to.
    static final String CHANNEL = "lapwing_outbox";

    /// Due at once, by the clock of whoever takes it: an event says when it happened, and a clock that is ahead must
    /// not delay it.
    private static final String INSERT = """
            insert into outbox (order_key, position, event, due_at)
            select order_key, position, event, least(at, (extract(epoch from clock_timestamp()) * 1000)::bigint)
            from unnest(?::text[], ?::bigint[], ?::text[], ?::bigint[]) as e (order_key, position, event, at)
            on conflict (order_key, position) do nothing
            """;

    private static final String WAKE = "select pg_notify('" + CHANNEL + "', '')";

    private OutboxRows() {}

    /// Those that are there already stay as they are. Relays are woken when the transaction commits.
    static void insert(Connection connection, Collection<RecordedEvent> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        List<RecordedEvent> rows = List.copyOf(events);
        try (PreparedStatement insert = connection.prepareStatement(INSERT);
                PreparedStatement wake = connection.prepareStatement(WAKE)) {
            Columns.set(insert, rows.stream().map(row -> row.event().orderKey()).toArray(String[]::new),
                    rows.stream().mapToLong(row -> row.event().position()).toArray(),
                    rows.stream().map(EventJson::write).toArray(String[]::new),
                    rows.stream().mapToLong(row -> row.at().toEpochMilli()).toArray());
            if (insert.executeUpdate() > 0) {
                wake.execute();
            }
        }
    }
}
