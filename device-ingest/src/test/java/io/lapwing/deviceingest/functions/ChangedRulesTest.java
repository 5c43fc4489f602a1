package io.lapwing.deviceingest.functions;

import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.alert.Rule;
import io.lapwing.sharedmodel.alert.RuleSelector;
import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.watch.DeviceWatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static io.lapwing.deviceingest.functions.WatchSystem.STORE;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aRule;
import static org.assertj.core.api.Assertions.assertThat;

class ChangedRulesTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final WatchSystem system = new WatchSystem();

    private void assertCleared() {
        assertThat(system.alerts()).extracting(Alert::clearedAt).containsExactly(system.now());
        assertThat(system.toldOfAlerts()).containsExactly("raised too-warm", "cleared too-warm");
        assertThat(system.watch(STORE).rules()).isEmpty();
    }

    @Test
    void clears_what_a_deleted_rule_has_opened() {
        Rule rule = system.rule(aRule().above(80));
        system.reports(90);
        system.goOn(MINUTE);

        system.delete(rule);

        assertCleared();
    }

    @Test
    void clears_what_a_disabled_rule_has_opened() {
        Rule rule = system.rule(aRule().above(80));
        system.reports(90);
        system.goOn(MINUTE);

        system.change(rule, aRule().above(80).disabled().definition());

        assertCleared();
        system.reports(91);
        assertThat(system.alerts()).hasSize(1);
    }

    @Test
    void clears_what_a_rule_has_opened_that_selects_other_devices_now() {
        Rule rule = system.rule(aRule().above(80));
        system.reports(90);
        system.goOn(MINUTE);

        system.change(rule, aRule().above(80)
                .selecting(new RuleSelector(Set.of(), Set.of("truck"), Set.of(), Map.of())).definition());

        assertCleared();
    }

    @Test
    void clears_what_a_threshold_would_not_have_opened_as_it_is_now() {
        Rule rule = system.rule(aRule().above(80));
        Instant read = system.now();
        system.reports(90);
        system.goOn(MINUTE);

        system.change(rule, aRule().above(95).definition());

        assertThat(system.alerts()).extracting(Alert::clearedAt).containsExactly(read);
        assertThat(system.toldOfAlerts()).containsExactly("raised too-warm", "cleared too-warm");
    }

    @Test
    void keeps_what_a_threshold_would_have_opened_as_well_as_it_is_now() {
        Rule rule = system.rule(aRule().above(80));
        system.reports(90);
        system.goOn(MINUTE);

        system.change(rule, aRule().atLeast(85, 60).definition());
        system.reports(70, system.now().plusSeconds(1));
        assertThat(system.alerts()).singleElement().satisfies(alert -> assertThat(alert.isOpen()).isTrue());
        system.reports(60, system.now().plusSeconds(2));

        assertThat(system.alerts()).singleElement().satisfies(alert -> assertThat(alert.isOpen()).isFalse());
        assertThat(system.toldOfAlerts()).containsExactly("raised too-warm", "cleared too-warm");
    }

    @Test
    void begins_a_duration_anew_when_the_rule_is_changed() {
        Rule rule = system.rule(aRule().aboveFor(80, Duration.ofMinutes(10)));
        for (int i = 0; i < 9; i++) {
            system.reports(90);
            system.goOn(MINUTE);
        }
        system.change(rule, aRule().aboveFor(85, Duration.ofMinutes(10)).definition());
        Instant changed = system.now();

        for (int i = 0; i < 11; i++) {
            assertThat(system.alerts()).isEmpty();
            system.reports(90);
            system.goOn(MINUTE);
        }

        assertThat(system.alerts()).extracting(Alert::startedAt).containsExactly(changed);
    }

    @Test
    void clears_what_is_not_stale_yet_for_a_changed_rule() {
        Rule rule = system.rule(aRule().staleAfter(MINUTE));
        system.reports(20);
        system.pass(MINUTE.multipliedBy(2));
        assertThat(system.alerts()).hasSize(1);

        system.change(rule, aRule().staleAfter(Duration.ofMinutes(5)).definition());
        assertThat(system.alerts()).noneMatch(Alert::isOpen);
        system.pass(MINUTE.multipliedBy(3));

        assertThat(system.alerts()).hasSize(2);
    }

    @Test
    void clears_what_is_not_offline_yet_for_a_changed_rule() {
        Rule rule = system.rule(aRule().offlineAfter(Duration.ZERO));
        system.connects(STORE, "n:1:1");
        system.disconnects(STORE, "n:1:1");
        assertThat(system.alerts()).hasSize(1);

        system.change(rule, aRule().offlineAfter(MINUTE).definition());
        assertThat(system.alerts()).noneMatch(Alert::isOpen);
        system.pass(MINUTE.plus(SECOND));

        assertThat(system.alerts()).hasSize(2);
    }

    @Test
    void notices_that_a_device_is_offline_already_when_a_rule_is_made() {
        system.connects(STORE, "n:1:1");
        system.disconnects(STORE, "n:1:1");
        system.goOn(MINUTE);

        system.rule(aRule().offlineAfter(SECOND));

        assertThat(system.toldOfAlerts()).containsExactly("raised too-warm");
    }

    @Test
    void looks_at_devices_page_by_page() {
        DeviceKey last = STORE;
        for (int i = 0; i < 450; i++) {
            last = system.register(aDevice().withId("truck-" + (1000 + i)));
        }
        Rule rule = system.rule(aRule().above(80));
        system.ingest(system.message(last).withJson("{\"temperature\":90}"));
        system.reports(90);

        system.delete(rule);

        assertThat(system.alerts()).hasSize(2).noneMatch(Alert::isOpen);
        assertThat(system.appliedPages()).isEqualTo(1 + 3);
    }

    @Test
    void does_nothing_when_the_event_comes_again() {
        Rule rule = system.rule(aRule().above(80));
        system.reports(90);
        system.change(rule, aRule().above(95).definition());
        DeviceWatch before = system.watch(STORE);
        int told = system.told().size();

        system.applyAgain();

        assertThat(system.watch(STORE)).isEqualTo(before);
        assertThat(system.told()).hasSize(told);
    }

    @Test
    void clears_in_time_what_a_rule_has_opened_on_a_device_that_it_no_longer_selects() {
        system.rule(aRule().above(80)
                .selecting(new RuleSelector(Set.of(), Set.of("cold-store"), Set.of(), Map.of())));
        system.reports(90);
        Device device = system.device(STORE);
        assertThat(system.stores.registry()
                .update(device.changedTo(aDevice().withType("truck").profile(), system.now()))).isTrue();

        system.pass(Duration.ofMinutes(16));

        assertThat(system.alerts()).hasSize(1).noneMatch(Alert::isOpen);
        assertThat(system.toldOfAlerts()).containsExactly("raised too-warm", "cleared too-warm");
    }

    @Test
    void raises_again_for_a_rule_that_is_made_anew_under_the_id_of_a_deleted_one() {
        Rule rule = system.rule(aRule().above(80));
        system.reports(90);
        system.delete(rule);
        system.goOn(SECOND);

        system.rule(aRule().above(80).withVersion(3));
        system.reports(91);

        assertThat(system.alerts()).hasSize(2);
        assertThat(system.alerts().getLast().isOpen()).isTrue();
    }
}
