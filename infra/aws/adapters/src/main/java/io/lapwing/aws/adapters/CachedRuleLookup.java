package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.alert.Rule;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.port.RuleLookup;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/// Remembers for a moment which rules each tenant has, that it has none among it.
public final class CachedRuleLookup implements RuleLookup {

    /// Tenants count by their rules: one of a thousand rules takes the place of many of one.
    private static final long MAX_RULES = 20_000;

    private final RuleLookup store;
    private final ShortMemory<TenantId, List<Rule>> known;

    public CachedRuleLookup(RuleLookup store) {
        this(store, System::nanoTime, InstantSource.system(), MAX_RULES);
    }

    CachedRuleLookup(RuleLookup store, LongSupplier nanos, InstantSource clock, long maxRules) {
        this.store = store;
        this.known = new ShortMemory<>(nanos, clock, maxRules, rules -> 1 + rules.size());
    }

    @Override
    public Map<TenantId, List<Rule>> enabled(Set<TenantId> tenants) {
        Map<TenantId, List<Rule>> rules = new HashMap<>();
        Set<TenantId> missing = new HashSet<>();
        tenants.forEach(tenant -> known.recall(tenant).ifPresentOrElse(memory -> rules.put(tenant, memory),
                () -> missing.add(tenant)));
        if (!missing.isEmpty()) {
            ShortMemory.Moment asked = known.now();
            Map<TenantId, List<Rule>> found = store.enabled(missing);
            known.remember(found, asked);
            rules.putAll(found);
        }
        return rules;
    }
}
