package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.json.EventJson;
import io.lapwing.sharedmodel.port.EventFeed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Feeds in the table `event_feed`. Whoever appends locks the row with his tenants' last numbers until he commits: so
/// no number becomes visible before those below it, and none is left out.
public final class PostgresEventFeed implements EventFeed {

    private static final String BEGIN = """
            insert into event_feed_end (tenant, number)
            select tenant, 0 from unnest(?::text[]) as wanted (tenant)
            on conflict (tenant) do nothing
            """;

    private static final String LOCK = """
            select 1 from event_feed_end where tenant = any (?) order by tenant for update
            """;

    /// Numbers those that are not there yet, on from the last number of their tenant, and moves that on.
    private static final String APPEND = """
            with entry as (
                select tenant, order_key, position, event, row_number() over (partition by tenant order by place) as step
                from unnest(?::text[], ?::text[], ?::bigint[], ?::text[]) with ordinality
                    as wanted (tenant, order_key, position, event, place)
                where not exists (
                    select from event_feed as known
                    where known.order_key = wanted.order_key and known.position = wanted.position)),
            added as (
                insert into event_feed (tenant, number, order_key, position, event, appended_at)
                select tenant, number + step, order_key, position, event, %s
                from entry join event_feed_end using (tenant)
                returning tenant, number)
            update event_feed_end set number = ends.number
            from (select tenant, max(number) as number from added group by tenant) as ends
            where event_feed_end.tenant = ends.tenant
            """
            .formatted(WorkLeases.NOW);

    private static final String READ = """
            select number, event from event_feed where tenant = ? and number > ? order by number limit ?
            """;

    private final PostgresDatabase database;

    public PostgresEventFeed(PostgresDatabase database) {
        this.database = database;
    }

    private record Name(String orderKey, long position) {

        static Name of(RecordedEvent event) {
            return new Name(event.event().orderKey(), event.event().position());
        }
    }

    @Override
    public void append(List<RecordedEvent> events) {
        if (!events.isEmpty()) {
            database.write("EventFeed.append", events.getFirst().event().orderKey(),
                    connection -> append(connection, events));
        }
    }

    private static int append(Connection connection, List<RecordedEvent> events) throws SQLException {
        lockEnds(connection, events.stream().map(event -> event.event().tenant().value()).distinct().sorted()
                .toArray(String[]::new));
        Set<Name> names = new HashSet<>();
        List<RecordedEvent> once = events.stream().filter(event -> names.add(Name.of(event))).toList();
        return update(connection, APPEND,
                once.stream().map(event -> event.event().tenant().value()).toArray(String[]::new),
                once.stream().map(event -> event.event().orderKey()).toArray(String[]::new),
                once.stream().mapToLong(event -> event.event().position()).toArray(),
                once.stream().map(EventJson::write).toArray(String[]::new));
    }

    /// The last number of each tenant stays so until the end of the transaction. What has been appended until now is
    /// seen by the next statement, not yet by this one.
    private static void lockEnds(Connection connection, String[] tenants) throws SQLException {
        if (lock(connection, tenants) < tenants.length) {
            update(connection, BEGIN, (Object) tenants);
            lock(connection, tenants);
        }
    }

    /// @return how many of the tenants have a last number
    private static int lock(Connection connection, String[] tenants) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            Columns.set(statement, (Object) tenants);
            try (ResultSet row = statement.executeQuery()) {
                int locked = 0;
                while (row.next()) {
                    locked++;
                }
                return locked;
            }
        }
    }

    private static int update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Columns.set(statement, parameters);
            return statement.executeUpdate();
        }
    }

    @Override
    public List<Entry> read(TenantId tenant, long after, int max) {
        EventFeed.requireReadable(max);
        return database.read("EventFeed.read", tenant.value(), connection -> {
            try (PreparedStatement statement = connection.prepareStatement(READ)) {
                Columns.set(statement, tenant.value(), after, max);
                List<Entry> entries = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        entries.add(new Entry(row.getLong("number"), EventJson.read(row.getString("event"))));
                    }
                }
                return entries;
            }
        });
    }
}
