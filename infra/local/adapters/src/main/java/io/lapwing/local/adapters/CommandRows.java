package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.command.Command.Progress;
import io.lapwing.sharedmodel.command.Command.Reply;
import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.command.CommandState;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.document.JsonText;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Commands as rows of `command`.
final class CommandRows {

    private CommandRows() {}

    /// What a new row holds: all but its key's two outer parts, in the order of the columns, and then those.
    static @Nullable Object[] columns(Command command) {
        TraceParent trace = command.trace();
        return new @Nullable Object[]{command.id().value(), command.method(), command.params().json(),
                command.requestedBy(), command.createdAt(), command.expiresAt(),
                trace == null ? null : trace.header(), command.state().name(), command.version(),
                command.device().tenant().value(), command.device().device().value()};
    }

    /// What a step changes, in the order of the columns: all that the progress holds, and the version.
    static @Nullable Object[] progress(Command command) {
        Progress progress = command.progress();
        Reply reply = progress.reply();
        return new @Nullable Object[]{progress.state().name(), progress.sentAt(), progress.deliveredAt(),
                progress.endedAt(), reply == null ? null : reply.status(),
                reply == null ? null : reply.payload().json(), reply == null ? null : reply.receivedAt(),
                command.version()};
    }

    /// Runs a query and reads all its rows.
    static List<Command> read(PreparedStatement statement) throws SQLException {
        List<Command> commands = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                commands.add(command(row));
            }
        }
        return commands;
    }

    private static Command command(ResultSet row) throws SQLException {
        return new Command(new CommandId(row.getString("id")),
                DeviceKey.of(row.getString("tenant"), row.getString("device_id")), row.getString("method"),
                new JsonText(row.getString("params")), row.getString("requested_by"),
                Columns.instant(row, "created_at"), Columns.instant(row, "expires_at"), progress(row),
                TraceParent.parse(row.getString("trace_parent")).orElse(null), row.getLong("version"));
    }

    private static Progress progress(ResultSet row) throws SQLException {
        return new Progress(CommandState.valueOf(row.getString("state")), Columns.instantOrNull(row, "sent_at"),
                Columns.instantOrNull(row, "delivered_at"), Columns.instantOrNull(row, "ended_at"), reply(row));
    }

    private static @Nullable Reply reply(ResultSet row) throws SQLException {
        Instant repliedAt = Columns.instantOrNull(row, "replied_at");
        return repliedAt == null ? null
                : new Reply(row.getInt("reply_status"), new JsonText(row.getString("reply_payload")), repliedAt);
    }
}
