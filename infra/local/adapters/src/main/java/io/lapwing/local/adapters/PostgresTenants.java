package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.TenantId;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

/// Whose devices and members there are. It goes from tenant to tenant over the indexes, however many devices each has.
public final class PostgresTenants {

    private static final String LIST = """
            with recursive found (tenant) as (
                select least((select min(tenant) from device), (select min(tenant) from member))
                union all
                select least((select min(tenant) from device where tenant > found.tenant),
                    (select min(tenant) from member where tenant > found.tenant))
                from found where found.tenant is not null)
            select tenant from found where tenant is not null limit ?
            """;

    private final PostgresDatabase database;

    public PostgresTenants(PostgresDatabase database) {
        this.database = database;
    }

    /// The first of them, in their order.
    public List<TenantId> list(int max) {
        return database.read("PostgresTenants.list", "at most " + max, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(LIST)) {
                Columns.set(statement, max);
                List<TenantId> tenants = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        tenants.add(new TenantId(row.getString("tenant")));
                    }
                }
                return tenants;
            }
        });
    }
}
