package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.alert.Rule;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.port.RuleLookup;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

/// Remembers for a moment which rules each tenant has, that it has none among it.
public final class CachedRuleLookup implements RuleLookup {

    /// Under the two seconds that the port allows, by the time that the question itself may take.
    private static final Duration LIFE = Duration.ofMillis(1800);

    /// Tenants count by their rules: one of a thousand rules takes the place of many of one.
    private static final long MAX_RULES = 100_000;

    private final RuleLookup store;
    private final Cache<TenantId, List<Rule>> known;

    public CachedRuleLookup(RuleLookup store) {
        this(store, Ticker.systemTicker());
    }

    CachedRuleLookup(RuleLookup store, Ticker ticker) {
        this.store = store;
        known = Caffeine.newBuilder().maximumWeight(MAX_RULES).<TenantId, List<Rule>>weigher(
                (_, rules) -> 1 + rules.size()).expireAfterWrite(LIFE).ticker(ticker).build();
    }

    @Override
    public Map<TenantId, List<Rule>> enabled(Set<TenantId> tenants) {
        Map<TenantId, List<Rule>> rules = new HashMap<>(known.getAllPresent(tenants));
        if (rules.size() < tenants.size()) {
            Set<TenantId> missing = new HashSet<>(tenants);
            missing.removeAll(rules.keySet());
            Map<TenantId, List<Rule>> found = store.enabled(missing);
            known.putAll(found);
            rules.putAll(found);
        }
        return rules;
    }
}
