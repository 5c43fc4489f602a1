package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.alert.Alert.Care;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.alert.RuleId;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.watch.Observation.AlertChange;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// The rows of `alert`. Alerts of a device begin and end only while its state is held.
final class AlertRows {

    private static final String RAISE = """
            insert into alert (tenant, number, device_key, rule_id, severity, started_at, raised_at, cleared_at, value,
                               message, acknowledged_by, acknowledged_at, silenced_until, version)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String CLEAR = """
            update alert set cleared_at = ?, version = version + 1
            where tenant = ? and number = ? and cleared_at is null
            """;

    private AlertRows() {}

    /// What becomes of a device's alerts.
    record Change(long deviceKey, DeviceKey device, AlertChange change) {}

    /// Writes changes in their order.
    static void write(Connection connection, List<Change> changes) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        // An alert is raised before it is cleared, and what is raised is new: all that is raised can go first.
        try (PreparedStatement raise = connection.prepareStatement(RAISE);
                PreparedStatement clear = connection.prepareStatement(CLEAR)) {
            for (Change change : changes) {
                switch (change.change()) {
                    case AlertChange.Raised(Alert alert) -> {
                        set(raise, change.deviceKey(), alert);
                        raise.addBatch();
                    }
                    case AlertChange.Cleared cleared -> {
                        Columns.set(clear, cleared.clearedAt(), change.device().tenant().value(),
                                cleared.id().number());
                        clear.addBatch();
                    }
                }
            }
            raise.executeBatch();
            clear.executeBatch();
        }
    }

    private static void set(PreparedStatement raise, long deviceKey, Alert alert) throws SQLException {
        Care care = alert.care();
        Columns.set(raise, alert.device().tenant().value(), alert.id().number(), deviceKey, alert.rule().value(),
                alert.severity().name(), alert.startedAt(), alert.raisedAt(), alert.clearedAt(), alert.value(),
                alert.message(), care.acknowledgedBy(), care.acknowledgedAt(), care.silencedUntil(), alert.version());
    }

    /// Runs a query over `alert` joined with `device`, and reads all its rows.
    static List<Alert> read(PreparedStatement statement) throws SQLException {
        List<Alert> alerts = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                alerts.add(alert(row));
            }
        }
        return alerts;
    }

    private static Alert alert(ResultSet row) throws SQLException {
        double number = row.getDouble("value");
        @Nullable
        Double value = row.wasNull() ? null : number;
        return new Alert(AlertId.of(row.getLong("number")),
                DeviceKey.of(row.getString("tenant"), row.getString("device_id")), new RuleId(row.getString("rule_id")),
                Severity.valueOf(row.getString("severity")), Columns.instant(row, "started_at"),
                Columns.instant(row, "raised_at"), Columns.instantOrNull(row, "cleared_at"), value,
                row.getString("message"),
                new Care(row.getString("acknowledged_by"), Columns.instantOrNull(row, "acknowledged_at"),
                        Columns.instantOrNull(row, "silenced_until")),
                row.getLong("version"));
    }
}
