package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.json.EventJson;
import io.lapwing.sharedmodel.json.LiveReadingsJson;
import io.lapwing.sharedmodel.json.LiveReadingsJson.Unpacked;
import io.lapwing.sharedmodel.live.LiveEntry;
import io.lapwing.sharedmodel.live.LiveEntry.Happened;
import io.lapwing.sharedmodel.live.LiveEntry.Measured;
import io.lapwing.sharedmodel.live.LiveNews;
import io.lapwing.sharedmodel.live.LivePosition;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;

/// One look at what came after the positions of some tenants.
final class NewsQuery {

    private static final System.Logger LOG = System.getLogger(NewsQuery.class.getName());

    private static final int EVENTS = 500;
    /// A commit holds a batch of messages at most.
    private static final int COMMITS = 20;

    private static final String READ_EVENTS = """
            select wanted.tenant, coalesce(ends.number, 0) as last, feed.number, feed.event
            from unnest(?::text[], ?::bigint[]) as wanted (tenant, number)
            left join event_feed_end as ends on ends.tenant = wanted.tenant
            left join lateral (
                select event_feed.number, event from event_feed
                where event_feed.tenant = wanted.tenant and event_feed.number > wanted.number
                order by event_feed.number limit ?) as feed on true
            order by wanted.tenant, feed.number
            """;

    private static final String READ_READINGS = """
            select wanted.tenant, held.kept_from, edge.first_running, edge.next, feed.xid, feed.readings
            from unnest(?::text[], ?::bigint[]) as wanted (tenant, xid)
            cross join (select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as first_running,
                pg_snapshot_xmax(pg_current_snapshot())::text::bigint as next) as edge
            left join stream_interest as held on held.tenant = wanted.tenant
            left join lateral (
                select reading_feed.xid, readings from reading_feed
                where reading_feed.tenant = wanted.tenant and reading_feed.xid >= wanted.xid
                    and reading_feed.xid < edge.first_running
                order by reading_feed.xid limit ?) as feed on true
            order by wanted.tenant, feed.xid
            """;

    private final Map<TenantId, LivePosition> positions;
    private final Map<TenantId, Found> found = new HashMap<>();

    NewsQuery(Map<TenantId, LivePosition> positions) {
        this.positions = positions;
        positions.forEach((tenant, position) -> found.put(tenant, new Found(tenant, position)));
    }

    /// What was found of one tenant.
    private static final class Found {

        final TenantId tenant;
        final LivePosition start;
        final List<LiveEntry> entries = new ArrayList<>();
        long event;
        long commit;
        int events;
        int commits;
        boolean missing;

        Found(TenantId tenant, LivePosition start) {
            this.tenant = tenant;
            this.start = start;
            event = start.event();
            commit = start.commit();
        }

        /// Numbers have no gaps: what is not there was removed.
        void takeEvent(ResultSet row) throws SQLException {
            long number = row.getLong("number");
            if (row.wasNull()) {
                missing |= row.getLong("last") != start.event();
                return;
            }
            missing |= number != event + 1;
            event = number;
            events++;
            try {
                entries.add(new Happened(number, EventJson.read(row.getString("event"))));
            } catch (IllegalArgumentException e) {
                // Of a kind that a later version brought: nobody here could tell it.
                LOG.log(Level.DEBUG, "event {0} of {1} is not known here: {2}", number, tenant, e.getMessage());
            }
        }

        void takeCommit(ResultSet row) throws SQLException {
            long keptFrom = row.getLong("kept_from");
            missing |= row.wasNull() || start.commit() < keptFrom || start.commit() > row.getLong("next");
            long xid = row.getLong("xid");
            if (row.wasNull()) {
                commit = Math.max(commit, row.getLong("first_running"));
                return;
            }
            commits++;
            commit = commits == COMMITS ? xid + 1 : Math.max(xid + 1, row.getLong("first_running"));
            List<Unpacked> readings = LiveReadingsJson.read(row.getString("readings"));
            for (int i = 0; i < readings.size(); i++) {
                Unpacked reading = readings.get(i);
                LiveEntry entry = new Measured(xid, i, new DeviceKey(tenant, reading.device()), reading.reading());
                if (!start.includes(entry)) {
                    entries.add(entry);
                }
            }
        }

        LiveNews news() {
            return missing ? new LiveNews.Missing()
                    : new LiveNews.Followed(entries, start.with(new LivePosition(event, commit, 0)),
                            events == EVENTS || commits == COMMITS);
        }
    }

    void readEvents(Connection connection) throws SQLException {
        read(connection, READ_EVENTS, LivePosition::event, EVENTS, Found::takeEvent);
    }

    void readReadings(Connection connection) throws SQLException {
        read(connection, READ_READINGS, LivePosition::commit, COMMITS, Found::takeCommit);
    }

    LiveNews newsOf(TenantId tenant) {
        return Objects.requireNonNull(found.get(tenant)).news();
    }

    private interface RowTaker {
        void take(Found of, ResultSet row) throws SQLException;
    }

    private void read(Connection connection, String sql, ToLongFunction<LivePosition> from, int limit, RowTaker taker)
            throws SQLException {
        List<TenantId> tenants = List.copyOf(positions.keySet());
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Columns.set(statement, tenants.stream().map(TenantId::value).toArray(String[]::new),
                    tenants.stream().mapToLong(tenant -> from.applyAsLong(found(tenant).start)).toArray(), limit);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    taker.take(found(new TenantId(row.getString("tenant"))), row);
                }
            }
        }
    }

    private Found found(TenantId tenant) {
        return Objects.requireNonNull(found.get(tenant));
    }
}
