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
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Feeds in the table `event_feed`. Whoever appends locks the row with his tenants' last numbers until he commits: so
/// no number becomes visible before those below it, and none is left out.
public final class PostgresEventFeed implements EventFeed {

    private static final String BEGIN = """
            insert into event_feed_end (tenant, number)
            select tenant, 0 from unnest(?::text[]) as wanted (tenant)
            on conflict (tenant) do nothing
            """;

    private static final String LOCK = """
            select tenant, number from event_feed_end where tenant = any (?) order by tenant for update
            """;

    private static final String KNOWN = """
            select feed.order_key, feed.position from unnest(?::text[], ?::bigint[]) as wanted (order_key, position)
            join event_feed as feed on feed.order_key = wanted.order_key and feed.position = wanted.position
            """;

    private static final String INSERT = """
            insert into event_feed (tenant, number, order_key, position, event, appended_at)
            select tenant, number, order_key, position, event, %s
            from unnest(?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::text[])
                as entry (tenant, number, order_key, position, event)
            """.formatted(WorkLeases.NOW);

    private static final String END = """
            update event_feed_end set number = ends.number
            from unnest(?::text[], ?::bigint[]) as ends (tenant, number) where event_feed_end.tenant = ends.tenant
            """;

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

    private record Numbered(String tenant, long number, RecordedEvent event) {}

    @Override
    public void append(List<RecordedEvent> events) {
        if (!events.isEmpty()) {
            database.write("EventFeed.append", events.getFirst().event().orderKey(),
                    connection -> append(connection, events));
        }
    }

    private static int append(Connection connection, List<RecordedEvent> events) throws SQLException {
        Map<String, Long> ends = locked(connection, events);
        Set<Name> known = known(connection, events);
        List<Numbered> entries = new ArrayList<>();
        for (RecordedEvent event : events) {
            if (known.add(Name.of(event))) {
                String tenant = event.event().tenant().value();
                entries.add(new Numbered(tenant, ends.merge(tenant, 1L, Long::sum), event));
            }
        }
        if (!entries.isEmpty()) {
            insert(connection, entries);
            update(connection, END, ends.keySet().toArray(String[]::new),
                    ends.values().stream().mapToLong(Long::longValue).toArray());
        }
        return entries.size();
    }

    /// The last number of each tenant, which stays so until the end of the transaction.
    private static Map<String, Long> locked(Connection connection, List<RecordedEvent> events) throws SQLException {
        String[] tenants = events.stream().map(event -> event.event().tenant().value()).distinct().sorted()
                .toArray(String[]::new);
        Map<String, Long> ends = lock(connection, tenants);
        if (ends.size() < tenants.length) {
            update(connection, BEGIN, (Object) tenants);
            ends = lock(connection, tenants);
        }
        return ends;
    }

    private static Map<String, Long> lock(Connection connection, String[] tenants) throws SQLException {
        Map<String, Long> ends = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            Columns.set(statement, (Object) tenants);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    ends.put(row.getString("tenant"), row.getLong("number"));
                }
            }
        }
        return ends;
    }

    private static Set<Name> known(Connection connection, List<RecordedEvent> events) throws SQLException {
        Set<Name> known = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(KNOWN)) {
            Columns.set(statement, orderKeys(events), positions(events));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    known.add(new Name(row.getString("order_key"), row.getLong("position")));
                }
            }
        }
        return known;
    }

    private static void insert(Connection connection, List<Numbered> entries) throws SQLException {
        List<RecordedEvent> events = entries.stream().map(Numbered::event).toList();
        update(connection, INSERT, entries.stream().map(Numbered::tenant).toArray(String[]::new),
                entries.stream().mapToLong(Numbered::number).toArray(), orderKeys(events), positions(events),
                events.stream().map(EventJson::write).toArray(String[]::new));
    }

    private static void update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Columns.set(statement, parameters);
            statement.executeUpdate();
        }
    }

    private static String[] orderKeys(List<RecordedEvent> events) {
        return events.stream().map(event -> event.event().orderKey()).toArray(String[]::new);
    }

    private static long[] positions(List<RecordedEvent> events) {
        return events.stream().mapToLong(event -> event.event().position()).toArray();
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
