package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.json.EventJson;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/// Puts events into the table `outbox`, in the transaction of what they tell of.
final class OutboxRows {

    /// Due at once, by the clock of whoever takes it: an event says when it happened, and a clock that is ahead must
    /// not delay it.
    private static final String INSERT = """
            insert into outbox (order_key, position, event, due_at)
            select order_key, position, event, least(at, (extract(epoch from clock_timestamp()) * 1000)::bigint)
            from unnest(?::text[], ?::bigint[], ?::text[], ?::bigint[]) as e (order_key, position, event, at)
            %s
            on conflict (order_key, position) do nothing
            """;

    private static final String ALONE = INSERT.formatted("");

    private static final String WITH_CHANGE = "with changed as (%s returning 1), added as ("
            + INSERT.formatted("where exists (select from changed)") + ") select count(*) from changed";

    private OutboxRows() {}

    /// Those that are there already stay as they are. Once the transaction is committed, relays are to be given a sign.
    static void insert(Connection connection, Collection<RecordedEvent> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(ALONE)) {
            Columns.set(insert, columns(events));
            insert.executeUpdate();
        }
    }

    /// A statement that changes rows, and puts in the events that tell of it if there were any to change: one way to the
    /// database for both.
    ///
    /// @param change an `insert`, `update` or `delete` without its own `returning`
    static String after(String change) {
        return WITH_CHANGE.formatted(change);
    }

    /// Runs a statement of [#after].
    ///
    /// @param parameters of the change
    /// @return how many rows it changed
    static long insertAfter(Connection connection, String statement, @Nullable Object[] parameters,
            Collection<RecordedEvent> events) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            Columns.set(prepared, Stream.of(parameters, columns(events)).flatMap(Stream::of).toArray());
            try (ResultSet row = prepared.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static @Nullable Object[] columns(Collection<RecordedEvent> events) {
        List<RecordedEvent> rows = List.copyOf(events);
        return new @Nullable Object[]{rows.stream().map(row -> row.event().orderKey()).toArray(String[]::new),
                rows.stream().mapToLong(row -> row.event().position()).toArray(),
                rows.stream().map(EventJson::write).toArray(String[]::new),
                rows.stream().mapToLong(row -> row.at().toEpochMilli()).toArray()};
    }
}
