package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.alert.Rule;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.port.RuleLookup;
import io.lapwing.sharedmodel.port.RuleLookupContract;
import io.lapwing.sharedmodel.port.RuleStore;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aRule;
import static org.assertj.core.api.Assertions.assertThat;

@NeedsDynamoDb
class CachedRuleLookupTest extends RuleLookupContract {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId OTHER = new TenantId("other");
    private static final TenantId THIRD = new TenantId("third");

    private final RuleStore rules = new DynamoDbRuleStore(TestDynamoDb.shared().database());
    private final RuleLookup lookup = new CachedRuleLookup(rules);

    private long nanos;
    private Instant now = T0;
    private final Kept kept = new Kept();
    private final RuleLookup cached = new CachedRuleLookup(kept, () -> nanos, () -> now, 4);

    /// Rules in memory, that keep what they were asked.
    private static final class Kept implements RuleLookup {

        private final Map<TenantId, List<Rule>> rules = new HashMap<>();
        private final List<Set<TenantId>> questions = new ArrayList<>();

        @Override
        public Map<TenantId, List<Rule>> enabled(Set<TenantId> tenants) {
            questions.add(Set.copyOf(tenants));
            Map<TenantId, List<Rule>> found = new HashMap<>();
            tenants.forEach(tenant -> found.put(tenant, rules.getOrDefault(tenant, List.of())));
            return found;
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

    private static List<Rule> rules(TenantId tenant, int count) {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rules.add(aRule().in(tenant).withId("r" + i).build());
        }
        return rules;
    }

    @Test
    void remembers_for_a_moment_that_there_are_rules_and_that_there_are_none() {
        kept.rules.put(ACME, rules(ACME, 1));

        cached.enabled(Set.of(ACME, OTHER));
        nanos += 1_700_000_000L;
        now = now.plusMillis(1700);
        kept.rules.clear();

        assertThat(cached.enabled(Set.of(ACME, OTHER))).isEqualTo(Map.of(ACME, rules(ACME, 1), OTHER, List.of()));
        assertThat(kept.questions).containsExactly(Set.of(ACME, OTHER));

        now = now.plusMillis(101);
        assertThat(cached.enabled(Set.of(ACME))).isEqualTo(Map.of(ACME, List.of()));
        nanos += 1_800_000_000L;
        cached.enabled(Set.of(ACME));
        assertThat(kept.questions).containsExactly(Set.of(ACME, OTHER), Set.of(ACME), Set.of(ACME));
    }

    @Test
    void asks_only_for_what_it_does_not_know() {
        cached.enabled(Set.of(ACME));

        cached.enabled(Set.of(ACME, OTHER));

        assertThat(kept.questions).containsExactly(Set.of(ACME), Set.of(OTHER));
    }

    @Test
    void forgets_the_tenant_that_was_not_asked_for_the_longest_where_there_are_too_many_rules() {
        kept.rules.put(ACME, rules(ACME, 1));
        kept.rules.put(OTHER, rules(OTHER, 1));
        cached.enabled(Set.of(ACME));
        cached.enabled(Set.of(OTHER));
        cached.enabled(Set.of(ACME));

        cached.enabled(Set.of(THIRD));
        kept.questions.clear();
        cached.enabled(Set.of(ACME, OTHER, THIRD));

        assertThat(kept.questions).containsExactly(Set.of(OTHER));
    }
}
