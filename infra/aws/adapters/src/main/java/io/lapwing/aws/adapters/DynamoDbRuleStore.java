package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.alert.Rule;
import io.lapwing.sharedmodel.alert.RuleId;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.RuleStore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Rules, an item each in the list of their tenant, which is small enough to be counted. Where a deleted rule stood, an
/// item apart remembers, so that nobody reads it who looks for rules.
public final class DynamoDbRuleStore implements RuleStore {

    private static final String SAVE = "RuleStore.save";
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    /// Sorts before every id.
    private static final String FIRST = " ";
    private static final String COUNT = "n";

    private final DynamoDatabase database;
    private final Keys keys;

    public DynamoDbRuleStore(DynamoDatabase database) {
        this.database = database;
        this.keys = database.keys();
    }

    @Override
    public Map<TenantId, List<Rule>> enabled(Set<TenantId> tenants) {
        Map<TenantId, List<Rule>> enabled = new HashMap<>();
        tenants.forEach(tenant -> enabled.put(tenant, items("RuleStore.enabled", tenant, FIRST, Integer.MAX_VALUE)
                .stream().filter(RuleItems::isEnabled).map(item -> RuleItems.read(tenant, item)).toList()));
        return enabled;
    }

    @Override
    public Optional<Rule> find(TenantId tenant, RuleId id) {
        return database.get("RuleStore.find", keys.watch().rule(tenant, id)).map(item -> RuleItems.read(tenant, item));
    }

    @Override
    public Page<Rule> list(TenantId tenant, PageRequest page) {
        List<Rule> rules = items("RuleStore.list", tenant, page.after() == null ? FIRST : page.after(),
                page.limit() + 1).stream().map(item -> RuleItems.read(tenant, item)).toList();
        if (rules.size() <= page.limit()) {
            return new Page<>(rules, null);
        }
        return new Page<>(rules.subList(0, page.limit()), rules.get(page.limit() - 1).id().value());
    }

    /// The rules after an id, in their order, at most so many.
    private List<Map<String, AttributeValue>> items(String operation, TenantId tenant, String after, int max) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        @Nullable
        String next = after;
        while (next != null && items.size() < max) {
            QueryResponse page = database.query(operation,
                    Queries.of(database.tables().registry(), WatchKeys.rules(tenant), "sk > :after",
                            Map.of(":after", Items.of(next))).limit(max - items.size()).build());
            items.addAll(page.items());
            next = Items.optionalText(page.lastEvaluatedKey(), DynamoDbKey.SK).orElse(null);
        }
        return items;
    }

    @Override
    public long firstVersion(TenantId tenant, RuleId id) {
        return standing("RuleStore.firstVersion", tenant, id).firstVersion();
    }

    /// Where an id stands.
    ///
    /// @param version of its rule; 0 if there is none
    /// @param deleted the version of the deletion of its last rule; 0 if there is none
    private record Standing(long version, long deleted) {

        long firstVersion() {
            return version == 0 ? deleted + 1 : 1;
        }
    }

    private Standing standing(String operation, TenantId tenant, RuleId id) {
        Map<DynamoDbKey, Map<String, AttributeValue>> items = database.getAll(operation,
                List.of(keys.watch().rule(tenant, id), keys.watch().deletedRule(tenant, id)));
        return new Standing(RuleItems.version(items.getOrDefault(keys.watch().rule(tenant, id), Map.of())),
                RuleItems.version(items.getOrDefault(keys.watch().deletedRule(tenant, id), Map.of())));
    }

    @Override
    public Written save(Rule rule, List<RecordedEvent> events) {
        String key = rule.tenant() + "/" + rule.id();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int round = 1;; round++) {
            Standing standing = standing(SAVE, rule.tenant(), rule.id());
            boolean isNew = standing.version() == 0;
            if (rule.version() - 1 != (isNew ? standing.deleted() : standing.version())) {
                return Written.CONFLICT;
            }
            if (isNew && count(rule.tenant()) >= MAX_RULES) {
                return Written.TOO_MANY;
            }
            List<TransactWriteItem> writes = new ArrayList<>(isNew ? creation(rule, standing) : List.of(change(rule)));
            writes.addAll(OutboxItems.puts(keys, events));
            if (database.transact(SAVE, key, writes)) {
                return Written.DONE;
            }
            DynamoDatabase.pause(SAVE, key, round, deadline);
        }
    }

    private long count(TenantId tenant) {
        return database.get(SAVE, keys.watch().ruleCount(tenant)).flatMap(item -> Items.optionalNumber(item, COUNT))
                .orElse(0L);
    }

    private TransactWriteItem change(Rule rule) {
        return Writes.put(keys.watch().rule(rule.tenant(), rule.id()), RuleItems.write(rule), "v = :expected",
                Map.of(":expected", Items.of(rule.version() - 1)));
    }

    /// A deletion that is followed is forgotten: the rule itself stands above it.
    private List<TransactWriteItem> creation(Rule rule, Standing standing) {
        DynamoDbKey deleted = keys.watch().deletedRule(rule.tenant(), rule.id());
        return List.of(Writes.putNew(keys.watch().rule(rule.tenant(), rule.id()), RuleItems.write(rule)),
                standing.deleted() == 0 ? Writes.checkMissing(deleted)
                        : Writes.delete(deleted, "v = :v", Map.of(":v", Items.of(standing.deleted()))),
                Writes.update(keys.watch().ruleCount(rule.tenant()), "add n :one",
                        "attribute_not_exists(n) or n < :max",
                        Map.of(":one", Items.of(1), ":max", Items.of(MAX_RULES))));
    }

    @Override
    public boolean delete(TenantId tenant, RuleId id, long version, List<RecordedEvent> events) {
        String operation = "RuleStore.delete";
        DynamoDbKey key = keys.watch().rule(tenant, id);
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(Writes.delete(key, "v = :v", Map.of(":v", Items.of(version))));
        writes.add(Writes.put(keys.watch().deletedRule(tenant, id), RuleItems.deleted(version + 1)));
        writes.add(Writes.update(keys.watch().ruleCount(tenant), "add n :less", "n > :none",
                Map.of(":less", Items.of(-1), ":none", Items.of(0))));
        writes.addAll(OutboxItems.puts(keys, events));
        return database.commit(operation, tenant + "/" + id, writes, () -> database.get(operation, key)
                .filter(item -> RuleItems.version(item) == version).isEmpty());
    }
}
