package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.port.CommandStore;
import io.lapwing.sharedmodel.port.CommandStore.Written;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Puts new commands into the table `command`, in the transaction of whatever brings them about.
final class NewCommands {

    /// Whoever makes a command holds his device's row: the bound is kept, and a deletion waits or is waited for.
    private static final String HOLD_DEVICE = "select 1 from device where tenant = ? and device_id = ? for update";

    private static final String IS_TAKEN = "select 1 from command where tenant = ? and id = ?";

    private static final String INSERT = OutboxRows.after("""
            insert into command (tenant, id, device_id, method, params, requested_by, created_at, expires_at,
                                 trace_parent, state, version)
            select tenant, ?, device_id, ?, ?, ?, ?, ?, ?::text, ?, ?
            from (values (?, ?)) as addressee (tenant, device_id)
            where (select count(*) from command as open
                   where open.tenant = addressee.tenant and open.device_id = addressee.device_id
                     and open.ended_at is null) < ?
            on conflict (tenant, id) do nothing
            """);

    private NewCommands() {}

    /// Once the transaction is committed, relays are to be given a sign.
    ///
    /// @return if it is not [Written#DONE], nothing was changed here
    static Written insert(Connection connection, Command command, List<RecordedEvent> events) throws SQLException {
        String tenant = command.device().tenant().value();
        if (!Statements.isThere(connection, HOLD_DEVICE, tenant, command.device().device().value())) {
            return Written.NO_SUCH_DEVICE;
        }
        if (OutboxRows.insertAfter(connection, INSERT,
                Statements.joined(CommandRows.columns(command), CommandStore.MAX_OPEN), events) == 1) {
            return Written.DONE;
        }
        return Statements.isThere(connection, IS_TAKEN, tenant, command.id().value()) ? Written.CONFLICT
                : Written.TOO_MANY;
    }
}
