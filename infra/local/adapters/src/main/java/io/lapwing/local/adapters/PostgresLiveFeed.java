package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.live.LiveNews;
import io.lapwing.sharedmodel.live.LivePosition;
import io.lapwing.sharedmodel.port.LiveFeed;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/// The events of `event_feed`, and the readings of `reading_feed`, which appends write as long as somebody listens.
///
/// A position's `commit` is the number of a transaction. Whoever opens waits until every append that may not have known
/// of him has ended; then none that he could miss is left.
public final class PostgresLiveFeed implements LiveFeed {

    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String OPERATION = "LiveFeed.open";

    /// The first transaction that has not ended, and the first that has not begun.
    private static final String EDGES = """
            select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as first_running,
                pg_snapshot_xmax(pg_current_snapshot())::text::bigint as next
            """;

    private static final String LAST_EVENT = """
            select coalesce((select number from event_feed_end where tenant = ?), 0) as number
            """;

    private final PostgresDatabase database;
    private final StreamInterest interest;

    public PostgresLiveFeed(PostgresDatabase database) {
        this.database = database;
        interest = new StreamInterest(database);
    }

    private record Edges(long firstRunning, long next) {}

    @Override
    public LivePosition open(TenantId tenant) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Duration unknown = interest.begin(tenant);
        pause(unknown);
        long next = edges(tenant).next();
        while (true) {
            // The last event first: what comes later than this is at most told, never missed.
            long event = lastEvent(tenant);
            long firstRunning = edges(tenant).firstRunning();
            if (firstRunning >= next) {
                return new LivePosition(event, firstRunning, 0);
            }
            if (System.nanoTime() - deadline > 0) {
                throw new StoreUnavailable(OPERATION, tenant.value(),
                        new TimeoutException("transaction " + firstRunning + " does not end"));
            }
            pause(PAUSE);
        }
    }

    private static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new StoreUnavailable(OPERATION, "interrupted", new InterruptedException());
            }
            LockSupport.parkNanos(left);
        }
    }

    private Edges edges(TenantId tenant) {
        return database.read(OPERATION, tenant.value(), connection -> edges(connection));
    }

    private static Edges edges(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(EDGES);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new Edges(row.getLong("first_running"), row.getLong("next"));
        }
    }

    private long lastEvent(TenantId tenant) {
        return database.read(OPERATION, tenant.value(), connection -> {
            try (PreparedStatement statement = connection.prepareStatement(LAST_EVENT)) {
                Columns.set(statement, tenant.value());
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return row.getLong("number");
                }
            }
        });
    }

    @Override
    public Map<TenantId, LiveNews> read(Map<TenantId, LivePosition> positions) {
        if (positions.isEmpty()) {
            return Map.of();
        }
        interest.keep(positions.keySet());
        return database.read("LiveFeed.read", keyOf(positions.keySet()), connection -> {
            NewsQuery query = new NewsQuery(positions);
            query.readEvents(connection);
            query.readReadings(connection);
            Map<TenantId, LiveNews> news = new HashMap<>();
            positions.keySet().forEach(tenant -> news.put(tenant, query.newsOf(tenant)));
            return news;
        });
    }

    private static String keyOf(Set<TenantId> tenants) {
        return tenants.size() == 1 ? tenants.iterator().next().value() : tenants.size() + " tenants";
    }
}
