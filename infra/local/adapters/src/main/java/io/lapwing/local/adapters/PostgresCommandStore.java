package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.CommandStore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// Commands in the table `command`, one row each.
public final class PostgresCommandStore implements CommandStore {

    private static final String SELECT = """
            select tenant, id, device_id, method, params, requested_by, created_at, expires_at, trace_parent, state,
                   sent_at, delivered_at, ended_at, reply_status, reply_payload, replied_at, version
            from command
            """;

    private static final String FIND = SELECT + "where tenant = ? and id = ?";

    private static final String LIST = SELECT + """
            where tenant = ? and device_id = ? and (created_at, id) < (?, ?)
            order by created_at desc, id desc
            limit ?
            """;

    private static final String OPEN = SELECT + """
            where tenant = ? and device_id = ? and ended_at is null
            order by created_at, id
            """;

    private static final String OVERDUE = SELECT + """
            where ended_at is null and expires_at <= ?
            order by expires_at
            limit ?
            """;

    private static final String IS_THERE = "select 1 from device where tenant = ? and device_id = ?";

    private static final String UPDATE = OutboxRows.after("""
            update command
            set state = ?, sent_at = ?::bigint, delivered_at = ?::bigint, ended_at = ?::bigint,
                reply_status = ?::integer, reply_payload = ?::text, replied_at = ?::bigint, version = ?
            where tenant = ? and id = ? and device_id = ? and version = ?
            """);

    private static final String COLON = ":";

    private final PostgresDatabase database;

    public PostgresCommandStore(PostgresDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<Command> find(TenantId tenant, CommandId id) {
        return query("CommandStore.find", tenant + "/" + id, FIND, tenant.value(), id.value()).stream().findFirst();
    }

    @Override
    public Page<Command> list(DeviceKey device, PageRequest page) {
        Position before = Position.parse(page.after());
        List<Command> commands = query("CommandStore.list", device.toString(), LIST, device.tenant().value(),
                device.device().value(), before.createdAt(), before.id(), page.limit() + 1);
        return Pages.cut(commands, page, command -> Position.of(command).toString());
    }

    @Override
    public List<Command> open(DeviceKey device) {
        return query("CommandStore.open", device.toString(), OPEN, device.tenant().value(), device.device().value());
    }

    @Override
    public List<Command> overdue(Instant now, int max) {
        return query("CommandStore.overdue", now.toString(), OVERDUE, now, max);
    }

    private List<Command> query(String operation, String key, String sql, Object... parameters) {
        return database.read(operation, key, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                Columns.set(statement, parameters);
                return CommandRows.read(statement);
            }
        });
    }

    @Override
    public Written save(Command command, List<RecordedEvent> events) {
        String operation = "CommandStore.save";
        String key = command.device() + " " + command.id();
        Written written = command.version() == 1
                ? database.write(operation, key, connection -> NewCommands.insert(connection, command, events))
                : database.writeAtOnce(operation, key, connection -> update(connection, command, events));
        if (written == Written.DONE) {
            database.outboxSigns().give();
        }
        return written;
    }

    /// Only where nothing was changed there is a second statement, to find out why.
    private static Written update(Connection connection, Command command, List<RecordedEvent> events)
            throws SQLException {
        String tenant = command.device().tenant().value();
        String device = command.device().device().value();
        @Nullable
        Object[] parameters = Statements.joined(CommandRows.progress(command), tenant, command.id().value(), device,
                command.version() - 1);
        if (OutboxRows.insertAfter(connection, UPDATE, parameters, events) == 1) {
            return Written.DONE;
        }
        return Statements.isThere(connection, IS_THERE, tenant, device) ? Written.CONFLICT : Written.NO_SUCH_DEVICE;
    }

    /// Where a page of a list ends.
    private record Position(Instant createdAt, String id) {

        private static final Position NEWEST = new Position(Instant.ofEpochMilli(Long.MAX_VALUE), "");

        static Position of(Command command) {
            return new Position(command.createdAt(), command.id().value());
        }

        static Position parse(@Nullable String cursor) {
            if (cursor == null) {
                return NEWEST;
            }
            int colon = cursor.indexOf(COLON);
            return new Position(Instant.ofEpochMilli(Long.parseLong(cursor.substring(0, colon))),
                    cursor.substring(colon + 1));
        }

        @Override
        public String toString() {
            return createdAt.toEpochMilli() + COLON + id;
        }
    }
}
