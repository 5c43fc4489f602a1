package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.alert.Rule;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.port.RuleLookup;
import io.lapwing.sharedmodel.port.RuleLookupContract;
import io.lapwing.sharedmodel.port.RuleStore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aRule;
import static org.assertj.core.api.Assertions.assertThat;

class CachedRuleLookupTest extends RuleLookupContract {

    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final RuleStore rules = new PostgresRuleStore(TestPostgres.database());
    private final RuleLookup lookup = new CachedRuleLookup(rules);

    private final AtomicLong nanos = new AtomicLong();
    private final Stored stored = new Stored();
    private final RuleLookup cached = new CachedRuleLookup(stored, nanos::get);
    private final Rule rule = aRule().build();
    private final TenantId quiet = new TenantId("quiet");
    private final TenantId third = new TenantId("third");

    /// Rules in memory, with what was asked for them.
    private static final class Stored implements RuleLookup {

        private final Map<TenantId, List<Rule>> rules = new HashMap<>();
        private final List<Set<TenantId>> questions = new ArrayList<>();

        @Override
        public Map<TenantId, List<Rule>> enabled(Set<TenantId> tenants) {
            questions.add(tenants);
            Map<TenantId, List<Rule>> enabled = new HashMap<>();
            tenants.forEach(tenant -> enabled.put(tenant, rules.getOrDefault(tenant, List.of())));
            return enabled;
        }
    }

    @Override
    protected RuleStore rules() {
        return rules;
    }

    @Override
    protected RuleLookup lookup() {
        return lookup;
    }

    @Test
    void asks_once_for_all_that_it_does_not_know() {
        stored.rules.put(rule.tenant(), List.of(rule));
        cached.enabled(Set.of(rule.tenant(), quiet));

        Map<TenantId, List<Rule>> enabled = cached.enabled(Set.of(rule.tenant(), quiet, third));

        assertThat(enabled).isEqualTo(Map.of(rule.tenant(), List.of(rule), quiet, List.of(), third, List.of()));
        assertThat(stored.questions).containsExactly(Set.of(rule.tenant(), quiet), Set.of(third));
    }

    @Test
    void remembers_rules_and_that_there_are_none_for_a_moment_only() {
        stored.rules.put(rule.tenant(), List.of(rule));
        cached.enabled(Set.of(rule.tenant(), quiet));
        stored.rules.clear();
        stored.rules.put(quiet, List.of(rule));

        nanos.addAndGet(MOMENT.toNanos());
        assertThat(cached.enabled(Set.of(rule.tenant(), quiet)))
                .isEqualTo(Map.of(rule.tenant(), List.of(rule), quiet, List.of()));

        nanos.addAndGet(MOMENT.toNanos());
        assertThat(cached.enabled(Set.of(rule.tenant(), quiet)))
                .isEqualTo(Map.of(rule.tenant(), List.of(), quiet, List.of(rule)));
    }
}
