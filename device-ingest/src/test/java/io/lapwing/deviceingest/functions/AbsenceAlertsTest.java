package io.lapwing.deviceingest.functions;

import io.lapwing.sharedmodel.alert.Alert;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static io.lapwing.deviceingest.functions.WatchSystem.SILENCE;
import static io.lapwing.deviceingest.functions.WatchSystem.STORE;
import static io.lapwing.deviceingest.functions.WatchSystem.entry;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aRule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

class AbsenceAlertsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private final WatchSystem system = new WatchSystem();
    private final Instant start = system.now();

    private void humidity() {
        system.ingest(system.message(STORE).withJson("{\"humidity\":40}"));
    }

    @Test
    void raises_when_readings_are_missing_and_clears_when_they_are_back() {
        system.rule(aRule().staleAfter(TEN_MINUTES));
        system.reports(20);
        system.pass(TEN_MINUTES.minus(SECOND));
        assertThat(system.alerts()).isEmpty();
        system.pass(MINUTE);

        assertThat(system.alerts()).extracting(Alert::startedAt, Alert::raisedAt, Alert::clearedAt, Alert::value)
                .containsExactly(tuple(start, start.plus(TEN_MINUTES), null, null));
        assertThat(system.alerts().getFirst().message())
                .isEqualTo("Cold store 1 has not reported anything for 10 minutes");
        system.reports(20);

        assertThat(system.alerts()).extracting(Alert::clearedAt).containsExactly(system.now());
        assertThat(system.toldOfAlerts()).containsExactly("raised too-warm", "cleared too-warm");
    }

    @Test
    void misses_a_metric_though_others_are_reported() {
        system.rule(aRule().staleAfter("temperature", TEN_MINUTES));
        system.reports(20);
        for (int i = 0; i < 12; i++) {
            system.pass(MINUTE);
            humidity();
        }

        assertThat(system.alerts()).extracting(Alert::message)
                .containsExactly("Cold store 1 has not reported temperature for 10 minutes");
        assertThat(system.alerts()).extracting(Alert::startedAt).containsExactly(start);
        system.reports(20);
        assertThat(system.alerts()).noneMatch(Alert::isOpen);
    }

    @Test
    void does_not_miss_what_was_never_reported() {
        system.rule(aRule().staleAfter("pressure", TEN_MINUTES));
        system.rule(aRule().withId("any").staleAfter(TEN_MINUTES));
        system.pass(TEN_MINUTES.multipliedBy(2));
        assertThat(system.alerts()).isEmpty();

        for (int i = 0; i < 12; i++) {
            humidity();
            system.pass(MINUTE);
        }

        assertThat(system.alerts()).isEmpty();
    }

    @Test
    void misses_readings_by_their_own_time() {
        system.rule(aRule().staleAfter("temperature", Duration.ofHours(1)));

        system.reports(90, start.minus(Duration.ofHours(2)));
        assertThat(system.alerts()).as("a backlog may catch up").isEmpty();
        system.pass(MINUTE);

        assertThat(system.alerts()).extracting(Alert::startedAt).containsExactly(start.minus(Duration.ofHours(2)));
        system.reports(90, start.minus(Duration.ofMinutes(90)));
        assertThat(system.alerts()).as("what is still too old ends nothing").allMatch(Alert::isOpen);
        system.reports(90, start.minus(Duration.ofMinutes(30)));
        assertThat(system.alerts()).noneMatch(Alert::isOpen);
    }

    @Test
    void does_not_miss_readings_of_a_backlog_that_catches_up() {
        system.rule(aRule().staleAfter("temperature", Duration.ofHours(1)));

        for (int minute = 180; minute >= 0; minute -= 10) {
            system.ingest(system.message(STORE).withJson(entry(20, start.minus(MINUTE.multipliedBy(minute)))));
        }
        system.pass(MINUTE);

        assertThat(system.alerts()).isEmpty();
    }

    @Test
    void notices_what_is_missing_already_when_a_rule_is_made() {
        system.reports(20);
        humidity();
        system.goOn(TEN_MINUTES);

        system.rule(aRule().staleAfter("temperature", MINUTE));
        system.rule(aRule().withId("any").staleAfter(MINUTE));
        system.rule(aRule().withId("later").staleAfter("humidity", Duration.ofMinutes(11)));
        system.rule(aRule().withId("never").staleAfter("pressure", MINUTE));
        assertThat(system.alerts()).extracting(alert -> alert.rule().value()).containsExactly("too-warm", "any");
        system.pass(MINUTE);

        assertThat(system.alerts()).extracting(alert -> alert.rule().value()).containsExactly("too-warm", "any",
                "later");
    }

    @Test
    void raises_when_a_device_has_been_offline_for_long_enough() {
        system.rule(aRule().offlineAfter(TEN_MINUTES));
        system.connects(STORE, "n:1:1");
        system.pass(MINUTE);
        Instant gone = system.now();
        system.disconnects(STORE, "n:1:1");
        system.pass(TEN_MINUTES.minus(SECOND));
        assertThat(system.alerts()).isEmpty();
        system.pass(SECOND);

        assertThat(system.alerts()).extracting(Alert::startedAt, Alert::raisedAt, Alert::message).containsExactly(
                tuple(gone, gone.plus(TEN_MINUTES), "Cold store 1 has been offline for 10 minutes"));
        system.goOn(MINUTE).connects(STORE, "n:1:2");

        assertThat(system.alerts()).extracting(Alert::clearedAt).containsExactly(system.now());
        assertThat(system.told()).containsExactly("online", "offline", "raised too-warm", "online",
                "cleared too-warm");
    }

    @Test
    void raises_at_once_when_a_device_goes_offline_that_must_not() {
        system.rule(aRule().offlineAfter(Duration.ZERO));
        system.connects(STORE, "n:1:1");

        system.disconnects(STORE, "n:1:1");

        assertThat(system.told()).containsExactly("online", "offline", "raised too-warm");
        assertThat(system.alerts()).extracting(Alert::message).containsExactly("Cold store 1 is offline");
    }

    @Test
    void raises_nothing_of_a_device_that_comes_back_in_time_or_was_never_there() {
        system.rule(aRule().offlineAfter(TEN_MINUTES));
        system.pass(TEN_MINUTES.multipliedBy(2));
        system.connects(STORE, "n:1:1");
        system.disconnects(STORE, "n:1:1");
        system.pass(TEN_MINUTES.minus(SECOND));
        system.connects(STORE, "n:1:2");
        system.pass(TEN_MINUTES.multipliedBy(2));

        assertThat(system.alerts()).isEmpty();
    }

    @Test
    void raises_after_a_silence_of_a_device_that_nobody_tells_of() {
        system.rule(aRule().offlineAfter(Duration.ZERO));

        system.reports(20);
        system.pass(SILENCE);

        assertThat(system.told()).containsExactly("online", "offline", "raised too-warm");
        system.reports(20);
        assertThat(system.alerts()).noneMatch(Alert::isOpen);
    }

    @Test
    void looks_at_a_device_no_more_often_than_it_has_to() {
        system.rule(aRule().staleAfter(Duration.ofHours(1)));
        system.reports(20);
        int looks = 0;
        for (int i = 0; i < 3600; i++) {
            system.goOn(SECOND);
            if (i % 10 == 0) {
                system.reports(20);
            }
            looks += system.check();
        }

        assertThat(looks).isLessThanOrEqualTo(5);
    }
}
