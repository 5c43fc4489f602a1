package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.alert.Condition;
import io.lapwing.sharedmodel.alert.Operator;
import io.lapwing.sharedmodel.alert.Rule;
import io.lapwing.sharedmodel.alert.Rule.Definition;
import io.lapwing.sharedmodel.alert.RuleId;
import io.lapwing.sharedmodel.alert.RuleSelector;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.event.RuleEvent.RuleChanged;
import io.lapwing.sharedmodel.fixtures.Pages;
import io.lapwing.sharedmodel.port.RuleStore.Written;
import io.lapwing.sharedmodel.telemetry.MetricName;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aRule;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Racing.race;
import static org.assertj.core.api.Assertions.assertThat;

/// What every [RuleStore] does.
public abstract class RuleStoreContract extends RuleLookupContract {

    private static final Instant LATER = T0.plusSeconds(60);

    @Override
    protected RuleLookup lookup() {
        return rules();
    }

    /// What the outbox has of a tenant, in its order.
    protected abstract List<RecordedEvent> outbox(TenantId tenant);

    private static RecordedEvent changed(Rule rule) {
        return new RecordedEvent(new RuleChanged(rule.tenant(), rule.id(), rule.version(), 0, null), rule.updatedAt(),
                null);
    }

    private static Rule edited(Rule rule, String name) {
        return rule.changedTo(aRule().withName(name).definition(), LATER);
    }

    private static List<Condition> conditions() {
        MetricName metric = new MetricName("temp°C \"inside\"");
        Duration duration = Duration.ofMinutes(10);
        Duration gap = Duration.ofSeconds(7);
        return List.of(new Condition.Threshold(metric, Operator.GREATER, 0.1, -2.5, duration, gap),
                new Condition.Threshold(metric, Operator.GREATER_OR_EQUAL, 80, null, Duration.ZERO, gap),
                new Condition.Threshold(metric, Operator.LESS, -1e300, 1e300, duration, gap),
                new Condition.Threshold(metric, Operator.LESS_OR_EQUAL, 5, null, duration, gap),
                new Condition.Threshold(metric, Operator.EQUAL, 0, 1.0, duration, gap),
                new Condition.Threshold(metric, Operator.NOT_EQUAL, -2.5, -2.5, duration, gap),
                new Condition.Stale(metric, Duration.ofDays(366)), new Condition.Stale(null, Duration.ofSeconds(1)),
                new Condition.Offline(Duration.ZERO));
    }

    @Test
    void keeps_a_rule_of_each_kind_as_it_was_made() {
        TenantId tenant = freshTenant();
        RuleSelector selector = new RuleSelector(Set.of(new DeviceId("gw:1_A.b-c"), new DeviceId("x")),
                Set.of("cold store", "Lkw"), Set.of("Süd 日本"), Map.of("floor", "2", "a", "ä"));
        List<Condition> conditions = conditions();
        List<Severity> severities = List.of(Severity.INFO, Severity.WARNING, Severity.CRITICAL);
        for (int i = 0; i < conditions.size(); i++) {
            Definition definition = new Definition("Zu warm 🥵", i % 2 == 0 ? selector : RuleSelector.ALL,
                    conditions.get(i), severities.get(i % 3), i % 4 > 0);
            Rule rule = new Rule(tenant, new RuleId("Rule_" + i), definition, T0.plusMillis(1), LATER.plusMillis(2), 1);

            assertThat(rules().save(rule, List.of())).isEqualTo(Written.DONE);
            assertThat(rules().find(tenant, rule.id())).contains(rule);
        }
        assertThat(rules().find(freshTenant(), new RuleId("Rule_0"))).isEmpty();
    }

    @Test
    void lists_the_rules_of_a_tenant_in_the_order_of_their_ids() {
        TenantId tenant = freshTenant();
        for (int i = 0; i < 30; i++) {
            saved(aRule().in(tenant).withId("rule-" + i * 7 % 30));
        }
        saved(aRule().in(tenant).withId("Z").disabled());
        Rule gone = saved(aRule().in(tenant).withId("rule-31"));
        rules().delete(tenant, gone.id(), 1, List.of());
        saved(aRule().in(freshTenant()));

        List<String> ids = Pages.all(page -> rules().list(tenant, page), 7).stream().map(rule -> rule.id().value())
                .toList();

        assertThat(ids).hasSize(31).isSorted().startsWith("Z", "rule-0", "rule-1", "rule-10").endsWith("rule-9");
    }

    @Test
    void replaces_a_rule_of_the_version_before_only() {
        Rule made = saved(aRule().in(freshTenant()));
        Rule second = edited(made, "second");

        assertThat(rules().save(second, List.of())).isEqualTo(Written.DONE);
        assertThat(rules().save(edited(made, "of the first"), List.of())).isEqualTo(Written.CONFLICT);
        assertThat(rules().save(aRule().in(made.tenant()).withName("anew").build(), List.of()))
                .isEqualTo(Written.CONFLICT);
        assertThat(rules().save(edited(edited(second, "third"), "fourth"), List.of())).isEqualTo(Written.CONFLICT);

        assertThat(rules().find(made.tenant(), made.id())).contains(second);
    }

    @Test
    void takes_one_of_the_edits_that_race() {
        Rule made = saved(aRule().in(freshTenant()));

        List<Written> written = race(8, thread -> rules().save(edited(made, "by " + thread), List.of()));

        assertThat(written).containsOnlyOnce(Written.DONE).contains(Written.CONFLICT);
        assertThat(rules().find(made.tenant(), made.id()).orElseThrow().definition().name())
                .isEqualTo("by " + written.indexOf(Written.DONE));
    }

    @Test
    void makes_one_of_the_rules_that_race_for_an_id() {
        TenantId tenant = freshTenant();

        List<Written> written = race(8,
                thread -> rules().save(aRule().in(tenant).withName("by " + thread).build(), List.of()));

        assertThat(written).containsOnlyOnce(Written.DONE).contains(Written.CONFLICT);
        assertThat(rules().find(tenant, aRule().build().id()).orElseThrow().definition().name())
                .isEqualTo("by " + written.indexOf(Written.DONE));
    }

    @Test
    void deletes_a_rule_of_the_expected_version_only() {
        Rule made = saved(aRule().in(freshTenant()));
        Rule second = edited(made, "second");
        rules().save(second, List.of());

        assertThat(rules().delete(made.tenant(), made.id(), 1, List.of())).isFalse();
        assertThat(rules().find(made.tenant(), made.id())).contains(second);

        assertThat(rules().delete(made.tenant(), made.id(), 2, List.of())).isTrue();
        assertThat(rules().find(made.tenant(), made.id())).isEmpty();
        assertThat(rules().delete(made.tenant(), made.id(), 2, List.of())).isFalse();
        assertThat(rules().delete(made.tenant(), made.id(), 3, List.of())).isFalse();
    }

    @Test
    void does_not_edit_what_is_gone() {
        Rule made = saved(aRule().in(freshTenant()));
        rules().delete(made.tenant(), made.id(), 1, List.of());

        assertThat(rules().save(edited(made, "late"), List.of())).isEqualTo(Written.CONFLICT);
        assertThat(rules().save(made, List.of())).isEqualTo(Written.CONFLICT);

        assertThat(rules().find(made.tenant(), made.id())).isEmpty();
    }

    @Test
    void has_a_rule_of_a_deleted_id_count_on_from_the_deletion() {
        TenantId tenant = freshTenant();
        RuleId id = aRule().build().id();
        assertThat(rules().firstVersion(tenant, id)).isEqualTo(1);
        saved(aRule().in(tenant));
        assertThat(rules().save(aRule().in(tenant).withVersion(rules().firstVersion(tenant, id)).build(), List.of()))
                .isEqualTo(Written.CONFLICT);
        rules().delete(tenant, id, 1, List.of());

        assertThat(rules().firstVersion(tenant, id)).isEqualTo(3);
        Rule again = saved(aRule().in(tenant).withVersion(3).createdAt(LATER));

        assertThat(rules().find(tenant, id)).contains(again);
        assertThat(lookup().enabled(Set.of(tenant))).isEqualTo(Map.of(tenant, List.of(again)));
        assertThat(rules().delete(tenant, id, 3, List.of())).isTrue();
        assertThat(rules().firstVersion(tenant, id)).isEqualTo(5);
    }

    @Test
    void puts_events_of_each_change_into_the_outbox() {
        Rule made = aRule().in(freshTenant()).build();
        Rule second = edited(made, "second");
        RecordedEvent deleted = changed(edited(second, "gone"));

        rules().save(made, List.of(changed(made)));
        rules().save(second, List.of(changed(second)));
        rules().delete(made.tenant(), made.id(), 2, List.of(deleted));

        assertThat(outbox(made.tenant())).containsExactly(changed(made), changed(second), deleted);
    }

    @Test
    void puts_no_event_of_what_was_not_changed_into_the_outbox() {
        Rule made = saved(aRule().in(freshTenant()));
        Rule third = edited(edited(made, "second"), "third");

        rules().save(made, List.of(changed(made)));
        rules().save(third, List.of(changed(third)));
        rules().delete(made.tenant(), made.id(), 2, List.of(changed(third)));

        assertThat(outbox(made.tenant())).isEmpty();
    }

    @Test
    void has_at_most_a_thousand_rules_of_a_tenant() {
        TenantId tenant = freshTenant();
        for (int i = 0; i < RuleStore.MAX_RULES - 1; i++) {
            saved(aRule().in(tenant).withId("rule-" + i));
        }

        List<Written> written = race(4,
                thread -> rules().save(aRule().in(tenant).withId("racing-" + thread).build(), List.of()));

        assertThat(written).containsOnlyOnce(Written.DONE).contains(Written.TOO_MANY);
        Rule one = rules().find(tenant, new RuleId("rule-0")).orElseThrow();
        assertThat(rules().save(edited(one, "edited"), List.of())).isEqualTo(Written.DONE);
        assertThat(rules().delete(tenant, one.id(), 2, List.of())).isTrue();
        saved(aRule().in(tenant).withId("in-its-place"));
    }
}
