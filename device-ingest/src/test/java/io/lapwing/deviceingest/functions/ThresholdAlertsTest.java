package io.lapwing.deviceingest.functions;

import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.alert.Alert.Care;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.alert.Rule;
import io.lapwing.sharedmodel.alert.RuleSelector;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.event.AlertEvent.AlertRaised;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.watch.DeviceWatch;
import io.lapwing.sharedmodel.watch.Observation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static io.lapwing.deviceingest.functions.WatchSystem.STORE;
import static io.lapwing.deviceingest.functions.WatchSystem.entry;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aRule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

class ThresholdAlertsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final List<Double> AROUND_THE_LIMITS = List.of(79.0, 80.0, 79.9, 76.0, 80.1, 75.0, 74.0);

    private final WatchSystem system = new WatchSystem();
    private final Instant start = system.now();

    private Instant second(int seconds) {
        return start.plusSeconds(seconds);
    }

    private void assertOneAlertFrom80To75() {
        assertThat(system.alerts()).extracting(Alert::startedAt, Alert::raisedAt, Alert::clearedAt, Alert::value)
                .containsExactly(tuple(second(1), second(1), second(5), 80.0));
        assertThat(system.toldOfAlerts()).containsExactly("raised too-warm", "cleared too-warm");
    }

    @Test
    void raises_at_80_and_clears_at_75_where_each_reading_is_a_message() {
        system.rule(aRule().atLeast(80, 75));

        for (double temperature : AROUND_THE_LIMITS) {
            system.reports(temperature);
            system.goOn(SECOND);
        }

        assertOneAlertFrom80To75();
    }

    @Test
    void raises_at_80_and_clears_at_75_where_all_readings_are_one_message() {
        system.rule(aRule().atLeast(80, 75));
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < AROUND_THE_LIMITS.size(); i++) {
            entries.add(entry(AROUND_THE_LIMITS.get(i), second(i)));
        }
        system.goOn(SECOND.multipliedBy(7));

        // In whatever order they come.
        system.ingest(system.message(STORE).withJson(entries.reversed().toString()));

        assertOneAlertFrom80To75();
    }

    @Test
    void tells_all_that_people_need_to_know_with_the_alert() {
        Rule rule = system.rule(aRule().above(80).withSeverity(Severity.CRITICAL));

        system.reports(81.2);

        Alert alert = new Alert(AlertId.of(1), STORE, rule.id(), Severity.CRITICAL, start, start, null, 81.2,
                "temperature of Cold store 1 is 81.2, above 80", Care.NONE, 1);
        assertThat(system.alerts()).containsExactly(alert);
        assertThat(system.stores.outboxOf(STORE.tenant())).extracting(RecordedEvent::event)
                .filteredOn(AlertRaised.class::isInstance).map(AlertRaised.class::cast)
                .extracting(AlertRaised::alert, AlertRaised::severity, AlertRaised::startedAt, AlertRaised::message)
                .containsExactly(tuple(alert.id(), Severity.CRITICAL, start,
                        alert.message()));
    }

    @Test
    void has_no_more_than_one_open_alert_of_a_rule_and_a_device() {
        system.rule(aRule().above(80));

        for (int i = 0; i < 5; i++) {
            system.reports(81 + i);
            system.goOn(SECOND);
        }

        assertThat(system.alerts()).singleElement().satisfies(alert -> assertThat(alert.isOpen()).isTrue());
        assertThat(system.toldOfAlerts()).containsExactly("raised too-warm");
    }

    @Test
    void watches_the_devices_that_its_selector_selects() {
        DeviceKey truck = system.register(aDevice().withId("truck-1").withType("truck").withLabel("load", "food"));
        system.rule(aRule().withId("stores").above(80)
                .selecting(new RuleSelector(Set.of(), Set.of("cold-store"), Set.of(), Map.of())));
        system.rule(aRule().withId("food").above(80)
                .selecting(new RuleSelector(Set.of(), Set.of(), Set.of(), Map.of("load", "food"))));
        system.rule(aRule().withId("one").above(80)
                .selecting(new RuleSelector(Set.of(new DeviceId("truck-1")), Set.of(), Set.of(), Map.of())));
        system.rule(aRule().withId("disabled").above(80).disabled());

        system.reports(81);
        system.ingest(system.message(truck).withJson("{\"temperature\":82}"));

        assertThat(system.alerts()).extracting(alert -> alert.rule() + " of " + alert.device().device())
                .containsExactlyInAnyOrder("stores of store-1", "food of truck-1", "one of truck-1");
    }

    @Test
    void announces_an_alert_at_its_reading_once_the_duration_is_reached() {
        system.rule(aRule().aboveFor(80, Duration.ofMinutes(10)));

        for (int minute = 0; minute <= 10; minute++) {
            assertThat(system.toldOfAlerts()).isEmpty();
            system.reports(90);
            system.goOn(MINUTE);
        }

        assertThat(system.alerts()).extracting(Alert::startedAt, Alert::raisedAt)
                .containsExactly(tuple(start, start.plus(MINUTE.multipliedBy(10))));
        assertThat(system.alerts().getFirst().message())
                .isEqualTo("temperature of Cold store 1 is 90, above 80 for 10 minutes");
        assertThat(system.toldOfAlerts()).containsExactly("raised too-warm");
    }

    @Test
    void raises_nothing_of_one_breaching_reading_and_silence() {
        system.rule(aRule().aboveFor(80, Duration.ofMinutes(10)));
        system.rule(aRule().withId("stale").staleAfter("temperature", Duration.ofHours(1)));

        system.reports(90);
        system.pass(Duration.ofHours(2));

        assertThat(system.alerts()).extracting(alert -> alert.rule().value()).containsExactly("stale");
        assertThat(system.toldOfAlerts()).containsExactly("raised stale");
    }

    @Test
    void leaves_alone_what_is_older_than_the_last_reading_of_the_rule() {
        system.rule(aRule().above(80));
        system.reports(70);

        system.reports(99, start.minusSeconds(1));

        assertThat(system.alerts()).isEmpty();
        assertThat(system.watch(STORE).rules()).isEmpty();
    }

    @Test
    void evaluates_each_metric_in_its_own_order() {
        system.rule(aRule().above(80));
        system.ingest(system.message(STORE).withJson("{\"temperature\":70}"));
        Instant before = system.now();
        system.goOn(MINUTE);
        system.ingest(system.message(STORE).withJson("{\"humidity\":40}"));

        system.reports(99, before);
        assertThat(system.alerts()).as("older than the last temperature").isEmpty();
        system.reports(81, before.plusSeconds(30));

        assertThat(system.alerts()).as("older than the humidity only").hasSize(1);
    }

    @Test
    void evaluates_the_first_readings_of_a_metric_though_others_are_newer() {
        system.rule(aRule().above(80));
        system.goOn(MINUTE);
        system.ingest(system.message(STORE).withJson("{\"humidity\":40}"));

        system.reports(81, system.now().minusSeconds(30));

        assertThat(system.alerts()).hasSize(1);
    }

    @Test
    void evaluates_what_comes_late_to_a_rule_that_is_new() {
        system.reports(70);
        system.goOn(MINUTE);
        system.rule(aRule().above(80));

        system.reports(99, start.minusSeconds(30));

        assertThat(system.alerts()).hasSize(1);
    }

    @Test
    void remembers_nothing_while_nothing_is_wrong() {
        system.rule(aRule().above(80));
        system.reports(70);
        DeviceWatch before = system.watch(STORE);

        for (int i = 0; i < 20; i++) {
            system.goOn(SECOND);
            system.reports(70 + i % 10);
        }

        assertThat(system.watch(STORE)).isEqualTo(before);
    }

    @Test
    void writes_nothing_more_while_an_alert_is_open() {
        system.rule(aRule().above(80));
        system.rule(aRule().withId("later").aboveFor(80, Duration.ofHours(1)));
        system.reports(90);
        DeviceWatch open = system.watch(STORE);
        assertThat(open.rules()).hasSize(2);

        for (int i = 0; i < 20; i++) {
            system.goOn(SECOND);
            system.reports(90 + i);
        }

        assertThat(system.watch(STORE)).isEqualTo(open);
    }

    @Test
    void does_nothing_when_a_message_comes_again() {
        system.rule(aRule().atLeast(80, 75));
        for (double temperature : AROUND_THE_LIMITS) {
            var message = system.message(STORE).withJson(entry(temperature, system.now()));
            system.ingest(message);
            system.ingest(message, message);
            system.goOn(SECOND);
            system.ingest(message);
        }

        assertOneAlertFrom80To75();
        assertThat(system.alerts()).hasSize(1);
    }

    @Test
    void watches_no_more_of_many_rules_than_there_is_room_for_and_loses_no_alert_that_is_open() {
        for (int i = 0; i < 50; i++) {
            system.rule(aRule().withId("above-" + i).above(i));
        }

        system.reports(45.5);
        assertThat(system.alerts()).hasSize(Observation.MAX_ALERTS);
        system.pass(SECOND.multipliedBy(3));

        assertThat(system.alerts()).hasSize(46).allMatch(Alert::isOpen);
        assertThat(system.toldOfAlerts()).hasSize(46);
        Instant back = system.now();
        system.reports(20);
        system.pass(SECOND.multipliedBy(3));

        assertThat(system.alerts()).hasSize(46);
        assertThat(system.alerts()).filteredOn(Alert::isOpen).hasSize(20);
        assertThat(system.alerts()).filteredOn(alert -> !alert.isOpen()).extracting(Alert::clearedAt)
                .containsOnly(back);
        assertThat(system.toldOfAlerts()).filteredOn(words -> words.startsWith("cleared")).hasSize(26);
    }
}
