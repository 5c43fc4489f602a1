package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.alert.Rule;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.fixtures.RuleBuilder;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aRule;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;

/// What every [RuleLookup] does, be it the store itself or a memory of it. Every test works on tenants of its own.
public abstract class RuleLookupContract {

    /// How old an answer may be, and some time for the machine.
    private static final Duration STALENESS = Duration.ofSeconds(5);

    /// Where rules are stored.
    protected abstract RuleStore rules();

    /// The lookup under test, into [#rules].
    protected abstract RuleLookup lookup();

    Rule saved(RuleBuilder builder) {
        Rule rule = builder.build();
        assertThat(rules().save(rule, List.of())).isEqualTo(RuleStore.Written.DONE);
        return rule;
    }

    private List<Rule> enabled(TenantId tenant) {
        return lookup().enabled(Set.of(tenant)).getOrDefault(tenant, List.of());
    }

    @Test
    void gives_the_enabled_rules_of_a_tenant_in_the_order_of_their_ids() {
        TenantId tenant = freshTenant();
        Rule second = saved(aRule().in(tenant).withId("b"));
        saved(aRule().in(tenant).withId("c").disabled());
        Rule first = saved(aRule().in(tenant).withId("B").offlineAfter(Duration.ZERO));
        Rule third = saved(aRule().in(tenant).withId("d").staleAfter(Duration.ofHours(1)));

        assertThat(enabled(tenant)).containsExactly(first, second, third);
    }

    @Test
    void says_of_each_tenant_whether_it_has_rules() {
        TenantId quiet = freshTenant();
        TenantId watched = freshTenant();
        TenantId disabled = freshTenant();
        Rule rule = saved(aRule().in(watched));
        saved(aRule().in(disabled).disabled());

        Map<TenantId, List<Rule>> enabled = lookup().enabled(Set.of(quiet, watched, disabled));

        assertThat(enabled).isEqualTo(Map.of(quiet, List.of(), watched, List.of(rule), disabled, List.of()));
        assertThat(lookup().enabled(Set.of())).isEmpty();
    }

    @Test
    void finds_the_rules_of_any_number_of_tenants() {
        Map<TenantId, List<Rule>> expected = new HashMap<>();
        for (int i = 0; i < 150; i++) {
            TenantId tenant = freshTenant();
            expected.put(tenant, i % 2 == 0 ? List.of() : List.of(saved(aRule().in(tenant))));
        }

        assertThat(lookup().enabled(expected.keySet())).isEqualTo(expected);
    }

    @Test
    void sees_a_change_in_time() {
        Rule rule = saved(aRule().in(freshTenant()));
        assertThat(enabled(rule.tenant())).containsExactly(rule);
        Rule changed = rule.changedTo(aRule().above(90).definition(), T0.plusSeconds(1));

        rules().save(changed, List.of());

        within(STALENESS, () -> assertThat(enabled(rule.tenant())).containsExactly(changed));
    }

    @Test
    void sees_that_a_rule_was_made_disabled_and_deleted_in_time() {
        TenantId tenant = freshTenant();
        assertThat(enabled(tenant)).isEmpty();
        Rule made = saved(aRule().in(tenant).withId("made"));
        within(STALENESS, () -> assertThat(enabled(tenant)).containsExactly(made));
        Rule other = saved(aRule().in(tenant).withId("other"));

        rules().save(made.changedTo(aRule().disabled().definition(), T0.plusSeconds(1)), List.of());
        within(STALENESS, () -> assertThat(enabled(tenant)).containsExactly(other));
        rules().delete(tenant, other.id(), other.version(), List.of());
        within(STALENESS, () -> assertThat(enabled(tenant)).isEmpty());
    }
}
