package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.alert.Alert.Care;
import io.lapwing.sharedmodel.alert.AlertFilter;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.AlertStore;

import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// Alerts in the table `alert`, one row each.
public final class PostgresAlertStore implements AlertStore {

    private static final String SELECT = """
            select alert.*, device.device_id
            from alert join device using (device_key)
            where alert.tenant = ?
            """;

    private static final String FIND = SELECT + "and number = ?";

    private static final String CARE = """
            update alert
            set acknowledged_by = ?::text, acknowledged_at = ?::bigint, silenced_until = ?::bigint, version = ?
            where tenant = ? and number = ? and version = ?
              and exists (select from device where device.device_key = alert.device_key)
            """;

    private final PostgresDatabase database;

    public PostgresAlertStore(PostgresDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<Alert> find(TenantId tenant, AlertId id) {
        return database.read("AlertStore.find", tenant + "/" + id, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(FIND)) {
                Columns.set(statement, tenant.value(), id.number());
                return AlertRows.read(statement).stream().findFirst();
            }
        });
    }

    /// A query with the conditions that somebody asks for, and no others: each kind of question has a plan of its own.
    private static final class Question {

        private final StringBuilder sql = new StringBuilder(SELECT);
        private final List<Object> parameters = new ArrayList<>();

        Question(TenantId tenant, AlertFilter filter, PageRequest page) {
            parameters.add(tenant.value());
            where("and number < ?", page.after() == null ? null : Long.valueOf(page.after()));
            if (filter.open() != null) {
                sql.append(filter.open() ? "and cleared_at is null\n" : "and cleared_at is not null\n");
            }
            where("and severity = ?", filter.severity() == null ? null : filter.severity().name());
            where("and device.device_id = ?", filter.device() == null ? null : filter.device().value());
            where("and device.site = ?", filter.site());
            where("and rule_id = ?", filter.rule() == null ? null : filter.rule().value());
            // Says what the join implies, so that a device's or a site's alerts can be found from there.
            sql.append("and device.tenant = alert.tenant\norder by number desc\nlimit ?");
            parameters.add(page.limit() + 1);
        }

        private void where(String condition, @Nullable Object parameter) {
            if (parameter != null) {
                sql.append(condition).append('\n');
                parameters.add(parameter);
            }
        }
    }

    @Override
    public Page<Alert> list(TenantId tenant, AlertFilter filter, PageRequest page) {
        Question question = new Question(tenant, filter, page);
        List<Alert> alerts = database.read("AlertStore.list", tenant.value(), connection -> {
            try (PreparedStatement statement = connection.prepareStatement(question.sql.toString())) {
                Columns.set(statement, question.parameters.toArray());
                return AlertRows.read(statement);
            }
        });
        return Pages.cut(alerts, page, alert -> Long.toString(alert.id().number()));
    }

    @Override
    public boolean care(Alert alert, List<RecordedEvent> events) {
        TenantId tenant = alert.device().tenant();
        Care care = alert.care();
        return database.writeEvents("AlertStore.care", tenant + "/" + alert.id(), connection -> {
            try (PreparedStatement statement = connection.prepareStatement(CARE)) {
                Columns.set(statement, care.acknowledgedBy(), care.acknowledgedAt(), care.silencedUntil(),
                        alert.version(), tenant.value(), alert.id().number(), alert.version() - 1);
                if (statement.executeUpdate() == 0) {
                    return false;
                }
            }
            OutboxRows.insert(connection, events);
            return true;
        });
    }
}
