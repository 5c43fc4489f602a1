package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.Conversation;
import io.lapwing.sharedmodel.chat.ConversationKey;
import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.document.JsonText;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.port.CommandStore;
import io.lapwing.sharedmodel.port.ConversationStore;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// Conversations in the table `conversation`, one row each. [PostgresHousekeeping] removes those that are past their
/// time.
public final class PostgresConversationStore implements ConversationStore {
    private static final String OPERATION = "ConversationStore.save";

    private static final String IS_KEY = """
            where channel = ? and workspace = ? and place = ? and thread = ?
              and account_channel = ? and account_workspace = ? and account = ?
            """;

    private static final String FIND = "select memory, kept_until, version from conversation " + IS_KEY;

    private static final String BEGIN = """
            insert into conversation (memory, kept_until, version, channel, workspace, place, thread,
                                      account_channel, account_workspace, account)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing
            """;

    private static final String REPLACE = "update conversation set memory = ?, kept_until = ?, version = ? " + IS_KEY
            + "and version = ?";

    private static final String NOTE_COMMAND = """
            insert into chat_command (tenant, command_id, kept_until, channel, workspace, place, thread,
                                      account_channel, account_workspace, account)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String CONFIRMED_IN = """
            select channel, workspace, place, thread, account_channel, account_workspace, account, memory,
                   conversation.kept_until, version
            from chat_command
            join conversation using (channel, workspace, place, thread, account_channel, account_workspace, account)
            where tenant = ? and command_id = ?
            """;

    private final PostgresDatabase database;

    public PostgresConversationStore(PostgresDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<Conversation> find(ConversationKey key) {
        return database.read("ConversationStore.find", key.toString(),
                connection -> Statements.query(connection, FIND,
                        row -> new Conversation(key, new JsonText(row.getString("memory")),
                                Columns.instant(row, "kept_until"), row.getLong("version")),
                        columns(key)))
                .stream().findFirst();
    }

    @Override
    public boolean save(Conversation conversation) {
        return database.writeAtOnce(OPERATION, conversation.key().toString(),
                connection -> write(connection, conversation));
    }

    @Override
    public CommandStore.Written save(Conversation conversation, Command command, List<RecordedEvent> events) {
        ConversationStore.requireNew(command);
        String key = conversation.key() + " and " + command.device() + " " + command.id();
        CommandStore.Written written = database.write(OPERATION, key,
                connection -> writeBoth(connection, conversation, command, events));
        if (written == CommandStore.Written.DONE) {
            database.outboxSigns().give();
        }
        return written;
    }

    /// The conversation first: who lost the race for it must not wait for the device.
    private static CommandStore.Written writeBoth(Connection connection, Conversation conversation, Command command,
            List<RecordedEvent> events) throws SQLException {
        if (!write(connection, conversation)) {
            return CommandStore.Written.CONFLICT;
        }
        CommandStore.Written written = NewCommands.insert(connection, command, events);
        if (written == CommandStore.Written.DONE) {
            Statements.execute(connection, NOTE_COMMAND,
                    Statements.joined(new Object[]{command.device().tenant().value(), command.id().value(),
                            conversation.keptUntil()}, columns(conversation.key())));
        } else {
            connection.rollback();
        }
        return written;
    }

    private static boolean write(Connection connection, Conversation conversation) throws SQLException {
        @Nullable
        Object[] row = Statements.joined(new Object[]{conversation.memory().json(), conversation.keptUntil(),
                conversation.version()}, columns(conversation.key()));
        return conversation.version() == 1 ? Statements.execute(connection, BEGIN, row) == 1
                : Statements.execute(connection, REPLACE, Statements.joined(row, conversation.version() - 1)) == 1;
    }

    @Override
    public Optional<Conversation> confirmedIn(TenantId tenant, CommandId command) {
        return database.read("ConversationStore.confirmedIn", tenant + "/" + command,
                connection -> Statements.query(connection, CONFIRMED_IN,
                        row -> new Conversation(
                                new ConversationKey(
                                        new ChatPlace(ChatColumns.channel(row, "channel"), row.getString("workspace"),
                                                row.getString("place"), ChatColumns.thread(row), null),
                                        new ChatAccount(ChatColumns.channel(row, "account_channel"),
                                                row.getString("account_workspace"), row.getString("account"))),
                                new JsonText(row.getString("memory")), Columns.instant(row, "kept_until"),
                                row.getLong("version")),
                        tenant.value(), command.value()))
                .stream().findFirst();
    }

    private static @Nullable Object[] columns(ConversationKey key) {
        ChatAccount account = key.account();
        return Statements.joined(ChatColumns.key(key.place()), ChatColumns.key(account));
    }
}
