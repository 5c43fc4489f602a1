package io.lapwing.local.adapters;

import io.lapwing.local.adapters.Pages.Position;
import io.lapwing.sharedmodel.audit.AuditEvent;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.AuditLog;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/// The audit trail in the table `audit_event`.
public final class PostgresAuditLog implements AuditLog {

    private static final String APPEND = """
            insert into audit_event (at, tenant, actor, action, target, result, detail)
            select * from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
            """;

    private static final String LIST = """
            select event_key, at, tenant, actor, action, target, result, detail
            from audit_event
            where tenant = ? and (at, event_key) < (?, ?)
            order by at desc, event_key desc
            limit ?
            """;

    private static final Position NEWEST = new Position(Long.MAX_VALUE, Long.MAX_VALUE);

    private final PostgresDatabase database;

    public PostgresAuditLog(PostgresDatabase database) {
        this.database = database;
    }

    private record Row(Position position, AuditEvent event) {}

    @Override
    public void append(List<AuditEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        database.writeAtOnce("AuditLog.append", events.size() + " events", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(APPEND)) {
                Columns.set(statement, events.stream().mapToLong(event -> event.at().toEpochMilli()).toArray(),
                        texts(events, event -> tenantOf(event)), texts(events, AuditEvent::actor),
                        texts(events, AuditEvent::action), texts(events, AuditEvent::target),
                        texts(events, event -> event.result().name()), texts(events, AuditEvent::detail));
                return statement.executeUpdate();
            }
        });
    }

    @Override
    public Page<AuditEvent> list(TenantId tenant, PageRequest page) {
        Position after = Position.parse(page.after(), NEWEST);
        List<Row> rows = database.read("AuditLog.list", tenant.value(), connection -> {
            try (PreparedStatement statement = connection.prepareStatement(LIST)) {
                Columns.set(statement, tenant.value(), after.time(), after.number(), page.limit() + 1);
                return rows(statement);
            }
        });
        Page<Row> cut = Pages.cut(rows, page, row -> row.position().toString());
        return new Page<>(cut.items().stream().map(Row::event).toList(), cut.next());
    }

    private static List<Row> rows(PreparedStatement statement) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                AuditEvent event = new AuditEvent(Columns.instant(row, "at"), new TenantId(row.getString("tenant")),
                        row.getString("actor"), row.getString("action"), row.getString("target"),
                        AuditEvent.Result.valueOf(row.getString("result")), row.getString("detail"));
                rows.add(new Row(new Position(row.getLong("at"), row.getLong("event_key")), event));
            }
        }
        return rows;
    }

    private static @Nullable String tenantOf(AuditEvent event) {
        TenantId tenant = event.tenant();
        return tenant == null ? null : tenant.value();
    }

    private static @Nullable String[] texts(List<AuditEvent> events, Function<AuditEvent, @Nullable String> text) {
        @Nullable
        String[] texts = new String[events.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = text.apply(events.get(i));
        }
        return texts;
    }
}
