package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.ChatLink;
import io.lapwing.sharedmodel.chat.LinkCode;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.member.UserId;
import io.lapwing.sharedmodel.port.ChatLinks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// Links in the table `chat_link`, one row for each account, and in `chat_code` the last code that each was given.
/// [PostgresHousekeeping] removes codes that have ended.
public final class PostgresChatLinks implements ChatLinks {

    private static final String COLUMNS = "channel, workspace, account, tenant, sub, linked_at";
    private static final String IS_ACCOUNT = " where channel = ? and workspace = ? and account = ?";

    private static final String TAKE_AWAY = """
            delete from chat_code where digest = ? and (channel, workspace, account) <> (?, ?, ?)
            """;

    private static final String GIVE = """
            insert into chat_code (digest, channel, workspace, account, ends_at)
            values (?, ?, ?, ?, ?)
            on conflict (channel, workspace, account) do update
            set digest = excluded.digest, ends_at = excluded.ends_at
            """;

    private static final String REDEEM = """
            with redeemed as (
                delete from chat_code where digest = ? and ends_at > ? returning channel, workspace, account)
            insert into chat_link (channel, workspace, account, tenant, sub, linked_at)
            select channel, workspace, account, ?, ?, ? from redeemed
            on conflict (channel, workspace, account) do update
            set tenant = excluded.tenant, sub = excluded.sub, linked_at = excluded.linked_at
            returning\s""" + COLUMNS;

    private static final String FIND = "select " + COLUMNS + " from chat_link" + IS_ACCOUNT;
    private static final String END = "delete from chat_link" + IS_ACCOUNT;
    private static final String END_ALL = "delete from chat_link where tenant = ? and sub = ?";

    private final PostgresDatabase database;

    public PostgresChatLinks(PostgresDatabase database) {
        this.database = database;
    }

    @Override
    public void offer(LinkCode code, ChatAccount account, Instant endsAt) {
        database.write("ChatLinks.offer", account.toString(), connection -> {
            @Nullable
            Object[] key = Statements.joined(new Object[]{code.digest()}, ChatColumns.key(account));
            Statements.execute(connection, TAKE_AWAY, key);
            return Statements.execute(connection, GIVE, Statements.joined(key, endsAt));
        });
    }

    @Override
    public Optional<ChatLink> redeem(LinkCode code, TenantId tenant, UserId user, Instant now) {
        return database.writeAtOnce("ChatLinks.redeem", tenant + "/" + user,
                connection -> Statements.query(connection, REDEEM, PostgresChatLinks::link, code.digest(), now,
                        tenant.value(), user.value(), now))
                .stream().findFirst();
    }

    @Override
    public Optional<ChatLink> find(ChatAccount account) {
        return database.read("ChatLinks.find", account.toString(),
                connection -> Statements.query(connection, FIND, PostgresChatLinks::link, ChatColumns.key(account)))
                .stream().findFirst();
    }

    @Override
    public boolean end(ChatAccount account) {
        return database.writeAtOnce("ChatLinks.end", account.toString(),
                connection -> Statements.execute(connection, END, ChatColumns.key(account)) == 1);
    }

    @Override
    public void endAll(TenantId tenant, UserId user) {
        database.writeAtOnce("ChatLinks.endAll", tenant + "/" + user,
                connection -> Statements.execute(connection, END_ALL, tenant.value(), user.value()));
    }

    private static ChatLink link(ResultSet row) throws SQLException {
        return new ChatLink(
                new ChatAccount(ChatColumns.channel(row, "channel"), row.getString("workspace"),
                        row.getString("account")),
                new TenantId(row.getString("tenant")), new UserId(row.getString("sub")),
                Columns.instant(row, "linked_at"));
    }
}
