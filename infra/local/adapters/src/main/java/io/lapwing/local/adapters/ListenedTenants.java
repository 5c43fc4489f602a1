package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.TenantId;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/// Which tenants somebody listens to, from memory: whoever began to listen longer than [#MAX_AGE] ago is known.
///
/// Thread-safe.
final class ListenedTenants {

    static final Duration MAX_AGE = Duration.ofMillis(500);

    /// A lease counts for this much longer than it says: somebody may be about to renew it.
    private static final Duration GRACE = Duration.ofMinutes(1);

    private static final String FIND = "select tenant from stream_interest where until + ? > " + WorkLeases.NOW;

    private final LongSupplier nanoTime;
    private volatile @Nullable Seen seen;

    private record Seen(Set<TenantId> tenants, long nanos) {}

    ListenedTenants() {
        this(System::nanoTime);
    }

    ListenedTenants(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// @param connection of a transaction that sees what others commit meanwhile
    Set<TenantId> find(Connection connection) throws SQLException {
        Seen last = seen;
        long now = nanoTime.getAsLong();
        if (last != null && now - last.nanos() < MAX_AGE.toNanos()) {
            return last.tenants();
        }
        Set<TenantId> tenants = ask(connection);
        seen = new Seen(tenants, now);
        return tenants;
    }

    private static Set<TenantId> ask(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            Columns.set(statement, GRACE.toMillis());
            Set<TenantId> tenants = new HashSet<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    tenants.add(new TenantId(row.getString("tenant")));
                }
            }
            return Set.copyOf(tenants);
        }
    }
}
