package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.QuarantineStore;
import io.lapwing.sharedmodel.quarantine.QuarantineEntry;
import io.lapwing.sharedmodel.quarantine.QuarantineId;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Shows the quarantined messages that [PostgresTelemetryStore] took in.
public final class PostgresQuarantineStore implements QuarantineStore {

    private static final String LIST = """
            select *
            from quarantine
            where tenant = ? and (first_received_at, id) < (?, ?)
            order by first_received_at desc, id desc
            limit ?
            """;

    private static final String FIND = "select * from quarantine where tenant = ? and id = ?";

    private static final String TENANT_OF = "select tenant from quarantine where id = ?";

    /// Comes after every time and id.
    private static final Position NEWEST = new Position(Long.MAX_VALUE, "");

    private final PostgresDatabase database;

    public PostgresQuarantineStore(PostgresDatabase database) {
        this.database = database;
    }

    /// Where a page ended, `time:id`.
    private record Position(long time, String id) {

        static Position parse(String cursor) {
            int colon = cursor.indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException("not a cursor: " + cursor);
            }
            return new Position(Long.parseLong(cursor.substring(0, colon)), cursor.substring(colon + 1));
        }

        static Position of(QuarantineEntry entry) {
            return new Position(entry.firstReceivedAt().toEpochMilli(), entry.message().id().value());
        }

        @Override
        public String toString() {
            return time + ":" + id;
        }
    }

    @Override
    public Page<QuarantineEntry> list(TenantId tenant, PageRequest page) {
        Position after = page.after() == null ? NEWEST : Position.parse(page.after());
        List<QuarantineEntry> entries = database.read("QuarantineStore.list", tenant.value(), connection -> {
            try (PreparedStatement statement = connection.prepareStatement(LIST)) {
                Columns.set(statement, tenant.value(), after.time(), after.id(), page.limit() + 1);
                List<QuarantineEntry> found = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        found.add(QuarantineRows.entry(row));
                    }
                }
                return found;
            }
        });
        return Pages.cut(entries, page, entry -> Position.of(entry).toString());
    }

    @Override
    public Optional<QuarantineEntry> find(TenantId tenant, QuarantineId id) {
        return database.read("QuarantineStore.find", tenant + "/" + id, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(FIND)) {
                Columns.set(statement, tenant.value(), id.value());
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? Optional.of(QuarantineRows.entry(row)) : Optional.empty();
                }
            }
        });
    }

    /// Whose message this is, for an operator who has only its id. An id is a digest over its tenant, too: no two
    /// tenants have the same.
    public Optional<TenantId> tenantOf(QuarantineId id) {
        return database.read("QuarantineStore.tenantOf", id.value(), connection -> {
            try (PreparedStatement statement = connection.prepareStatement(TENANT_OF)) {
                Columns.set(statement, id.value());
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? Optional.of(new TenantId(row.getString("tenant"))) : Optional.empty();
                }
            }
        });
    }
}
