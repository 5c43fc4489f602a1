package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.alert.Rule;
import io.lapwing.sharedmodel.alert.RuleId;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.json.RuleJson;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.RuleStore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Rules in the table `rule`, one row for each id that was ever used.
public final class PostgresRuleStore implements RuleStore {

    private static final String SELECT = """
            select tenant, rule_id, definition, created_at, updated_at, version from rule
            """;
    private static final String FIND = SELECT + "where tenant = ? and rule_id = ? and definition is not null";
    private static final String LIST = SELECT + """
            where tenant = ? and rule_id > ? and definition is not null order by rule_id limit ?
            """;
    private static final String ENABLED = SELECT + """
            join unnest(?::text[]) as wanted (tenant) using (tenant) where enabled order by tenant, rule_id
            """;
    private static final String STANDING = """
            select version, definition is not null as alive from rule where tenant = ? and rule_id = ?
            """;

    /// Held to the end of the transaction, so that two rules made at once count each other.
    private static final String LOCK_TENANT = "select pg_advisory_xact_lock(hashtextextended('rule/' || ?, 0))";
    private static final String COUNT = "select count(*) from rule where tenant = ? and definition is not null";

    private static final String UPDATE = """
            update rule set definition = ?, enabled = ?, updated_at = ?, version = ?
            where tenant = ? and rule_id = ? and version = ? and definition is not null
            """;

    /// A new rule takes the row of the deleted one that it follows.
    private static final String INSERT = """
            insert into rule as old (tenant, rule_id, definition, enabled, created_at, updated_at, version)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (tenant, rule_id) do update
            set definition = excluded.definition, enabled = excluded.enabled, created_at = excluded.created_at,
                updated_at = excluded.updated_at, version = excluded.version
            where old.definition is null and old.version = excluded.version - 1
            """;

    private static final String DELETE = """
            update rule set definition = null, enabled = false, version = version + 1
            where tenant = ? and rule_id = ? and version = ? and definition is not null
            """;

    private final PostgresDatabase database;

    public PostgresRuleStore(PostgresDatabase database) {
        this.database = database;
    }

    @Override
    public Map<TenantId, List<Rule>> enabled(Set<TenantId> tenants) {
        Map<TenantId, List<Rule>> enabled = new HashMap<>();
        tenants.forEach(tenant -> enabled.put(tenant, new ArrayList<>()));
        if (tenants.isEmpty()) {
            return enabled;
        }
        String[] wanted = tenants.stream().map(TenantId::value).toArray(String[]::new);
        List<Rule> rules = database.read("RuleStore.enabled", wanted.length + " tenants",
                connection -> query(connection, ENABLED, (Object) wanted));
        rules.forEach(rule -> enabled.computeIfAbsent(rule.tenant(), _ -> new ArrayList<>()).add(rule));
        return enabled;
    }

    @Override
    public Optional<Rule> find(TenantId tenant, RuleId id) {
        return database.read("RuleStore.find", tenant + "/" + id,
                connection -> query(connection, FIND, tenant.value(), id.value())).stream().findFirst();
    }

    @Override
    public Page<Rule> list(TenantId tenant, PageRequest page) {
        String after = page.after() == null ? "" : page.after();
        List<Rule> rules = database.read("RuleStore.list", tenant.value(),
                connection -> query(connection, LIST, tenant.value(), after, page.limit() + 1));
        return Pages.cut(rules, page, rule -> rule.id().value());
    }

    @Override
    public long firstVersion(TenantId tenant, RuleId id) {
        return database.read("RuleStore.firstVersion", tenant + "/" + id,
                connection -> standing(connection, tenant, id)).firstVersion();
    }

    @Override
    public Written save(Rule rule, List<RecordedEvent> events) {
        return database.writeEvents("RuleStore.save", rule.tenant() + "/" + rule.id(), connection -> {
            Standing standing = standing(connection, rule.tenant(), rule.id());
            Written written = standing.alive() ? update(connection, rule) : insert(connection, rule, standing);
            if (written == Written.DONE) {
                OutboxRows.insert(connection, events);
            }
            return written;
        });
    }

    @Override
    public boolean delete(TenantId tenant, RuleId id, long version, List<RecordedEvent> events) {
        return database.writeEvents("RuleStore.delete", tenant + "/" + id, connection -> {
            if (execute(connection, DELETE, tenant.value(), id.value(), version) == 0) {
                return false;
            }
            OutboxRows.insert(connection, events);
            return true;
        });
    }

    /// Where an id stands.
    ///
    /// @param version of its rule, or of the deletion of its last; 0 if there never was one
    private record Standing(long version, boolean alive) {

        long firstVersion() {
            return alive ? 1 : version + 1;
        }
    }

    private static Standing standing(Connection connection, TenantId tenant, RuleId id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STANDING)) {
            Columns.set(statement, tenant.value(), id.value());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? new Standing(row.getLong("version"), row.getBoolean("alive"))
                        : new Standing(0, false);
            }
        }
    }

    private static Written update(Connection connection, Rule rule) throws SQLException {
        int rows = execute(connection, UPDATE, RuleJson.write(rule.definition()), rule.definition().enabled(),
                rule.updatedAt(), rule.version(), rule.tenant().value(), rule.id().value(), rule.version() - 1);
        return rows == 1 ? Written.DONE : Written.CONFLICT;
    }

    private static Written insert(Connection connection, Rule rule, Standing standing) throws SQLException {
        if (rule.version() != standing.firstVersion()) {
            return Written.CONFLICT;
        }
        lock(connection, rule.tenant());
        if (count(connection, rule.tenant()) >= MAX_RULES) {
            return Written.TOO_MANY;
        }
        int rows = execute(connection, INSERT, rule.tenant().value(), rule.id().value(),
                RuleJson.write(rule.definition()), rule.definition().enabled(), rule.createdAt(), rule.updatedAt(),
                rule.version());
        return rows == 1 ? Written.DONE : Written.CONFLICT;
    }

    private static void lock(Connection connection, TenantId tenant) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK_TENANT)) {
            Columns.set(statement, tenant.value());
            statement.execute();
        }
    }

    private static long count(Connection connection, TenantId tenant) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COUNT)) {
            Columns.set(statement, tenant.value());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static int execute(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Columns.set(statement, parameters);
            return statement.executeUpdate();
        }
    }

    private static List<Rule> query(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Columns.set(statement, parameters);
            List<Rule> rules = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rules.add(rule(row));
                }
            }
            return rules;
        }
    }

    private static Rule rule(ResultSet row) throws SQLException {
        return new Rule(new TenantId(row.getString("tenant")), new RuleId(row.getString("rule_id")),
                RuleJson.read(row.getString("definition")), Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"), row.getLong("version"));
    }
}
