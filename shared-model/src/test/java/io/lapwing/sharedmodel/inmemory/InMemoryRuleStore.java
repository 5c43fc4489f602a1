package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.alert.Rule;
import io.lapwing.sharedmodel.alert.RuleId;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.RuleStore;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Keeps rules in memory.
final class InMemoryRuleStore implements RuleStore {

    private final Memory memory;
    private final Map<TenantId, NavigableMap<RuleId, Rule>> rules = new HashMap<>();

    /// The versions of the deletions of those that are gone.
    private final Map<TenantId, Map<RuleId, Long>> gone = new HashMap<>();

    InMemoryRuleStore(Memory memory) {
        this.memory = memory;
    }

    @Override
    public Map<TenantId, List<Rule>> enabled(Set<TenantId> tenants) {
        synchronized (memory) {
            Map<TenantId, List<Rule>> enabled = new HashMap<>();
            for (TenantId tenant : tenants) {
                enabled.put(tenant,
                        of(tenant).values().stream().filter(rule -> rule.definition().enabled()).toList());
            }
            return enabled;
        }
    }

    @Override
    public Optional<Rule> find(TenantId tenant, RuleId id) {
        synchronized (memory) {
            return Optional.ofNullable(of(tenant).get(id));
        }
    }

    @Override
    public Page<Rule> list(TenantId tenant, PageRequest page) {
        synchronized (memory) {
            String after = page.after();
            List<Rule> ahead = (after == null ? of(tenant) : of(tenant).tailMap(new RuleId(after), false)).values()
                    .stream().limit(page.limit() + 1L).toList();
            if (ahead.size() <= page.limit()) {
                return new Page<>(ahead, null);
            }
            List<Rule> items = ahead.subList(0, page.limit());
            return new Page<>(items, items.getLast().id().value());
        }
    }

    @Override
    public long firstVersion(TenantId tenant, RuleId id) {
        synchronized (memory) {
            return gone.getOrDefault(tenant, Map.of()).getOrDefault(id, 0L) + 1;
        }
    }

    @Override
    public Written save(Rule rule, List<RecordedEvent> events) {
        synchronized (memory) {
            Map<RuleId, Rule> others = of(rule.tenant());
            Rule old = others.get(rule.id());
            long before = old == null ? firstVersion(rule.tenant(), rule.id()) - 1 : old.version();
            if (rule.version() != before + 1) {
                return Written.CONFLICT;
            }
            if (old == null && others.size() >= MAX_RULES) {
                return Written.TOO_MANY;
            }
            others.put(rule.id(), rule);
            memory.addToOutbox(events);
            return Written.DONE;
        }
    }

    @Override
    public boolean delete(TenantId tenant, RuleId id, long version, List<RecordedEvent> events) {
        synchronized (memory) {
            Rule rule = of(tenant).get(id);
            if (rule == null || rule.version() != version) {
                return false;
            }
            of(tenant).remove(id);
            gone.computeIfAbsent(tenant, _ -> new HashMap<>()).put(id, version + 1);
            memory.addToOutbox(events);
            return true;
        }
    }

    private NavigableMap<RuleId, Rule> of(TenantId tenant) {
        return rules.computeIfAbsent(tenant, _ -> new TreeMap<>());
    }
}
