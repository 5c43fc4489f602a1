package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.port.LiveFeed;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// Lets those who append know which tenants are listened to, by leases in the table `stream_interest`. A lease that ran
/// out begins anew when it is taken again: what was measured meanwhile is not there.
///
/// Thread-safe.
final class StreamInterest {

    private static final Duration RENEWED = Duration.ofMinutes(1);

    /// Whoever goes away just before it would be renewed has all of his time.
    private static final Duration LEASE = LiveFeed.KEPT.plus(RENEWED.multipliedBy(2));

    /// How long it takes until all who append know, with some time for the question itself.
    private static final Duration KNOWN_WITHIN = ListenedTenants.MAX_AGE.plusMillis(100);

    private static final String TAKE = """
            insert into stream_interest as held (tenant, since, until, kept_from)
            select tenant, now.at, now.at + ?, pg_current_xact_id()::text::bigint
            from unnest(?::text[]) as wanted (tenant) cross join (select %s as at) as now
            order by tenant
            on conflict (tenant) do update set until = excluded.until,
                since = case when held.until < excluded.since then excluded.since else held.since end,
                kept_from = case when held.until < excluded.since then excluded.kept_from else held.kept_from end
            """.formatted(WorkLeases.NOW);

    private static final String SINCE = "select since from stream_interest where tenant = ?";

    private final PostgresDatabase database;
    private final Map<TenantId, Long> renewedAt = new ConcurrentHashMap<>();
    private final Map<TenantId, Begun> begun = new ConcurrentHashMap<>();

    StreamInterest(PostgresDatabase database) {
        this.database = database;
    }

    /// A lease that was found to be there, for everybody to see.
    ///
    /// @param since what tells it from an earlier one
    private record Begun(long since, long seenAt) {}

    /// @return how long it takes from now on until all who append know of it
    Duration begin(TenantId tenant) {
        take(List.of(tenant));
        long since = since(tenant);
        long now = System.nanoTime();
        Begun lease = Objects.requireNonNull(begun.compute(tenant,
                (_, known) -> known != null && known.since() == since ? known : new Begun(since, now)));
        Duration left = KNOWN_WITHIN.minusNanos(now - lease.seenAt());
        return left.isNegative() ? Duration.ZERO : left;
    }

    private long since(TenantId tenant) {
        return database.read("LiveFeed.open", tenant.value(), connection -> {
            try (PreparedStatement statement = connection.prepareStatement(SINCE)) {
                Columns.set(statement, tenant.value());
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? row.getLong("since") : 0;
                }
            }
        });
    }

    /// Renews the leases that were not for a while.
    void keep(Collection<TenantId> tenants) {
        long now = System.nanoTime();
        List<TenantId> due = tenants.stream().filter(tenant -> {
            Long last = renewedAt.get(tenant);
            return last == null || now - last >= RENEWED.toNanos();
        }).toList();
        if (!due.isEmpty()) {
            take(due);
        }
    }

    private void take(List<TenantId> tenants) {
        long now = System.nanoTime();
        database.write("LiveFeed.open", tenants.getFirst().value(), connection -> {
            try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
                Columns.set(statement, LEASE.toMillis(),
                        tenants.stream().map(TenantId::value).sorted().toArray(String[]::new));
                return statement.executeUpdate();
            }
        });
        renewedAt.values().removeIf(last -> now - last > LEASE.toNanos());
        begun.keySet().removeIf(tenant -> !renewedAt.containsKey(tenant) && !tenants.contains(tenant));
        tenants.forEach(tenant -> renewedAt.put(tenant, now));
    }
}
