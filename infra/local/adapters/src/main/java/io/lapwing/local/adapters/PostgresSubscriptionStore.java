package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.Subscription;
import io.lapwing.sharedmodel.chat.Subscription.Wish;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.document.JsonText;
import io.lapwing.sharedmodel.port.SubscriptionStore;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/// Subscriptions in the table `subscription`, one row each.
public final class PostgresSubscriptionStore implements SubscriptionStore {

    private static final String IS_KEY = """
            where tenant = ? and channel = ? and workspace = ? and place = ? and thread = ?
            """;

    private static final String SELECT = """
            select tenant, channel, workspace, place, thread, answer, subscriber_channel, subscriber_workspace,
                   subscriber, severity, type, site, devices, language, board, created_at, version
            from subscription
            """;

    private static final String FIND = SELECT + IS_KEY;
    private static final String LIST = SELECT + "where tenant = ?";

    private static final String INSERT = """
            insert into subscription (answer, subscriber_channel, subscriber_workspace, subscriber, severity, type,
                                      site, devices, language, board, created_at, version,
                                      tenant, channel, workspace, place, thread)
            select ?::text, ?, ?, ?, ?, ?::text, ?::text, ?::text[], ?, ?, ?, ?, ?, ?, ?, ?, ?
            where (select count(*) from subscription where tenant = ?) < ?
            on conflict do nothing
            """;

    private static final String REPLACE = """
            update subscription
            set answer = ?::text, subscriber_channel = ?, subscriber_workspace = ?, subscriber = ?, severity = ?,
                type = ?::text, site = ?::text, devices = ?::text[], language = ?, board = ?, created_at = ?,
                version = ?
            """ + IS_KEY + "and version = ? and created_at = ?";

    private static final String IS_TAKEN = "select 1 from subscription " + IS_KEY;
    private static final String REMOVE = "delete from subscription " + IS_KEY;

    private final PostgresDatabase database;

    public PostgresSubscriptionStore(PostgresDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<Subscription> find(TenantId tenant, ChatPlace place) {
        return database.read("SubscriptionStore.find", tenant + " " + place,
                connection -> Statements.query(connection, FIND, PostgresSubscriptionStore::subscription,
                        key(tenant, place)))
                .stream().findFirst();
    }

    @Override
    public List<Subscription> list(TenantId tenant) {
        return database.read("SubscriptionStore.list", tenant.value(), connection -> Statements.query(connection, LIST,
                PostgresSubscriptionStore::subscription, tenant.value()));
    }

    @Override
    public Written save(Subscription subscription) {
        return database.writeAtOnce("SubscriptionStore.save", subscription.tenant() + " " + subscription.place(),
                connection -> subscription.version() == 1 ? insert(connection, subscription)
                        : replace(connection, subscription));
    }

    /// Only where nothing was changed there is a second statement, to find out why.
    private static Written insert(Connection connection, Subscription subscription) throws SQLException {
        if (Statements.execute(connection, INSERT, Statements.joined(columns(subscription),
                subscription.tenant().value(), MAX_OF_TENANT)) == 1) {
            return Written.DONE;
        }
        return Statements.isThere(connection, IS_TAKEN, key(subscription.tenant(), subscription.place()))
                ? Written.CONFLICT
                : Written.TOO_MANY;
    }

    private static Written replace(Connection connection, Subscription subscription) throws SQLException {
        return Statements.execute(connection, REPLACE, Statements.joined(columns(subscription),
                subscription.version() - 1, subscription.createdAt())) == 1 ? Written.DONE : Written.CONFLICT;
    }

    @Override
    public boolean remove(TenantId tenant, ChatPlace place) {
        return database.writeAtOnce("SubscriptionStore.remove", tenant + " " + place,
                connection -> Statements.execute(connection, REMOVE, key(tenant, place)) == 1);
    }

    private static @Nullable Object[] key(TenantId tenant, ChatPlace place) {
        return Statements.joined(new Object[]{tenant.value()}, ChatColumns.key(place));
    }

    /// All that a row holds, its key last.
    private static @Nullable Object[] columns(Subscription subscription) {
        Wish wish = subscription.wish();
        String[] devices = wish.devices().stream().map(DeviceId::value).sorted().toArray(String[]::new);
        @Nullable
        Object[] place = {subscription.place().answer()};
        @Nullable
        Object[] content = {wish.severity().name(), wish.type(), wish.site(), devices, subscription.language(),
                subscription.board().json(), subscription.createdAt(), subscription.version()};
        return Stream.of(place, ChatColumns.key(subscription.subscriber()), content,
                key(subscription.tenant(), subscription.place())).flatMap(Stream::of).toArray();
    }

    private static Subscription subscription(ResultSet row) throws SQLException {
        ChatPlace place = new ChatPlace(ChatColumns.channel(row, "channel"), row.getString("workspace"),
                row.getString("place"), ChatColumns.thread(row), row.getString("answer"));
        ChatAccount subscriber = new ChatAccount(ChatColumns.channel(row, "subscriber_channel"),
                row.getString("subscriber_workspace"), row.getString("subscriber"));
        Wish wish = new Wish(Severity.valueOf(row.getString("severity")), row.getString("type"), row.getString("site"),
                Stream.of(Columns.texts(row, "devices")).map(DeviceId::new).collect(Collectors.toSet()));
        return new Subscription(new TenantId(row.getString("tenant")), place, subscriber, wish,
                row.getString("language"), new JsonText(row.getString("board")), Columns.instant(row, "created_at"),
                row.getLong("version"));
    }
}
