package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.json.EventJson;
import io.lapwing.sharedmodel.port.Outbox;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// Events in the table `outbox`. Who takes the first of a key locks its row, and who comes at the same time skips it:
/// the others of that key are out of reach as long as the row is there.
///
/// A lease, or the end of one, that the database loses when its machine fails only has an event come again. So these
/// wait for no disk.
public final class PostgresOutbox implements Outbox {

    /// Only the first row of a key can be taken. A row that another transaction changes meanwhile is looked at again
    /// when it is locked; one that was the first cannot get another before it.
    private static final String TAKE = PostgresDatabase.RELAXED + """
            , first as materialized (
                select order_key, position from outbox as candidate
                where due_at <= ? and not exists (
                    select 1 from outbox as earlier
                    where earlier.order_key = candidate.order_key and earlier.position < candidate.position)
                order by due_at limit ? for update skip locked)
            update outbox set token = ?, due_at = ?, attempts = attempts + 1
            from relaxed, first where outbox.order_key = first.order_key and outbox.position = first.position
            returning outbox.event, outbox.attempts
            """;

    private static final String DELIVERED = PostgresDatabase.RELAXED + """
            delete from outbox
            using relaxed, unnest(?::text[], ?::bigint[], ?::text[]) as held (order_key, position, token)
            where outbox.order_key = held.order_key and outbox.position = held.position and outbox.token = held.token
            """;

    private static final String POSTPONE = """
            update outbox set token = null, due_at = ?, reason = ?
            where order_key = ? and position = ? and token = ?
            """;

    private static final String PUT_ASIDE = """
            with hopeless as (
                delete from outbox where order_key = ? and position = ? and token = ?
                returning order_key, position, event, attempts)
            insert into outbox_dead_letter (order_key, position, event, attempts, reason, put_aside_at)
            select order_key, position, event, attempts, ?, %s from hopeless
            """.formatted(WorkLeases.NOW);

    private static final Comparator<Leased> BY_KEY = Comparator.comparing(leased -> orderKey(leased));

    private final PostgresDatabase database;

    public PostgresOutbox(PostgresDatabase database) {
        this.database = database;
    }

    @Override
    public void append(List<RecordedEvent> events) {
        Outbox.requireAppendable(events);
        if (!events.isEmpty()) {
            database.writeEvents("Outbox.append", events.getFirst().event().orderKey(), connection -> {
                OutboxRows.insert(connection, events);
                return events.size();
            });
        }
    }

    @Override
    public List<Leased> take(int max, Instant now, Duration lease) {
        String token = UUID.randomUUID().toString();
        return database.writeAtOnce("Outbox.take", max + " events", connection -> {
            try (PreparedStatement take = connection.prepareStatement(TAKE)) {
                Columns.set(take, now, max, token, now.plus(lease));
                List<Leased> taken = new ArrayList<>();
                try (ResultSet row = take.executeQuery()) {
                    while (row.next()) {
                        taken.add(new Leased(EventJson.read(row.getString("event")), row.getInt("attempts"), token));
                    }
                }
                return taken;
            }
        });
    }

    @Override
    public void delivered(List<Leased> events) {
        if (events.isEmpty()) {
            return;
        }
        // In one order, so that nobody waits for somebody who waits for him.
        List<Leased> sorted = events.stream().sorted(BY_KEY).toList();
        database.writeAtOnce("Outbox.delivered", orderKey(sorted.getFirst()), connection -> {
            try (PreparedStatement statement = connection.prepareStatement(DELIVERED)) {
                Columns.set(statement, sorted.stream().map(PostgresOutbox::orderKey).toArray(String[]::new),
                        sorted.stream().mapToLong(PostgresOutbox::position).toArray(),
                        sorted.stream().map(Leased::token).toArray(String[]::new));
                return statement.executeUpdate();
            }
        });
    }

    @Override
    public void postpone(Leased event, Instant dueAt, String reason) {
        update("Outbox.postpone", event, POSTPONE, dueAt, reason, orderKey(event), position(event), event.token());
    }

    @Override
    public void putAside(Leased event, String reason) {
        update("Outbox.putAside", event, PUT_ASIDE, orderKey(event), position(event), event.token(), reason);
    }

    private void update(String operation, Leased event, String sql, @Nullable Object... parameters) {
        database.writeAtOnce(operation, orderKey(event),
                connection -> execute(connection.prepareStatement(sql), parameters));
    }

    private static int execute(PreparedStatement prepared, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepared) {
            Columns.set(statement, parameters);
            return statement.executeUpdate();
        }
    }

    private static String orderKey(Leased leased) {
        return leased.event().event().orderKey();
    }

    private static long position(Leased leased) {
        return leased.event().event().position();
    }
}
