package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.member.Member;
import io.lapwing.sharedmodel.member.Role;
import io.lapwing.sharedmodel.member.UserId;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.MemberStore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/// Members in the table `member`, one row for each id that was ever used.
public final class PostgresMemberStore implements MemberStore {

    private static final String COLUMNS = "tenant, sub, name, roles, created_at, updated_at, last_seen_at, version";

    private static final String FIND = "select " + COLUMNS
            + " from member where tenant = ? and sub = ? and not removed";

    private static final String LIST = "select " + COLUMNS
            + " from member where tenant = ? and sub > ? and not removed order by sub limit ?";

    /// Who was removed leaves his row, and the next version, to who is entered again.
    private static final String ENTER = """
            insert into member as old (tenant, sub, name, roles, created_at, updated_at, last_seen_at, version)
            values (?, ?, ?, ?, ?, ?, null, 1)
            on conflict (tenant, sub) do update
            set name = excluded.name, roles = excluded.roles, created_at = excluded.created_at,
                updated_at = excluded.updated_at, last_seen_at = null, version = old.version + 1, removed = false
            where old.removed
            returning\s""" + COLUMNS;

    private static final String UPDATE = """
            update member set name = ?, roles = ?, updated_at = ?, version = version + 1
            where tenant = ? and sub = ? and version = ? and not removed
            returning\s""" + COLUMNS;

    private static final String REMOVE = """
            update member set removed = true where tenant = ? and sub = ? and version = ? and not removed
            """;

    private static final String SEEN = """
            insert into member as old (tenant, sub, name, roles, created_at, updated_at, last_seen_at, version)
            values (?, ?, ?, ?, ?, ?, ?, 1)
            on conflict (tenant, sub) do update set last_seen_at = excluded.last_seen_at
            where not old.removed and (old.last_seen_at is null or old.last_seen_at < excluded.last_seen_at)
            """;

    private final PostgresDatabase database;

    public PostgresMemberStore(PostgresDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<Member> find(TenantId tenant, UserId id) {
        return database.read("MemberStore.find", key(tenant, id),
                connection -> query(connection, FIND, tenant.value(), id.value())).stream().findFirst();
    }

    @Override
    public Page<Member> list(TenantId tenant, PageRequest page) {
        String after = page.after() == null ? "" : page.after();
        List<Member> members = database.read("MemberStore.list", tenant.value(),
                connection -> query(connection, LIST, tenant.value(), after, page.limit() + 1));
        return Pages.cut(members, page, member -> member.id().value());
    }

    @Override
    public Optional<Member> save(Member member) {
        return database.write("MemberStore.save", key(member.tenant(), member.id()),
                connection -> member.version() == Member.NEW ? enter(connection, member) : update(connection, member))
                .stream().findFirst();
    }

    private static List<Member> enter(Connection connection, Member member) throws SQLException {
        return query(connection, ENTER, member.tenant().value(), member.id().value(), member.name(), roles(member),
                member.createdAt(), member.updatedAt());
    }

    private static List<Member> update(Connection connection, Member member) throws SQLException {
        return query(connection, UPDATE, member.name(), roles(member), member.updatedAt(), member.tenant().value(),
                member.id().value(), member.version());
    }

    @Override
    public boolean remove(TenantId tenant, UserId id, long version) {
        return database.write("MemberStore.remove", key(tenant, id),
                connection -> execute(connection, REMOVE, tenant.value(), id.value(), version) == 1);
    }

    @Override
    public void seen(Member member) {
        database.write("MemberStore.seen", key(member.tenant(), member.id()),
                connection -> execute(connection, SEEN, member.tenant().value(), member.id().value(), member.name(),
                        roles(member), member.createdAt(), member.updatedAt(), member.lastSeenAt()));
    }

    private static String key(TenantId tenant, UserId id) {
        return tenant + "/" + id;
    }

    private static String[] roles(Member member) {
        return member.roles().stream().map(Role::text).toArray(String[]::new);
    }

    private static int execute(Connection connection, String sql, @Nullable Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Columns.set(statement, parameters);
            return statement.executeUpdate();
        }
    }

    private static List<Member> query(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Columns.set(statement, parameters);
            List<Member> members = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    members.add(member(row));
                }
            }
            return members;
        }
    }

    private static Member member(ResultSet row) throws SQLException {
        Set<Role> roles = Stream.of(Columns.texts(row, "roles")).map(Role::parse).flatMap(Optional::stream)
                .collect(Collectors.toSet());
        return new Member(new TenantId(row.getString("tenant")), new UserId(row.getString("sub")),
                row.getString("name"), roles, Columns.instant(row, "created_at"), Columns.instant(row, "updated_at"),
                Columns.instantOrNull(row, "last_seen_at"), row.getLong("version"));
    }
}
