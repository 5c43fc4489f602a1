package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.device.TenantId;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Numbers the alerts that a transaction raises. A tenant's last number is locked from the first alert on until the end
/// of the transaction, so that later alerts have greater numbers for everybody; who raises none locks nothing. Tenants
/// are to be asked for in ascending order, after the states of devices are held: then nobody waits in a circle.
final class AlertNumbers {

    private static final String HOLD = """
            insert into alert_end as known (tenant, number)
            values (?, 0)
            on conflict (tenant) do update set number = known.number
            returning number
            """;

    private static final String MOVE = "update alert_end set number = ? where tenant = ?";

    private final Connection connection;
    private final Map<String, Long> last = new TreeMap<>();

    AlertNumbers(Connection connection) {
        this.connection = connection;
    }

    /// The database failed while somebody who knows nothing of it asked for a number.
    private static final class Failed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final SQLException reason;

        Failed(SQLException reason) {
            super(reason);
            this.reason = reason;
        }
    }

    /// Somebody who asks for numbers.
    interface Asking<T> {

        T with(Supplier<AlertId> ids);
    }

    /// Lets somebody ask for numbers of a tenant.
    <T> T of(TenantId tenant, Asking<T> asking) throws SQLException {
        try {
            return asking.with(() -> next(tenant));
        } catch (Failed e) {
            throw e.reason;
        }
    }

    private AlertId next(TenantId tenant) {
        try {
            Long known = last.get(tenant.value());
            long number = 1 + (known == null ? hold(tenant) : known);
            last.put(tenant.value(), number);
            return AlertId.of(number);
        } catch (SQLException e) {
            throw new Failed(e);
        }
    }

    private long hold(TenantId tenant) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HOLD)) {
            Columns.set(statement, tenant.value());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong("number");
            }
        }
    }

    /// Writes down which numbers were given out.
    void write() throws SQLException {
        if (last.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
            for (Map.Entry<String, Long> tenant : last.entrySet()) {
                Columns.set(statement, tenant.getValue(), tenant.getKey());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
